import ICAL from 'ical.js';
import { day } from '../domain/calendar/local-time.ts';
import { readTime } from '../holidays/ical-time.ts';
import { timeOf, wallOf } from './zones.ts';

/** A rule by which an event repeats. */
export interface Repetition {
  rule: ICAL.Recur;
  /** After that it does not: an instant, or the wall time at which its last day is over. */
  until: { at: number } | { wall: number } | null;
}

/** There is no going through it: it costs more than an event may, or the library gives up. */
export class UnusableRule extends Error {}

const frequencies: ReadonlySet<string> = new Set([
  'HOURLY',
  'DAILY',
  'WEEKLY',
  'MONTHLY',
  'YEARLY',
]);
/** What each step is long, where all are the same. */
const evenSteps: Record<string, number> = { HOURLY: 3_600_000, DAILY: day, WEEKLY: 7 * day };
const longestRule = 500;

/** Null for a rule that cannot be read, or that repeats by the minute. */
export function readRepetition(written: string): Repetition | null {
  if (written.length > longestRule) return null;
  try {
    const rule = ICAL.Recur.fromString(written.replace(/UNTIL=[^;]*;?/i, '').replace(/;$/, ''));
    if (!frequencies.has(rule.freq)) return null;
    const [, until] = /UNTIL=([^;]*)/i.exec(written) ?? [];
    return { rule, until: until === undefined ? null : endOf(until) };
  } catch {
    return null;
  }
}

/** @throws Error when it is no time */
function endOf(written: string): Repetition['until'] {
  const spread = written.replace(
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/i,
    (_, y, m, d, h, min, s, z = '') =>
      `${y}-${m}-${d}${h ? `T${h}:${min}:${s}${z.toUpperCase()}` : ''}`,
  );
  const time = readTime(spread);
  if (!time) throw new Error('It ends at no time.');
  const at = time.day * day + (time.second ?? 0) * 1_000;
  if (time.second === null) return { wall: at + day - 1 };
  return time.isUtc ? { at } : { wall: at };
}

/**
 * The wall times at which an event begins by a rule, up to one of them, in order. Those before `from` may be left out.
 * @throws UnusableRule; what `spend` throws
 */
export function wallsOf(
  { rule }: Repetition,
  { begin, isDate, from, to }: { begin: number; isDate: boolean; from: number; to: number },
  spend: () => void,
): number[] {
  const step = rule.count ? undefined : evenSteps[rule.freq];
  // A rule without a number of times is the same rule from any of its steps on.
  const each = step && step * rule.interval;
  const ahead = each ? Math.max(0, Math.floor((from - begin) / each) - 1) * each : 0;
  // Without an end, the library looks for the first time of a rule up to the year 20000.
  rule.until = timeOf(to + day);
  const found: number[] = [];
  let problem: unknown;
  const count = () => {
    try {
      spend();
    } catch (error) {
      problem = error;
      throw error;
    }
  };
  try {
    const walls = new BoundedIterator({ rule, dtstart: timeOf(begin + ahead, isDate) }, count);
    for (let time = walls.next(); time; time = walls.next()) found.push(wallOf(time));
  } catch (error) {
    throw problem ?? new UnusableRule('The library gives up.', { cause: error });
  }
  return found.filter((wall) => wall <= to);
}

/** The library goes on until it finds something, also where there is nothing to be found: its steps are counted. */
class BoundedIterator extends ICAL.RecurIterator {
  readonly #spend: () => void;

  constructor(of: { rule: ICAL.Recur; dtstart: ICAL.Time }, spend: () => void) {
    // It begins to look in `init`, which would be called before there is anything to count with.
    super({ ...of, initialized: true });
    this.#spend = spend;
    // biome-ignore lint/complexity/useLiteralKeys: the types of the library hide it
    this['init']();
  }

  override check_contracting_rules(): boolean {
    this.#spend();
    return super.check_contracting_rules();
  }

  override expand_year_days(year: number): number {
    this.#spend();
    return super.expand_year_days(year);
  }

  override increment_month(): void {
    this.#spend();
    super.increment_month();
  }
}
