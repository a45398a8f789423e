import { z } from 'zod';
import { weeklySchema } from '../../domain/calendar/calendar.ts';
import { dayNumber, isDate } from '../../domain/calendar/local-time.ts';
import { coded } from '../../domain/field-errors.ts';
import { bounded } from '../../domain/plain-text.ts';
import { decodeICal } from '../../holidays/decode.ts';
import { type HolidaysRead, holidaysFromICal } from '../../holidays/read-holidays.ts';
import { type FetchOptions, fetchText } from '../../outbound/fetch-text.ts';

// The checks of the whole run only after dates that exist.
const date = z.string().refine(isDate, {
  error: 'Write the date as YYYY-MM-DD.',
  abort: true,
  ...coded('wrong-date'),
});
const tenYears = 3_660;

/**
 * The address, the text or the bytes (base64) of an iCalendar file, and from when to when it is asked
 * for, both included. Bytes keep names whole that are not in UTF-8. `weekly` is the week of the calendar
 * that the holidays are for: it says how long make-up days are worked.
 */
export const importHolidaysInput = z
  .strictObject({
    url: bounded(z.string(), { max: 2_000 }).optional(),
    text: z
      .string()
      .max(2 ** 19, 'The text is larger than 512 KiB. Export fewer years.')
      .optional(),
    file: z
      .base64('Send the bytes of the file as base64.')
      .max(Math.ceil(2 ** 19 / 3) * 4, 'The file is larger than 512 KiB. Export fewer years.')
      .optional(),
    weekly: weeklySchema.optional(),
    from: date,
    to: date,
  })
  .refine(({ url, text, file }) => file || (url === undefined) !== (text === undefined), {
    path: ['url'],
    message: 'Give either the address of a calendar or its text.',
    ...coded('only-one-of', { fields: ['url', 'text'] }),
  })
  .refine(({ url, text, file }) => !file || (url ?? text) === undefined, {
    path: ['file'],
    message: 'Give the file of a calendar without an address and without a text.',
    ...coded('only-one-of', { fields: ['url', 'text', 'file'] }),
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
  { url, text, file, from, to, weekly }: z.infer<typeof importHolidaysInput>,
  options: Pick<FetchOptions, 'allowPrivateAddresses'> = {},
): Promise<HolidaysRead> {
  const calendar =
    url === undefined
      ? (text ?? decodeICal(Buffer.from(file ?? '', 'base64')))
      : await fetchText(url, { ...options, decode: decodeICal });
  return holidaysFromICal(calendar, { from, to, ...(weekly && { weekly }) });
}
