import { z } from 'zod';
import { limits } from '../../domain/limits.ts';
import { incidentInput, optionalReason, personId, text } from '../input.ts';

/** The version of what was edited, as the sender saw it; 0 where there was none. */
const basedOn = z.int('A version is a whole number.').min(0);

/** Actions of one review. */
const mostActions = 50;

const section = (what: string) => text(what, limits.description).default('');

const action = z.strictObject({
  what: text('what is to be done', { min: 1, max: limits.reason.max }),
  owner: z
    .strictObject({ id: personId, name: text('a name', limits.contactName).nullable() })
    .nullable()
    .default(null),
  due: z.iso.date('A day is written like 2026-12-24.').nullable().default(null),
  isDone: z.boolean().default(false),
});

export const readReviewInput = incidentInput;

export const writeReviewInput = incidentInput.extend({
  basedOn,
  summary: section('a summary'),
  cause: section('the cause'),
  wentWell: section('what went well'),
  wentBadly: section('what did not go well'),
  actions: z.array(action).max(mostActions).default([]),
});

export const decideReviewInput = incidentInput.extend({
  basedOn,
  /** `ask`: it is to be reviewed; `decline`: there is nothing to review; `finish`: what is written stands. */
  move: z.enum(['ask', 'decline', 'finish']),
  reason: optionalReason,
});
