import { dayOf } from '../base/day.ts';
import { formatInstant } from '../base/intl.ts';

const minute = 60_000;
const hour = 60 * minute;

const relative: Record<string, Intl.RelativeTimeFormat> = {};

function relativeFormat(locale: string | undefined): Intl.RelativeTimeFormat {
  relative[`${locale}`] ??= new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return relative[`${locale}`] as Intl.RelativeTimeFormat;
}

/** "now", "5 minutes ago", "2 hours ago"; from six hours on the time of day, as the day stands above. */
export function formatAgo(locale: string | undefined, at: number, now: number): string {
  const ago = Math.max(0, now - at);
  if (ago < minute) return relativeFormat(locale).format(0, 'second');
  if (ago < hour) return relativeFormat(locale).format(-Math.floor(ago / minute), 'minute');
  if (ago < 6 * hour) return relativeFormat(locale).format(-Math.floor(ago / hour), 'hour');
  return formatInstant(locale, at, { hour: 'numeric', minute: '2-digit' });
}

/**
 * Milliseconds until `formatAgo` may say something else of one of them; Infinity when it never will.
 * @param entries - in the log's order
 */
export function agosChangeIn(entries: readonly { at: number }[], now: number): number {
  let next = Infinity;
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    const ago = Math.max(0, now - (entries[index]?.at ?? 0));
    if (ago >= 6 * hour) break;
    const grain = ago < hour ? minute : hour;
    next = Math.min(next, grain - (ago % grain));
  }
  return next;
}

/** "Today", "Yesterday", or the date of a day (`dayOf`); the year only where it is another. */
export function formatDay(locale: string | undefined, startsAt: number, now: number): string {
  const today = dayOf(locale, now);
  const days = (startsAt - today) / (24 * hour);
  if (days !== 0 && days !== -1) {
    const yearOf = (day: number) => new Date(day).getUTCFullYear();
    return formatInstant(locale, startsAt, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      timeZone: 'UTC',
      year: yearOf(startsAt) === yearOf(today) ? undefined : 'numeric',
    });
  }
  const said = relativeFormat(locale).format(days, 'day');
  return said.charAt(0).toLocaleUpperCase(locale) + said.slice(1);
}

/** With its weekday, as people plan: "Thursday 26 November at 16:32". */
export function formatDeadline(locale: string | undefined, at: number): string {
  return formatInstant(locale, at, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
  });
}
