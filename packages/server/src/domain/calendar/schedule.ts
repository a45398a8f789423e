import type { TimeWindow, WorkingHours } from './calendar.ts';
import { day, dayNumber, minute, minuteOfDay, weekdayOf, weekdays } from './local-time.ts';
import { ZoneOffsets } from './zone-offsets.ts';

/** Half-open, in order. Epoch milliseconds, or milliseconds of local time where that is said. */
export type Interval = [from: number, to: number];

/** A window in local milliseconds since the midnight at which its day begins. May end after the next. */
export function localWindow([opening, closing]: TimeWindow): Interval {
  const [from, to] = [minuteOfDay(opening) * minute, minuteOfDay(closing) * minute];
  return [from, to > from ? to : to + day];
}

/**
 * What a calendar says about instants: an instant is worked if and only if its wall-clock time in the
 * zone lies in a window of its date, or in one of the date before that goes past midnight. So a time
 * that is skipped when summer begins is not there to be worked, and one that comes twice when summer
 * ends is worked twice.
 */
export class Schedule {
  readonly #offsets: ZoneOffsets;
  readonly #weekly: Interval[][];
  readonly #extra: Map<number, Interval[]>;
  readonly #holidays: Map<number, string>;

  constructor({ zone, weekly, holidays, extra }: WorkingHours) {
    this.#offsets = new ZoneOffsets(zone);
    this.#weekly = weekdays.map((weekday) => (weekly[weekday] ?? []).map(localWindow));
    this.#extra = new Map(
      extra.map((each) => [dayNumber(each.date), each.windows.map(localWindow)]),
    );
    this.#holidays = new Map(holidays.map((each) => [dayNumber(each.date), each.name]));
  }

  /** What is worked between two instants: sorted, and apart from each other. */
  worked(fromMs: number, toMs: number): Interval[] {
    const found: Interval[] = [];
    this.#eachDate(fromMs, toMs, (date, clip) => {
      for (const window of this.#windowsOn(date)) {
        const worked = clip(window);
        if (worked) found.push(worked);
      }
    });
    return joined(found);
  }

  /** The dates between two instants that are holidays, whether or not anything is worked on them. */
  holidays(fromMs: number, toMs: number): { span: Interval; name: string }[] {
    const found: { span: Interval; name: string }[] = [];
    this.#eachDate(fromMs, toMs, (date, clip) => {
      const name = this.#holidays.get(date);
      const span = name === undefined ? null : clip([0, day]);
      if (name !== undefined && span) found.push({ span, name });
    });
    return found;
  }

  #windowsOn(date: number): readonly Interval[] {
    const extra = this.#extra.get(date);
    if (extra) return extra;
    return this.#holidays.has(date) ? [] : (this.#weekly[weekdayOf(date)] ?? []);
  }

  /**
   * Visits the local dates whose windows can reach between two instants, once for each even span of
   * the wall clock. `clip` turns local milliseconds since the date's midnight into instants, and keeps
   * what is within the span.
   */
  #eachDate(
    fromMs: number,
    toMs: number,
    visit: (date: number, clip: (local: Interval) => Interval | null) => void,
  ): void {
    for (const { from, to, offset } of this.#offsets.between(fromMs, toMs)) {
      const last = Math.floor((to + offset - 1) / day);
      // From the day before on: its windows may go past midnight.
      for (let date = Math.floor((from + offset) / day) - 1; date <= last; date += 1) {
        const midnight = date * day - offset;
        visit(date, (local) => {
          const [start, end] = [
            Math.max(midnight + local[0], from),
            Math.min(midnight + local[1], to),
          ];
          return start < end ? [start, end] : null;
        });
      }
    }
  }
}

/** Sorted, with what touches or overlaps made one. */
function joined(intervals: Interval[]): Interval[] {
  const result: Interval[] = [];
  for (const [from, to] of intervals.sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}
