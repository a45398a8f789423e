import { z } from 'zod';
import { dayNumber, isDate } from '../../domain/calendar/local-time.ts';
import { coded } from '../../domain/field-errors.ts';
import { bounded } from '../../domain/plain-text.ts';
import { type HolidaysRead, holidaysFromICal } from '../../holidays/read-holidays.ts';
import { type FetchOptions, fetchText } from '../../outbound/fetch-text.ts';

// The checks of the whole run only after dates that exist.
const date = z.string().refine(isDate, {
  error: 'Write the date as YYYY-MM-DD.',
  abort: true,
  ...coded('wrong-date'),
});
const tenYears = 3_660;

/** The address or the text of an iCalendar file, and from when to when it is asked for, both included. */
export const importHolidaysInput = z
  .strictObject({
    url: bounded(z.string(), { max: 2_000 }).optional(),
    text: z
      .string()
      .max(2 ** 20, 'The text is larger than 1 MiB. Export fewer years.')
      .optional(),
    from: date,
    to: date,
  })
  .refine(({ url, text }) => (url === undefined) !== (text === undefined), {
    path: ['url'],
    message: 'Give either the address of a calendar or its text.',
    ...coded('only-one-of', { fields: ['url', 'text'] }),
  })
  .refine(({ from, to }) => from <= to, {
    path: ['to'],
    message: 'The last day is before the first. Exchange them.',
    ...coded('ends-before-start'),
  })
  .refine(({ from, to }) => dayNumber(to) - dayNumber(from) <= tenYears, {
    path: ['to'],
    message: 'Ask for at most ten years at a time.',
    ...coded('period-too-long', { years: 10 }),
  });

/**
 * Reads holidays for a calendar that somebody edits. It stores nothing: what was found is shown, and
 * becomes true when the calendar is published.
 * @throws KitError `ical-invalid`, `url-not-allowed`, `url-unreadable`
 */
export async function importHolidays(
  { url, text, from, to }: z.infer<typeof importHolidaysInput>,
  options: Pick<FetchOptions, 'allowPrivateAddresses'> = {},
): Promise<HolidaysRead> {
  const calendar = url === undefined ? (text ?? '') : await fetchText(url, options);
  return holidaysFromICal(calendar, { from, to });
}
