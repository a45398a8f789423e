import type { z } from 'zod';
import type { FieldError } from './errors.ts';

/** What a schema found wrong, as fields with sentences for people. */
export function fieldErrorsOf(error: z.ZodError): FieldError[] {
  return error.issues.flatMap(toFields);
}

function toFields(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  if (issue.code !== 'unrecognized_keys') return [{ path, message: sentence(path, issue.message) }];
  return issue.keys.map((key) => ({
    path: [...path, key],
    message: `There is no field “${key}”.`,
  }));
}

/** The sentence that a schema gives, or one around the words of zod where it gives none. */
function sentence(path: FieldError['path'], message: string): string {
  if (message.endsWith('.')) return message;
  const what = path.length > 0 ? `“${path.join('.')}”` : 'What was sent';
  const problem = message.replace(/^Invalid input: /, '');
  return `${what} is not valid: ${problem.charAt(0).toLowerCase()}${problem.slice(1)}.`;
}
