import {
  addWorkingTime,
  type Calendar,
  calendarSchema,
  checkCalendar,
  classify,
  type TimeWindow,
  type WorkingHours,
  workingIntervals,
  workingTimeBetween,
} from '@incident-kit/server/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateBefore, wallClockOf, windowsOf, workedMinutes } from './support/wall-clock.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Zones, and days on which their clocks change, or where something else is odd. */
const places: [zone: string, days: string[]][] = [
  ['Europe/Berlin', ['2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31']],
  ['America/New_York', ['2026-03-08', '2026-11-01', '2027-03-14', '2027-11-07']],
  // Half an hour
  ['Australia/Lord_Howe', ['2026-04-05', '2026-10-04', '2027-04-04', '2027-10-03']],
  // At midnight: a day that begins at one, and one whose last hour comes twice
  ['Africa/Cairo', ['2026-04-24', '2026-10-30']],
  // At a minute past midnight, back into the day before
  ['America/St_Johns', ['2010-11-07']],
  // A date that there never was
  ['Pacific/Apia', ['2011-12-30']],
  ['Asia/Kolkata', ['2026-12-31']],
  ['Asia/Dubai', ['2027-03-01']],
  ['UTC', ['2026-03-01']],
];

const clockTime = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

// Many in the hours in which clocks change and at midnight, the others anywhere.
const opening = fc
  .oneof(
    fc.integer({ min: 0, max: 1439 }),
    fc.integer({ min: 0, max: 16 }).map((quarter) => quarter * 15),
    fc.constantFrom(0, 1320, 1380),
  )
  .map(clockTime);
const closing = fc.oneof(opening, fc.constantFrom('24:00', '00:00', '03:00'));
const timeWindow: fc.Arbitrary<TimeWindow> = fc
  .tuple(opening, closing)
  .filter(([from, to]) => from !== to);
const windowsOfDay = fc.array(timeWindow, { maxLength: 3 });

/** A place's zone and a day there, with random hours, holidays and extra days around it. */
const surroundings = fc
  .constantFrom(...places.flatMap(([zone, days]) => days.map((date) => ({ zone, date }))))
  .chain(({ zone, date }) => {
    const middle = Date.parse(`${date}T00:00:00Z`);
    const near = fc
      .integer({ min: -8, max: 8 })
      .map((days) => new Date(middle + days * day).toISOString().slice(0, 10));
    const unique = { selector: (each: { date: string }) => each.date, maxLength: 4 };
    const name = fc.constantFrom('Founders’ Day', 'Carnival');
    return fc.record({
      middle: fc.constant(middle),
      calendar: fc.record({
        zone: fc.constant(zone),
        weekly: fc.record({
          mon: fc.array(timeWindow, { minLength: 1, maxLength: 3 }),
          tue: windowsOfDay,
          wed: windowsOfDay,
          thu: windowsOfDay,
          fri: windowsOfDay,
          sat: windowsOfDay,
          sun: windowsOfDay,
        }),
        holidays: fc.uniqueArray(fc.record({ date: near, name }), unique),
        extra: fc.uniqueArray(fc.record({ date: near, windows: windowsOfDay }), unique),
      }),
    });
  });

/** Instants within five days of the odd day: some whole minutes, some not. */
const within = fc.oneof(
  fc.integer({ min: -5 * day, max: 5 * day }),
  fc.integer({ min: -5 * 1440, max: 5 * 1440 }).map((minutes) => minutes * minute),
);

const cases = fc
  .record({ surroundings, a: within, b: within })
  .map(({ surroundings: { calendar, middle }, a, b }) => ({
    calendar: calendar satisfies Calendar,
    from: middle + Math.min(a, b),
    to: middle + Math.max(a, b),
  }));

/** What the clock on the wall says of a time, as milliseconds and as windows. */
function byTheWall(calendar: WorkingHours, from: number, to: number) {
  const start = Math.floor(from / minute) * minute;
  const intervals: [number, number][] = [];
  workedMinutes(calendar, start, to).forEach((isWorked, index) => {
    const begin = Math.max(start + index * minute, from);
    const end = Math.min(start + (index + 1) * minute, to);
    if (!isWorked || begin >= end) return;
    const last = intervals.at(-1);
    if (last?.[1] === begin) last[1] = end;
    else intervals.push([begin, end]);
  });
  return { intervals, worked: sum(intervals) };
}

const sum = (intervals: readonly (readonly [number, number])[]) =>
  intervals.reduce((total, [from, to]) => total + to - from, 0);

const office: WorkingHours = {
  zone: 'Europe/Berlin',
  weekly: {
    mon: [
      ['08:00', '12:00'],
      ['13:00', '18:00'],
    ],
    tue: [['08:00', '18:00']],
    wed: [['08:00', '18:00']],
    thu: [['08:00', '18:00']],
    fri: [['08:00', '16:00']],
  },
  holidays: [],
  extra: [],
};

const nights: WorkingHours = {
  zone: 'Europe/Berlin',
  weekly: { wed: [['22:00', '06:00']], thu: [['22:00', '06:00']], fri: [['22:00', '06:00']] },
  holidays: [],
  extra: [],
};

const allDay: TimeWindow[] = [['00:00', '24:00']];
const allWeek = {
  mon: allDay,
  tue: allDay,
  wed: allDay,
  thu: allDay,
  fri: allDay,
  sat: allDay,
  sun: allDay,
};

/** An instant as people in Berlin write it. */
const at = (text: string) => Date.parse(text);
const hours = (calendar: Calendar, from: string, to: string) =>
  workingTimeBetween(calendar, at(from), at(to)) / hour;
const due = (calendar: Calendar, from: string, duration: number) =>
  new Date(addWorkingTime(calendar, at(from), duration)).toISOString();

describe('calendars against the clock on the wall', () => {
  test('SLA-8 SLA-9 SLA-11: working windows are those in which the wall shows working time', () => {
    fc.assert(
      fc.property(cases, ({ calendar, from, to }) => {
        const { intervals, worked } = byTheWall(calendar, from, to);
        expect(workingIntervals(calendar, from, to)).toEqual(intervals);
        expect(workingTimeBetween(calendar, from, to)).toBe(worked);
      }),
      { numRuns: 250 },
    );
  });

  test('SLA-9 SLA-10: a due time is the first instant at which the wall has shown enough of it', () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 0, max: 1, noNaN: true }), (each, share) => {
        const { calendar, from, to } = each;
        const { intervals, worked } = byTheWall(calendar, from, to);
        const duration = Math.round(worked * share);
        let left = duration;
        let expected = from;
        for (const [open, close] of intervals) {
          if (left === 0) break;
          const taken = Math.min(left, close - open);
          left -= taken;
          expected = open + taken;
        }
        expect(addWorkingTime(calendar, from, duration)).toBe(expected);
      }),
      { numRuns: 150 },
    );
  });

  test('SLA-11: what is not worked is a holiday on its date by the wall, else outside hours', () => {
    fc.assert(
      fc.property(cases, ({ calendar, from, to }) => {
        const clock = wallClockOf(calendar.zone);
        const start = Math.ceil(from / minute) * minute;
        const worked = workedMinutes(calendar, start, to);
        const spans = classify(calendar, from, to);
        worked.forEach((isWorked, index) => {
          const instant = start + index * minute;
          const found = spans.find((span) => span.from <= instant && instant < span.to);
          const [date] = clock.at(instant);
          const name = calendar.holidays.find((each) => each.date === date)?.name;
          const idle = name === undefined ? 'outside-hours' : 'holiday';
          if (found?.kind !== (isWorked ? 'working' : idle) || (!isWorked && found.name !== name)) {
            expect.fail(`${new Date(instant).toISOString()} is ${JSON.stringify(found)}`);
          }
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe('working time', () => {
  // A target is at most a year of working time. With an hour a week, more than that may lie beyond the
  // 300 years in which a due time is looked for.
  const duration = fc.oneof(
    fc.integer({ min: 0, max: 10 * day }),
    fc.integer({ min: 0, max: 366 * day }),
  );
  const half = duration.map((ms) => Math.floor(ms / 2));

  test('SLA-3 SLA-10: adding and measuring are inverse, and the due time is the earliest', () => {
    fc.assert(
      fc.property(cases, duration, ({ calendar, from }, budget) => {
        const end = addWorkingTime(calendar, from, budget);
        expect(end).toBeGreaterThanOrEqual(from);
        expect(workingTimeBetween(calendar, from, end)).toBe(budget);
        if (end > from) expect(workingTimeBetween(calendar, from, end - 1)).toBe(budget - 1);
      }),
    );
  });

  test('SLA-3: a later start or a longer budget is never due earlier', () => {
    fc.assert(
      fc.property(cases, duration, duration, ({ calendar, from, to }, a, b) => {
        const [short, long] = [Math.min(a, b), Math.max(a, b)];
        const first = addWorkingTime(calendar, from, short);
        expect(addWorkingTime(calendar, from, long)).toBeGreaterThanOrEqual(first);
        expect(addWorkingTime(calendar, to, short)).toBeGreaterThanOrEqual(first);
      }),
    );
  });

  test('SLA-3: a time that is split, or a budget added in two steps, comes to the same', () => {
    fc.assert(
      fc.property(cases, half, half, ({ calendar, from, to }, a, b) => {
        const end = to + 400 * day;
        const whole = workingTimeBetween(calendar, from, end);
        const parts = [
          workingTimeBetween(calendar, from, to),
          workingTimeBetween(calendar, to, end),
        ];
        expect((parts[0] ?? 0) + (parts[1] ?? 0)).toBe(whole);
        const halfway = addWorkingTime(calendar, from, a);
        expect(addWorkingTime(calendar, halfway, b)).toBe(addWorkingTime(calendar, from, a + b));
      }),
    );
  });

  test('SLA-7 SLA-8: windows are apart, in order, within the time, and add up', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 0, max: 200 }), ({ calendar, from, to }, days) => {
        const end = to + days * day;
        const intervals = workingIntervals(calendar, from, end);
        let last = Number.NEGATIVE_INFINITY;
        for (const [open, close] of intervals) {
          expect(open).toBeGreaterThan(last);
          expect(close).toBeGreaterThan(open);
          last = close;
        }
        expect(intervals[0]?.[0] ?? from).toBeGreaterThanOrEqual(from);
        expect(intervals.at(-1)?.[1] ?? end).toBeLessThanOrEqual(end);
        expect(sum(intervals)).toBe(workingTimeBetween(calendar, from, end));
      }),
    );
  });

  test('SLA-11: the spans of an explanation follow each other, cover the time and add up', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 0, max: 200 }), ({ calendar, from, to }, days) => {
        const end = to + days * day;
        const spans = classify(calendar, from, end);
        expect(spans.map((span) => span.to)).toEqual([
          ...spans.slice(1).map((span) => span.from),
          ...(end > from ? [end] : []),
        ]);
        expect(spans[0]?.from ?? from).toBe(from);
        const working = spans.filter((span) => span.kind === 'working');
        expect(working.map((span) => [span.from, span.to])).toEqual(
          workingIntervals(calendar, from, end),
        );
        for (const [index, span] of spans.entries()) {
          const next = spans[index + 1];
          expect([next?.kind, next?.name]).not.toEqual([span.kind, span.name]);
        }
      }),
    );
  });

  test('SLA-3: around the clock every millisecond counts', () => {
    const [from, to] = [at('2026-03-28T12:00Z'), at('2026-03-30T12:00Z')];
    expect(workingTimeBetween('24x7', from, to)).toBe(2 * day);
    expect(workingTimeBetween('24x7', to, from)).toBe(0);
    expect(addWorkingTime('24x7', from, 2 * day)).toBe(to);
    expect(workingIntervals('24x7', from, to)).toEqual([[from, to]]);
    expect(workingIntervals('24x7', to, from)).toEqual([]);
    expect(classify('24x7', from, to)).toEqual([{ from, to, kind: 'working' }]);
    expect(classify('24x7', from, from)).toEqual([]);
  });

  test('SLA-3: a time that ends before it begins holds nothing', () => {
    const [from, to] = [at('2026-11-23T10:00Z'), at('2026-11-20T10:00Z')];
    expect(workingTimeBetween(office, from, to)).toBe(0);
    expect(workingIntervals(office, from, to)).toEqual([]);
    expect(classify(office, from, to)).toEqual([]);
  });

  test('SLA-12: the longest target in the emptiest calendar has a due time', () => {
    const dates = Array.from({ length: 2_000 }, (_, week) =>
      new Date(at('2026-11-25T00:00Z') + week * 7 * day).toISOString().slice(0, 10),
    );
    const calendar: WorkingHours = {
      zone: 'Europe/Berlin',
      weekly: { wed: [['09:00', '10:00']] },
      holidays: dates.map((date) => ({ date, name: 'Closed' })),
      extra: [],
    };
    expect(checkCalendar(calendar)).toEqual([]);
    const from = at('2026-11-23T09:00+01:00');
    const end = addWorkingTime(calendar, from, 366 * day);
    expect(workingTimeBetween(calendar, from, end)).toBe(366 * day);
    // 8,784 hours, one a week, after 2,000 weeks without any.
    expect(Math.floor((end - from) / (7 * day))).toBe(2_000 + 8_784 - 1);
  });

  test('SLA-12: a search that cannot end is ended, and so is one without sense', () => {
    const never: WorkingHours = { zone: 'UTC', weekly: {}, holidays: [], extra: [] };
    expect(() => addWorkingTime(never, 0, 1)).toThrow(RangeError);
    expect(() => addWorkingTime(office, Number.NaN, 1)).toThrow(RangeError);
    expect(() => addWorkingTime(office, 0, Number.NaN)).toThrow(RangeError);
    expect(() => addWorkingTime(office, 0, -1)).toThrow(RangeError);
    expect(() => addWorkingTime('24x7', 0, -1)).toThrow(RangeError);
  });
});

describe('the edges', () => {
  test('SLA-10: a budget that ends exactly at closing time is due then, not at the next opening', () => {
    expect(due(office, '2026-11-24T17:00+01:00', hour)).toBe('2026-11-24T17:00:00.000Z');
    expect(due(office, '2026-11-24T17:00+01:00', hour + 1)).toBe('2026-11-25T07:00:00.001Z');
    // Also at noon on Monday, and before a weekend.
    expect(due(office, '2026-11-23T08:00+01:00', 4 * hour)).toBe('2026-11-23T11:00:00.000Z');
    expect(due(office, '2026-11-27T15:00+01:00', hour)).toBe('2026-11-27T15:00:00.000Z');
    expect(due(office, '2026-11-27T15:00+01:00', hour + minute)).toBe('2026-11-30T07:01:00.000Z');
  });

  test('SLA-10: so it is at each of the closing times of three years', () => {
    const from = at('2026-01-01T00:00Z');
    for (const calendar of [office, nights]) {
      for (const [, close] of workingIntervals(calendar, from, from + 3 * 365 * day)) {
        const worked = workingTimeBetween(calendar, from, close);
        expect(addWorkingTime(calendar, from, worked)).toBe(close);
        expect(workingTimeBetween(calendar, close - 1, close + 1)).toBe(1);
      }
    }
  });

  test('SLA-10: no budget is due at once, also outside hours', () => {
    expect(due(office, '2026-11-28T12:00+01:00', 0)).toBe('2026-11-28T11:00:00.000Z');
    expect(due(office, '2026-11-28T12:00+01:00', 1)).toBe('2026-11-30T07:00:00.001Z');
  });

  test('SLA-8: windows are half-open', () => {
    expect(hours(office, '2026-11-23T12:00+01:00', '2026-11-23T13:00+01:00')).toBe(0);
    const [open, close] = [at('2026-11-23T08:00+01:00'), at('2026-11-23T12:00+01:00')];
    expect(workingTimeBetween(office, open - 1, open)).toBe(0);
    expect(workingTimeBetween(office, open, open + 1)).toBe(1);
    expect(workingTimeBetween(office, close - 1, close)).toBe(1);
    expect(workingTimeBetween(office, close, close + 1)).toBe(0);
  });

  test('SLA-8: a night window belongs to the day on which it opens', () => {
    // Thursday morning is Wednesday's night; Wednesday morning is nobody's.
    expect(hours(nights, '2026-11-25T00:00+01:00', '2026-11-25T12:00+01:00')).toBe(0);
    expect(hours(nights, '2026-11-26T00:00+01:00', '2026-11-26T12:00+01:00')).toBe(6);
    expect(hours(nights, '2026-11-28T00:00+01:00', '2026-11-29T00:00+01:00')).toBe(6);
  });

  test('SLA-8: windows that touch are one, so a week around the clock is one window', () => {
    const calendar: WorkingHours = {
      zone: 'Europe/Berlin',
      weekly: allWeek,
      holidays: [],
      extra: [],
    };
    const [from, to] = [at('2026-01-15T10:30Z'), at('2027-01-15T10:30Z')];
    expect(checkCalendar(calendar)).toEqual([]);
    expect(workingIntervals(calendar, from, to)).toEqual([[from, to]]);
    expect(classify(calendar, from, to)).toEqual([{ from, to, kind: 'working' }]);
  });

  test('SLA-8: 24:00 and 00:00 close the same, at midnight', () => {
    const until = (closing: string): WorkingHours => ({
      zone: 'Europe/Berlin',
      weekly: { mon: [['20:00', closing]], tue: [['00:00', '01:00']] },
      holidays: [],
      extra: [],
    });
    const [from, to] = [at('2026-11-23T20:00+01:00'), at('2026-11-24T01:00+01:00')];
    for (const closing of ['24:00', '00:00']) {
      expect(checkCalendar(until(closing))).toEqual([]);
      expect(workingIntervals(until(closing), from - day, to + day)).toEqual([[from, to]]);
    }
  });

  test('SLA-9: days of 23 and 25 hours count what they have', () => {
    const calendar: WorkingHours = { ...office, weekly: allWeek };
    expect(hours(calendar, '2026-03-29T00:00+01:00', '2026-03-30T00:00+02:00')).toBe(23);
    expect(hours(calendar, '2026-10-25T00:00+02:00', '2026-10-26T00:00+01:00')).toBe(25);
    // From eight to eight is eight to eight on the wall, whatever happened in the night.
    expect(due(office, '2026-03-27T15:00+01:00', 2 * hour)).toBe('2026-03-30T07:00:00.000Z');
    expect(due(office, '2026-10-23T15:00+02:00', 2 * hour)).toBe('2026-10-26T08:00:00.000Z');
  });

  const sundays = (...windows: TimeWindow[]): WorkingHours => ({
    zone: 'Europe/Berlin',
    weekly: { sun: windows },
    holidays: [],
    extra: [],
  });

  test('SLA-9: time that is skipped in spring is not there to be worked', () => {
    const day = ['2026-03-29T00:00+01:00', '2026-03-30T00:00+02:00'] as const;
    expect(hours(sundays(['02:15', '02:45']), ...day)).toBe(0);
    expect(hours(sundays(['02:30', '04:00']), ...day)).toBe(1);
    expect(hours(sundays(['01:30', '02:30']), ...day)).toBe(0.5);
    expect(hours(sundays(['01:00', '04:00']), ...day)).toBe(2);
  });

  test('SLA-9: time that comes twice in autumn is worked twice', () => {
    const day = [at('2026-10-25T00:00+02:00'), at('2026-10-26T00:00+01:00')] as const;
    expect(workingIntervals(sundays(['02:15', '02:45']), ...day)).toEqual([
      [at('2026-10-25T02:15+02:00'), at('2026-10-25T02:45+02:00')],
      [at('2026-10-25T02:15+01:00'), at('2026-10-25T02:45+01:00')],
    ]);
    // Who opens at half past two opens the first time, goes home at two, and comes again.
    expect(workingIntervals(sundays(['02:30', '04:00']), ...day)).toEqual([
      [at('2026-10-25T02:30+02:00'), at('2026-10-25T02:00+01:00')],
      [at('2026-10-25T02:30+01:00'), at('2026-10-25T04:00+01:00')],
    ]);
    expect(workingIntervals(sundays(['01:00', '04:00']), ...day)).toEqual([
      [at('2026-10-25T01:00+02:00'), at('2026-10-25T04:00+01:00')],
    ]);
  });

  test('SLA-9: a shift of half an hour counts half an hour', () => {
    const calendar: WorkingHours = { ...office, zone: 'Australia/Lord_Howe', weekly: allWeek };
    expect(hours(calendar, '2026-04-05T00:00+11:00', '2026-04-06T00:00+10:30')).toBe(24.5);
    expect(hours(calendar, '2026-10-04T00:00+10:30', '2026-10-05T00:00+11:00')).toBe(23.5);
  });

  test('SLA-11: a holiday closes what opens on it; the night before ends in its own time', () => {
    const calendar = { ...nights, holidays: [{ date: '2026-11-26', name: 'Thanksgiving' }] };
    const [from, to] = [at('2026-11-25T12:00+01:00'), at('2026-11-27T12:00+01:00')];
    expect(classify(calendar, from, to)).toEqual([
      { from, to: at('2026-11-25T22:00+01:00'), kind: 'outside-hours' },
      { from: at('2026-11-25T22:00+01:00'), to: at('2026-11-26T06:00+01:00'), kind: 'working' },
      {
        from: at('2026-11-26T06:00+01:00'),
        to: at('2026-11-27T00:00+01:00'),
        kind: 'holiday',
        name: 'Thanksgiving',
      },
      // The night that would have begun on the holiday is closed after midnight as well.
      { from: at('2026-11-27T00:00+01:00'), to, kind: 'outside-hours' },
    ]);
  });

  test('SLA-11: two days of one holiday are one span, of two are two', () => {
    const closed = (second: string) =>
      classify(
        {
          ...office,
          holidays: [
            { date: '2026-12-24', name: 'Christmas' },
            { date: '2026-12-25', name: second },
          ],
        },
        at('2026-12-24T00:00+01:00'),
        at('2026-12-26T00:00+01:00'),
      ).map(({ kind, name }) => [kind, name]);
    expect(closed('Christmas')).toEqual([['holiday', 'Christmas']]);
    expect(closed('Christmas Day')).toEqual([
      ['holiday', 'Christmas'],
      ['holiday', 'Christmas Day'],
    ]);
  });

  test('SLA-11: an extra day replaces the windows of its date, also of a holiday', () => {
    const calendar: WorkingHours = {
      ...office,
      holidays: [{ date: '2026-11-24', name: 'Founders’ Day' }],
      extra: [
        { date: '2026-11-24', windows: [['10:00', '11:00']] },
        { date: '2026-11-25', windows: [] },
        { date: '2026-11-28', windows: [['09:00', '11:00']] },
      ],
    };
    expect(checkCalendar(calendar)).toEqual([]);
    expect(hours(calendar, '2026-11-24T00:00+01:00', '2026-11-25T00:00+01:00')).toBe(1);
    expect(hours(calendar, '2026-11-25T00:00+01:00', '2026-11-26T00:00+01:00')).toBe(0);
    expect(hours(calendar, '2026-11-28T00:00+01:00', '2026-11-29T00:00+01:00')).toBe(2);
    const spans = classify(calendar, at('2026-11-24T09:00+01:00'), at('2026-11-24T12:00+01:00'));
    expect(spans.map(({ kind }) => kind)).toEqual(['holiday', 'working', 'holiday']);
  });
});

describe('refused calendars', () => {
  const paths = (calendar: Calendar) =>
    checkCalendar(calendar).map(({ path, message }) => {
      expect(message).toMatch(/\.$/);
      return path.join('.');
    });
  const changed = (change: Partial<WorkingHours>) => paths({ ...office, ...change });

  test('SLA-12: calendars that have nothing wrong are not complained about', () => {
    expect(paths('24x7')).toEqual([]);
    expect(paths(office)).toEqual([]);
    expect(paths(nights)).toEqual([]);
  });

  test('SLA-12: without working time, or with less than an hour a week', () => {
    expect(changed({ weekly: {} })).toEqual(['weekly']);
    expect(changed({ weekly: { mon: [] } })).toEqual(['weekly']);
    expect(changed({ weekly: { mon: [['08:00', '08:59']] } })).toEqual(['weekly']);
    expect(changed({ weekly: { mon: [['08:00', '09:00']] } })).toEqual([]);
    // Extra days end one day, so they do not make up for it.
    const extra = [{ date: '2026-11-24', windows: allDay }];
    expect(changed({ weekly: {}, extra })).toEqual(['weekly']);
  });

  test('SLA-12: empty windows', () => {
    expect(changed({ weekly: { ...office.weekly, sat: [['09:00', '09:00']] } })).toEqual([
      'weekly.sat.0',
    ]);
    const windows: TimeWindow[] = [['00:00', '00:00']];
    expect(changed({ extra: [{ date: '2026-11-24', windows }] })).toEqual(['extra.0.windows.0']);
  });

  test('SLA-12: overlapping windows, also over midnight and from Sunday into Monday', () => {
    const inOneDay: TimeWindow[] = [
      ['09:00', '12:00'],
      ['11:00', '13:00'],
    ];
    expect(changed({ weekly: { mon: inOneDay } })).toEqual(['weekly.mon.1']);
    const night: TimeWindow[] = [['22:00', '06:00']];
    const early: TimeWindow[] = [['05:59', '08:00']];
    expect(changed({ weekly: { tue: night, wed: early } })).toEqual(['weekly.wed.0']);
    expect(changed({ weekly: { sun: night, mon: early } })).toEqual(['weekly.mon.0']);
    expect(changed({ weekly: { sun: night, mon: [['06:00', '08:00']] } })).toEqual([]);
  });

  test('SLA-12: extra days that overlap their neighbours', () => {
    const late: TimeWindow[] = [['20:00', '09:00']];
    // 24 November is a Tuesday.
    expect(changed({ extra: [{ date: '2026-11-24', windows: late }] })).toEqual([
      'extra.0.windows.0',
    ]);
    expect(changed({ extra: [{ date: '2026-11-27', windows: late }] })).toEqual([]);
    const holidays = [{ date: '2026-11-25', name: 'Closed' }];
    expect(changed({ holidays, extra: [{ date: '2026-11-24', windows: late }] })).toEqual([]);
    const next = { date: '2026-11-28', windows: [['08:00', '10:00']] satisfies TimeWindow[] };
    expect(changed({ extra: [{ date: '2026-11-27', windows: late }, next] })).toEqual([
      'extra.1.windows.0',
    ]);
    const afterNight: WorkingHours = {
      ...nights,
      extra: [{ date: '2026-11-26', windows: [['05:00', '07:00']] }],
    };
    expect(paths(afterNight)).toEqual(['extra.0.windows.0']);
  });

  test('SLA-12: windows are complained about exactly when a wall could show a time in two', () => {
    const dates = Array.from({ length: 21 }, (_, index) =>
      new Date(at('2026-11-02T12:00Z') + index * day).toISOString().slice(0, 10),
    );
    const near = fc.constantFrom(...dates.slice(2, -2));
    const unique = { selector: (each: { date: string }) => each.date, maxLength: 3 };
    const few = fc.array(timeWindow, { maxLength: 1 });
    const sparse = fc.record({
      zone: fc.constant('UTC'),
      weekly: fc.record({
        mon: fc.constant<TimeWindow[]>([['09:00', '10:00']]),
        tue: few,
        thu: fc.array(timeWindow, { maxLength: 2 }),
        fri: few,
        sun: few,
      }),
      holidays: fc.uniqueArray(fc.record({ date: near, name: fc.constant('Closed') }), unique),
      extra: fc.uniqueArray(fc.record({ date: near, windows: few }), unique),
    });
    const isTwice = (calendar: WorkingHours, date: string) => {
      const shown = [
        ...windowsOf(calendar, date),
        ...windowsOf(calendar, dateBefore(date)).map(([from, to]) => [from - 1440, to - 1440]),
      ];
      return Array.from({ length: 1440 }, (_, time) => time).some(
        (time) => shown.filter(([from = 0, to = 0]) => from <= time && time < to).length > 1,
      );
    };
    fc.assert(
      fc.property(sparse, (calendar) => {
        const plain = { ...calendar, holidays: [], extra: [] };
        const expected = dates.some((date) => isTwice(calendar, date) || isTwice(plain, date));
        expect(checkCalendar(calendar).length > 0).toBe(expected);
      }),
      { numRuns: 100 },
    );
  });

  test('SLA-12: dates that do not exist, or are there twice; zones that nobody knows', () => {
    const holiday = (date: string) => ({ date, name: 'Closed' });
    const extra = (date: string) => ({ date, windows: allDay });
    expect(
      changed({
        zone: 'Europe/Atlantis',
        holidays: ['2026-02-30', '2026-12-25', '2026-12-25'].map(holiday),
        extra: ['2026-13-01', '2026-11-28', '2026-11-28'].map(extra),
      }),
    ).toEqual(['zone', 'holidays.0.date', 'holidays.2.date', 'extra.0.date', 'extra.2.date']);
    // The same date as a holiday and as an extra day is how one says that the extra day wins.
    expect(changed({ holidays: [holiday('2026-11-28')], extra: [extra('2026-11-28')] })).toEqual(
      [],
    );
  });
});

describe('the shape of a calendar', () => {
  const refused = (value: unknown) =>
    (calendarSchema.safeParse(value).error?.issues ?? []).map(({ path }) => path.join('.'));

  test('SLA-8: what is right comes back, with nothing left out', () => {
    expect(calendarSchema.parse('24x7')).toBe('24x7');
    expect(calendarSchema.parse(office)).toEqual(office);
    expect(calendarSchema.parse({ zone: 'UTC', weekly: {} })).toEqual({
      zone: 'UTC',
      weekly: {},
      holidays: [],
      extra: [],
    });
  });

  test('SLA-12: each wrong part is named by its path', () => {
    expect(refused('always')).toEqual(['']);
    expect(refused({})).toEqual(['zone', 'weekly']);
    expect(
      refused({
        zone: '+02:00',
        weekly: { mon: [['8:00', '24:00']], tue: [['24:00', '24:01']], wed: [['08:00']] },
        holidays: [{ date: '2026-02-30', name: ' ' }],
        extra: [{ date: '28.11.2026', windows: [] }],
      }),
    ).toEqual([
      'zone',
      'weekly.mon.0.0',
      'weekly.tue.0.0',
      'weekly.tue.0.1',
      'weekly.wed.0',
      'holidays.0.date',
      'holidays.0.name',
      'extra.0.date',
    ]);
    expect(refused({ ...office, weekly: { monday: [] }, breaks: [] })).toEqual(['weekly', '']);
    expect(calendarSchema.safeParse({ ...office, zone: 'Mars/Base' }).error?.issues).toMatchObject([
      { message: 'There is no time zone “Mars/Base”. Use an IANA name such as Europe/Berlin.' },
    ]);
  });

  test('SLA-12: limits', () => {
    const times = <T>(count: number, each: T) => Array.from({ length: count }, () => each);
    const window: TimeWindow = ['08:00', '09:00'];
    const holiday = { date: '2026-12-25', name: 'x'.repeat(120) };
    const extra = { date: '2026-12-25', windows: times(12, window) };
    const full = { ...office, holidays: times(2_000, holiday), extra: times(2_000, extra) };
    expect(refused(full)).toEqual([]);
    expect(refused({ ...office, weekly: { mon: times(13, window) } })).toEqual(['weekly.mon']);
    expect(refused({ ...office, holidays: times(2_001, holiday) })).toEqual(['holidays']);
    expect(refused({ ...office, extra: times(2_001, extra) })).toEqual(['extra']);
    const long = { ...holiday, name: 'x'.repeat(121) };
    expect(refused({ ...office, holidays: [long] })).toEqual(['holidays.0.name']);
  });
});
