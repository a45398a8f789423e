import { z } from 'zod';
import { coded } from '../field-errors.ts';
import type { Signal } from './signal.ts';

const placeholder = /\{([^{}]+)\}/gu;
/** What changes while an alert lasts. */
const changing = ['severity', 'state', 'status', 'value', 'title', 'text', 'summary'];

const namesIn = (template: string) => [...template.matchAll(placeholder)].map(([, name]) => name);

/** What tells the alerts of a source apart, made of labels: `{service}/{host}`; `{key}` is the source's own. */
export const keyTemplate = z
  .string()
  .max(200)
  .refine((template) => namesIn(template).length > 0, {
    error: 'Name at least one label in braces, as in {host}: else all alerts would be one.',
    ...coded('invalid'),
  })
  .refine((template) => !namesIn(template).some((name) => changing.includes(name ?? '')), {
    error: `A key is not made of what changes while an alert lasts: ${changing.join(', ')}.`,
    ...coded('invalid'),
  });

/** The key of a signal; empty, so that it names no alert, where a label is missing. */
export function keyBy(template: string, { key, labels }: Signal): string {
  const values: Readonly<Record<string, string>> = { ...labels, key };
  const isWhole = namesIn(template).every((name) => values[name ?? '']?.trim());
  return isWhole ? template.replace(placeholder, (_, name: string) => values[name] ?? '') : '';
}
