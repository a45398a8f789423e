import { format } from './intl.ts';

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/**
 * The grain in which a span of time is told, in milliseconds: seconds below five minutes, minutes
 * below a day, hours above.
 */
export function grainOf(ms: number): number {
  return ms < 300_000 ? 1_000 : ms < 86_400_000 ? 60_000 : 3_600_000;
}

/**
 * A span of time, e.g. "1 hr 12 min", already rounded by the caller to its grain (see `grainOf`).
 *
 * Each unit is formatted by Intl.NumberFormat, which every browser has. Intl.DurationFormat would give
 * the same words with list commas between them, and only in the newest browsers.
 */
export function formatSpan(
  locale: string | undefined,
  ms: number,
  unitDisplay: 'narrow' | 'short' | 'long' = 'short',
  /** Whether to count days. Of working time nobody knows how long a day is. */
  days = true,
): string {
  const said: string[] = [];
  let rest = ms;
  for (const [unit, size] of units.slice(days ? 0 : 1)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count || (unit === 'second' && !said.length)) {
      said.push(format(Intl.NumberFormat, locale, { style: 'unit', unit, unitDisplay }, count));
    }
  }
  return said.join(' ');
}
