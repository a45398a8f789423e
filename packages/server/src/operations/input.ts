import { z } from 'zod';
import { resolutionCodes } from '../domain/incident/resolution.ts';
import { limits } from '../domain/limits.ts';
import { isPlainText, notPlainText } from '../domain/plain-text.ts';

/** Text of a person: trimmed at its ends, with sentences for what can be wrong with it. */
export function text(what: string, { min, max }: { min: number; max: number }) {
  return z
    .string(`Write ${what}.`)
    .trim()
    .refine(
      isPlainText,
      notPlainText(
        `Leave out of ${what} what is no text: it has characters that stand for nothing.`,
      ),
    )
    .min(min, min === 1 ? `Write ${what}.` : `Write ${what} with at least ${min} characters.`)
    .max(max, `Keep ${what} within ${max.toLocaleString('en')} characters.`);
}

/** The id of something that was chosen from a list. */
export const chosen = z
  .string('Choose one.')
  .min(1, 'Choose one.')
  .max(64, 'Choose one of the list.')
  .refine(isPlainText, notPlainText('Choose one of the list.'));

/** The host's identifier of a person. */
export const personId = z
  .string('Choose somebody.')
  .min(1, 'Choose somebody.')
  .max(200, 'Choose somebody of the list.')
  .refine(isPlainText, notPlainText('Choose somebody of the list.'));

export const reference = z
  .string('Name an incident, as in INC-42.')
  .regex(/^INC-[1-9]\d{0,14}$/, 'An incident is named like INC-42.');

export const idempotencyKey = z
  .string('Send a key that is new for each report.')
  .min(limits.idempotencyKey.min, 'A key has 8 to 64 characters.')
  .max(limits.idempotencyKey.max, 'A key has 8 to 64 characters.')
  .regex(/^[\w-]+$/, 'A key has letters, digits, hyphens and underscores only.');

export const resolutionCode = z.enum(resolutionCodes, 'Choose how it was resolved.');

/** Why something is done, where it has to be said. */
export const reason = text('why', limits.reason);

/** Why something is done, where it may be said. */
export const optionalReason = text('why', { ...limits.reason, min: 0 })
  .transform((given) => given || null)
  .nullish()
  .transform((given) => given ?? null);

export const incidentInput = z.strictObject({ incident: reference });

/** What every command on one incident says. */
export const changeInput = incidentInput.extend({
  /** The `seq` of the incident as the sender saw it; a command on an older state is a conflict. */
  basedOn: z.int('A position of the log is a whole number.').min(1).optional(),
});

/** What an incident is tied to: another incident, or what others call a problem or a change. */
export const linkTarget = z
  .string('Name what it is linked to.')
  .trim()
  .min(1, 'Name what it is linked to.')
  .max(120, 'Keep the name of a link within 120 characters.')
  .refine(isPlainText, notPlainText('Leave out what is no text.'));

/** A note, by the position in the log at which it was written. */
export const notePosition = z.int('A note is named by its position in the log.').min(1);
