import type { z } from 'zod';
import { day } from '../domain/calendar/local-time.ts';
import { coded } from '../domain/field-errors.ts';
import { instant } from '../domain/oncall/schedules.ts';

/** What one call looks at, unless it says otherwise. */
const daysAtOnce = 100;

/** The fields of a period, half-open, in epoch milliseconds. */
export const periodFields = { from: instant, to: instant };

type Period = { from: number; to: number };

/** Refuses a period that ends before it begins, or is longer than a call looks at. */
export function ofPeriod<Schema extends z.ZodType<Period>>(schema: Schema, mostDays = daysAtOnce) {
  return schema
    .refine(({ from, to }) => from < to, {
      path: ['to'],
      message: 'The end is not after the beginning.',
      ...coded('ends-before-start'),
    })
    .refine(({ from, to }) => to - from <= mostDays * day, {
      path: ['to'],
      message: `Ask for at most ${mostDays} days at once.`,
    });
}
