import { z } from 'zod';
import { id, name } from '../ids.ts';

/** The longest window, days: for so long what was measured is kept. */
export const longestWindowDays = 90;

/** How it is told whether a service is as good as it should be. */
const indicator = z.discriminatedUnion('kind', [
  /** By what sources of the kind `measurements` count: how many events there were, and how many were good. */
  z.strictObject({ kind: z.literal('measurements') }),
  /** By the time in which the service had no open incident of that priority or a higher one. */
  z.strictObject({ kind: z.literal('incidents'), priority: id }),
]);

const objective = z.strictObject({
  id,
  name,
  /** Of the catalogue. */
  service: id,
  /** How much is to be good, percent, e.g. 99.9. */
  target: z
    .number()
    .min(50, 'Aim at 50 % or more.')
    .max(99.9999, 'Aim at 99.9999 % or less: what may never fail has no budget.')
    .refine(hasFourDecimals, 'Give it at most four decimals.'),
  /** How far back it looks, in days of 24 hours. */
  windowDays: z
    .int()
    .min(1)
    .max(longestWindowDays, `Look back ${longestWindowDays} days at most.`)
    .default(28),
  indicator,
  /** Whether those who see how the service is, also see this: status pages, reporters. */
  isPublic: z.boolean().default(false),
});

/** What services are to achieve. */
export const objectivesSchema = z.strictObject({ objectives: z.array(objective).max(200) });

export type Objective = z.infer<typeof objective>;
export type Objectives = z.infer<typeof objectivesSchema>;

export const defaultObjectives: Objectives = { objectives: [] };

function hasFourDecimals(target: number): boolean {
  return Math.abs(target * 10_000 - Math.round(target * 10_000)) < 1e-6;
}
