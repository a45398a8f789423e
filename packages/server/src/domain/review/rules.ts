import { z } from 'zod';
import { id } from '../ids.ts';

/** Why a review is asked for: a rule says so, or somebody does. */
export type ReviewReason = 'priority' | 'missed' | 'affected' | 'reopened' | 'by-hand';

/** Which incidents are to be reviewed when they are over; the part `reviews` of the workflow. */
export const reviewRulesSchema = z.strictObject({
  /** Those of these priorities. */
  priorities: z.array(id).max(10).default([]),
  /** Those that missed their target of resolution. */
  missed: z.boolean().default(false),
  /** Those that so many others said they have too. */
  affected: z.int().min(1).max(1_000_000).optional(),
  /** Those that were reopened so often. */
  reopened: z.int().min(1).max(1_000).optional(),
});

export type ReviewRules = z.infer<typeof reviewRulesSchema>;
