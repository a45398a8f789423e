import { z } from 'zod';
import { resolutionCodes } from '../domain/incident/resolution.ts';
import { limits } from '../domain/limits.ts';
import { bounded, type Length } from '../domain/plain-text.ts';

/** Text of a person: trimmed at its ends, with sentences for what can be wrong with it. */
export function text(what: string, { min = 0, max }: Length) {
  return bounded(
    z.string(`Write ${what}.`).trim(),
    { min, max },
    {
      empty: `Write ${what}.`,
      ...(min > 1 && { short: `Write ${what} with at least ${min} characters.` }),
      long: `Keep ${what} within ${max.toLocaleString('en')} characters.`,
      notPlain: `Leave out of ${what} what is no text: it has characters that stand for nothing.`,
    },
  );
}

/** The id of something that was chosen from a list. */
export const chosen = bounded(
  z.string('Choose one.'),
  { min: 1, max: 64 },
  { empty: 'Choose one.', long: 'Choose one of the list.', notPlain: 'Choose one of the list.' },
);

/** The host's identifier of a person. */
export const personId = bounded(
  z.string('Choose somebody.'),
  { min: 1, max: 200 },
  {
    empty: 'Choose somebody.',
    long: 'Choose somebody of the list.',
    notPlain: 'Choose somebody of the list.',
  },
);

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
  basedOn: z.int('A position is a whole number.').min(1).optional(),
});

/** What an incident is tied to: another incident, or what others call a problem or a change. */
export const linkTarget = bounded(
  z.string('Name what it is linked to.').trim(),
  { min: 1, max: 120 },
  {
    empty: 'Name what it is linked to.',
    long: 'Keep the name of a link within 120 characters.',
  },
);

/** A note, by the position of its entry in the timeline. */
export const notePosition = z.int('A note is named by its position in the timeline.').min(1);
