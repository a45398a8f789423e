import { z } from 'zod';
import { conditionsSchema } from '../conditions.ts';
import { id, name } from '../ids.ts';

/** Milliseconds of working time, or null for no target. */
export const targetMs = z
  .int()
  .min(60_000, 'A target is at least one minute.')
  .max(366 * 86_400_000, 'A target is at most a year.')
  .nullable();

const policy = z.strictObject({
  id,
  name,
  /** Which incidents it is for. The last policy, and only that one, is for all others: `{}`. */
  when: conditionsSchema.default({}),
  /** `24x7`, or the id of a calendar. */
  calendar: id.default('24x7'),
  /** What is left out is what the priority's own targets say; there is no update target unless here. */
  targets: z
    .strictObject({
      response: targetMs.optional(),
      resolution: targetMs.optional(),
      update: targetMs.optional(),
    })
    .default({}),
  /** Which clocks stand still while an incident waits. */
  pauses: z
    .strictObject({
      response: z.boolean().default(false),
      resolution: z.boolean().default(true),
      update: z.boolean().default(false),
    })
    .default({ response: false, resolution: true, update: false }),
  /** The share of a target from which on its clock warns. */
  warnAt: z.number().min(0.1).max(0.99).default(0.75),
  /** Whether a reopened incident goes on with its resolution clock or starts a new one. */
  reopen: z.enum(['resume', 'new-cycle']).default('resume'),
});

/** The policies in the order in which they are tried: the first that matches applies. */
export const slaPoliciesSchema = z.strictObject({
  policies: z.array(policy).min(1, 'There has to be a policy for all incidents.').max(100),
});

export type SlaPolicy = z.infer<typeof policy>;
export type SlaPolicies = z.infer<typeof slaPoliciesSchema>;

export const defaultSlaPolicies: SlaPolicies = slaPoliciesSchema.parse({
  policies: [{ id: 'default', name: 'Targets of the priority, around the clock' }],
});
