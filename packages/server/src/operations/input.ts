import { z } from 'zod';
import { resolutionCodes } from '../domain/incident/resolution.ts';
import { limits } from '../domain/limits.ts';
import { isPlainText } from '../domain/plain-text.ts';

/** Text of a person: trimmed at its ends, with sentences for what can be wrong with it. */
export function text(what: string, { min, max }: { min: number; max: number }) {
  return z
    .string(`Write ${what}.`)
    .trim()
    .refine(
      isPlainText,
      `Leave out of ${what} what is no text: it has characters that stand for nothing.`,
    )
    .min(min, min === 1 ? `Write ${what}.` : `Write ${what} with at least ${min} characters.`)
    .max(max, `Keep ${what} within ${max.toLocaleString('en')} characters.`);
}

/** The id of something that was chosen from a list. */
export const chosen = z
  .string('Choose one.')
  .min(1, 'Choose one.')
  .max(64, 'Choose one of the list.');

export const reference = z
  .string('Name an incident, as in INC-42.')
  .regex(/^INC-[1-9]\d{0,14}$/, 'An incident is named like INC-42.');

export const idempotencyKey = z
  .string('Send a key that is new for each report.')
  .min(limits.idempotencyKey.min, 'A key has 8 to 64 characters.')
  .max(limits.idempotencyKey.max, 'A key has 8 to 64 characters.')
  .regex(/^[\w-]+$/, 'A key has letters, digits, hyphens and underscores only.');

export const resolutionCode = z.enum(resolutionCodes, 'Choose how it was resolved.');

export const incidentInput = z.strictObject({ incident: reference });
