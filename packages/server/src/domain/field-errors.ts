import type { z } from 'zod';
import { type FieldCode, type FieldError, fieldError, type ValuesOf } from './errors.ts';

/** What a schema found wrong, as fields with sentences for people. */
export function fieldErrorsOf(error: z.ZodError): FieldError[] {
  return error.issues.flatMap(toFields);
}

/** What a refinement of a schema carries besides its sentence. */
type Coded = Pick<FieldError, 'code' | 'values'>;

/** What a refinement of a schema says, by its code; its sentence is besides. */
export function coded<Code extends FieldCode>(
  code: Code,
  ...[values]: ValuesOf<Code>
): { params: Coded } {
  return { params: { code, ...(values && { values }) } };
}

function toFields(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((name) =>
      fieldError([...path, name], `There is no field “${name}”.`, 'unknown-field', { name }),
    );
  }
  return [withCode(issue, path, sentence(path, issue.message))];
}

function withCode(issue: z.core.$ZodIssue, path: FieldError['path'], message: string): FieldError {
  switch (issue.code) {
    case 'invalid_type':
      return fieldError(path, message, 'required');
    case 'invalid_value':
      return fieldError(path, message, 'not-offered');
    case 'invalid_format':
      return fieldError(path, message, 'wrong-format', { format: issue.format });
    case 'too_small':
      return tooSmall(issue, path, message);
    case 'too_big':
      return tooBig(issue, path, message);
    case 'invalid_union':
      // Only what tells the members apart is wrong: it is none of them.
      return fieldError(path, message, issue.discriminator ? 'not-offered' : 'invalid');
    case 'custom':
      return { ...fieldError(path, message, 'invalid'), ...(issue.params as Partial<Coded>) };
    default:
      return fieldError(path, message, 'invalid');
  }
}

function tooSmall(
  { origin, minimum }: z.core.$ZodIssueTooSmall,
  path: FieldError['path'],
  message: string,
): FieldError {
  const min = Number(minimum);
  if (origin === 'string') {
    // Nothing was written at all.
    return min === 1
      ? fieldError(path, message, 'required')
      : fieldError(path, message, 'too-short', { min });
  }
  return fieldError(path, message, isList(origin) ? 'too-few' : 'too-small', { min });
}

function tooBig(
  { origin, maximum }: z.core.$ZodIssueTooBig,
  path: FieldError['path'],
  message: string,
): FieldError {
  const max = Number(maximum);
  if (origin === 'string') return fieldError(path, message, 'too-long', { max });
  return fieldError(path, message, isList(origin) ? 'too-many' : 'too-big', { max });
}

const isList = (origin: string) => origin === 'array' || origin === 'set';

/** The sentence that a schema gives, or one around the words of zod where it gives none. */
function sentence(path: FieldError['path'], message: string): string {
  if (message.endsWith('.')) return message;
  const what = path.length > 0 ? `“${path.join('.')}”` : 'What was sent';
  const problem = message.replace(/^Invalid input: /, '');
  return `${what} is not valid: ${problem.charAt(0).toLowerCase()}${problem.slice(1)}.`;
}
