import type { WorkingHours } from '@incident-kit/server/domain';

/**
 * Working time counted from first principles, to hold the calendars against: go minute by minute, read
 * the clock on the wall, look whether it shows a time in a window of its date, or in one of the date
 * before that goes past midnight. Slow, and not a line of it is the calendars' own.
 */
export class WallClock {
  readonly #format: Intl.DateTimeFormat;
  readonly #seen = new Map<number, [date: string, minute: number]>();

  constructor(zone: string) {
    this.#format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      calendar: 'iso8601',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  }

  /** The date and the minute of the day that the wall shows at an instant of whole minutes. */
  at(instant: number): [date: string, minute: number] {
    const known = this.#seen.get(instant);
    if (known) return known;
    const [, date = '', hours, minutes] =
      /^(\d{4}-\d\d-\d\d)\D+(\d\d):(\d\d)$/.exec(this.#format.format(instant)) ?? [];
    const seen: [string, number] = [date, Number(hours) * 60 + Number(minutes)];
    this.#seen.set(instant, seen);
    return seen;
  }
}

const clocks = new Map<string, WallClock>();

export function wallClockOf(zone: string): WallClock {
  const clock = clocks.get(zone) ?? new WallClock(zone);
  clocks.set(zone, clock);
  return clock;
}

/** Windows as minutes of the day on which they begin; the second may be on the next. */
export function windowsOf(calendar: WorkingHours, date: string): [number, number][] {
  const extra = calendar.extra.find((each) => each.date === date);
  const isHoliday = calendar.holidays.some((each) => each.date === date);
  const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
  const weekday = names[new Date(`${date}T12:00:00Z`).getUTCDay()] ?? 'sun';
  const windows = extra?.windows ?? (isHoliday ? [] : (calendar.weekly[weekday] ?? []));
  return windows.map(([opening, closing]) => {
    const [from, to] = [minutes(opening), minutes(closing)];
    return to <= from ? [from, to + 1440] : [from, to];
  });
}

export function dateBefore(date: string): string {
  return new Date(Date.parse(`${date}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

function minutes(time: string): number {
  const [hours, rest] = time.split(':');
  return Number(hours) * 60 + Number(rest);
}

/** For each minute from one instant to another, both whole minutes, whether it is worked. */
export function workedMinutes(calendar: WorkingHours, from: number, to: number): boolean[] {
  const clock = wallClockOf(calendar.zone);
  const byDate = new Map<string, boolean[]>();
  const dayOf = (date: string) => {
    const known = byDate.get(date);
    if (known) return known;
    const day = Array.from({ length: 1440 }, () => false);
    const mark = (begin: number, end: number) => {
      for (let at = Math.max(begin, 0); at < Math.min(end, 1440); at += 1) day[at] = true;
    };
    for (const [begin, end] of windowsOf(calendar, date)) mark(begin, end);
    for (const [begin, end] of windowsOf(calendar, dateBefore(date))) {
      mark(begin - 1440, end - 1440);
    }
    byDate.set(date, day);
    return day;
  };
  const worked: boolean[] = [];
  for (let at = from; at < to; at += 60_000) {
    const [date, minute] = clock.at(at);
    worked.push(dayOf(date)[minute] ?? false);
  }
  return worked;
}
