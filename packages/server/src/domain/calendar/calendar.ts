import { z } from 'zod';
import { coded } from '../field-errors.ts';
import { name } from '../ids.ts';
import { isDate, isZone } from './local-time.ts';

/** `HH:MM` by the wall clock of the calendar's zone. */
const opening = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write the time as HH:MM, from 00:00 to 23:59.');
const closing = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'Write the time as HH:MM, from 00:00 to 24:00.');
const window = z.tuple([opening, closing], 'Write a window as its opening and its closing time.');
const windows = z.array(window).max(12, 'A day has at most 12 windows.');
const date = z.string().refine(isDate, {
  error: (issue) => `“${issue.input}” is not a date. Write it as YYYY-MM-DD.`,
  ...coded('wrong-date'),
});
const holiday = z.strictObject({ date, name });
const extraDay = z.strictObject({ date, name: name.optional(), windows });

/** The windows of each day of the week, `[opening, closing]`. */
export const weeklySchema = z.strictObject({
  mon: windows.optional(),
  tue: windows.optional(),
  wed: windows.optional(),
  thu: windows.optional(),
  fri: windows.optional(),
  sat: windows.optional(),
  sun: windows.optional(),
});

/** The IANA name of a time zone, e.g. `Europe/Berlin`. */
export const zoneName = z.string().refine(isZone, {
  error: (issue) =>
    `There is no time zone “${issue.input}”. Use an IANA name such as Europe/Berlin.`,
  ...coded('unknown-zone'),
});

const workingHours = z.strictObject(
  {
    zone: zoneName,
    /**
     * The windows of each day of the week, `[opening, closing]`. A window that closes at or before the
     * time at which it opens goes past midnight; it belongs to the day on which it opens.
     */
    weekly: weeklySchema,
    /** Dates on which no window opens. What opened the day before still closes in its time. */
    holidays: z.array(holiday).max(2_000, 'A calendar has at most 2,000 holidays.').default([]),
    /** Dates with windows of their own in place of the week's, also when they are holidays. */
    extra: z.array(extraDay).max(2_000, 'A calendar has at most 2,000 extra days.').default([]),
  },
  'A calendar is “24x7”, or has a zone and the windows of its week.',
);

export type TimeWindow = [opening: string, closing: string];
export type Holiday = z.infer<typeof holiday>;
export type ExtraDay = z.infer<typeof extraDay>;
export type WorkingHours = z.infer<typeof workingHours>;

/**
 * When the desk works. What was computed from a calendar is kept with the object, so keep one object
 * for each version and do not change it in place.
 */
export type Calendar = '24x7' | WorkingHours;

/**
 * The shape of a calendar: times, dates, zone and limits. `checkCalendar` finds what is wrong between
 * its parts. No union, because the refusal of a union says neither where nor what.
 */
export const calendarSchema = z.unknown().transform((value, context): Calendar => {
  if (value === '24x7') return value;
  const { data, error } = workingHours.safeParse(value);
  for (const issue of error?.issues ?? []) context.issues.push(issue as z.core.$ZodRawIssue);
  return data ?? z.NEVER;
});
