import { page } from '../client/settings.ts';
import { format } from './intl.ts';

const day = 86_400_000;
/** No clock is further from UTC. */
const furthest = 15 * 3_600_000;

/**
 * The last so many days, today among them and to its end, as the clocks have days of the zone in which times are shown;
 * days on which they change are as long as they are.
 */
export function lastDays(locale: string, days: number): { from: number; to: number } {
  const today = dayOf(locale, Date.now());
  return { from: beginOf(locale, today - (days - 1) * day), to: beginOf(locale, today + day) };
}

/**
 * The day of a moment on those clocks, as the midnight of it in UTC. Like base/day.ts, which stands with what timelines
 * load: in Sweden dates are written as ISO has them.
 */
function dayOf(locale: string, at: number): number {
  const timeZone = page.zones?.[locale];
  return Date.parse(format(Intl.DateTimeFormat, 'sv-SE', { timeZone }, at));
}

/** The first instant of a day, which `dayOf` gives; of one whose midnight is skipped, the one after. */
function beginOf(locale: string, date: number): number {
  let [before, begin] = [date - furthest, date + furthest];
  while (begin - before > 1) {
    const middle = Math.floor((before + begin) / 2);
    if (dayOf(locale, middle) < date) before = middle;
    else begin = middle;
  }
  return begin;
}
