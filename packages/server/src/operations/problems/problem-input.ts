import { z } from 'zod';
import { limits } from '../../domain/limits.ts';
import { chosen, idempotencyKey, optionalReason, reference, text } from '../input.ts';

export const problemReference = z
  .string('Name a problem, as in PRB-7.')
  .regex(/^PRB-[1-9]\d{0,8}$/, 'A problem is named like PRB-7.');

export const problemInput = z.strictObject({ problem: problemReference });

/** The version of what was edited, as the sender saw it: what others did since is not overwritten. */
const basedOn = z.int('A version is a whole number.').min(0);

const long = limits.description;

const placeFields = {
  service: chosen.nullable(),
  category: chosen.nullable(),
  /** The team that owns it. */
  team: chosen.nullable(),
};

/** Incidents that are linked at once. */
const incidents = z.array(reference).max(limits.bulk);

export const openProblemInput = z.strictObject({
  /** The same key again is the same problem. */
  key: idempotencyKey.optional(),
  title: text('a title', limits.title),
  description: text('a description', long).default(''),
  service: placeFields.service.default(null),
  category: placeFields.category.default(null),
  team: placeFields.team.default(null),
  incidents: incidents.default([]),
  /** The hint that it is opened from: its incidents are linked. */
  hint: z.string().max(200).optional(),
});

export const editProblemInput = problemInput.extend({
  basedOn,
  title: text('a title', limits.title).optional(),
  description: text('a description', long).optional(),
  /** Empty for not known. */
  cause: text('the cause', long).optional(),
  workaround: text('a workaround', long).optional(),
  /** The change that is to end it: its reference, its address, or what it is. Empty for none. */
  change: text('a change', { max: limits.reason.max }).optional(),
  service: placeFields.service.optional(),
  category: placeFields.category.optional(),
  team: placeFields.team.optional(),
});

export const moveProblemInput = z.discriminatedUnion('to', [
  problemInput.extend({
    basedOn,
    to: z.literal('resolved'),
    text: text('what resolved it', limits.resolution),
  }),
  problemInput.extend({ basedOn, to: z.enum(['closed', 'open']), reason: optionalReason }),
]);

export const linkProblemInput = problemInput.extend({ incidents: incidents.min(1) });
