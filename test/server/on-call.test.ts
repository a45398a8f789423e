import {
  changedShifts,
  type Layer,
  type Schedule,
  type Schedules,
  schedulesSchema,
  shiftsBetween,
  shiftsInForce,
} from '@incident-kit/server/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amir, grace, refusalOf, rosa, testKit } from './support/kit.ts';
import { teams } from './support/reported.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Zones, and dates on which their clocks change; the last never had that date. */
const places: [zone: string, date: string][] = [
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Africa/Cairo', '2026-04-24'],
  ['Africa/Cairo', '2026-10-30'],
  ['America/St_Johns', '2010-11-07'],
  ['Pacific/Apia', '2011-12-30'],
];

const people = ['ana', 'bo', 'cy'].map((id) => ({ id, name: id.toUpperCase() }));

function schedules(...some: object[]): Schedules {
  return schedulesSchema.parse({ schedules: some });
}

function scheduleOf(layers: object[], overrides: object[] = []): Schedule {
  const [schedule] = schedules({ id: 'net', name: 'Network', layers, overrides }).schedules;
  if (!schedule) throw new Error('There is one.');
  return schedule;
}

/** What a clock in the zone shows, as if it were UTC. */
function wallClock(zone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const kept = new Map<number, number>();
  const read = (at: number) => {
    const parts = Object.fromEntries(
      format.formatToParts(at).map((each) => [each.type, each.value]),
    );
    const { year, month, day, hour, minute } = parts;
    return Date.parse(`${year}-${month}-${day}T${hour}:${minute}Z`);
  };
  return (at) => {
    const shown = kept.get(at) ?? read(at);
    kept.set(at, shown);
    return shown;
  };
}

const clocks = new Map(places.map(([zone]) => [zone, wallClock(zone)]));

const lengths = { hours: hour, days: day, weeks: 7 * day };

function turnMs({ length }: Layer): number {
  if (!length) throw new Error('Its calendar says who has it.');
  return length.count * lengths[length.unit];
}

/**
 * Who is on call in each minute, found by watching the clock: a handoff has happened once the clock has shown
 * its time or a later one.
 */
function watched({ layers, overrides }: Schedule, from: number, to: number): (string | null)[] {
  const watching = layers.map((layer) => ({
    layer,
    show: clocks.get(layer.zone) ?? wallClock(layer.zone),
    seen: -Infinity,
  }));
  const all: (string | null)[] = [];
  for (let at = from - 2 * day; at < to; at += minute) {
    let who: string | null = null;
    for (const each of watching) {
      const { layer, show } = each;
      each.seen = Math.max(each.seen, show(at));
      const since = each.seen - Date.parse(`${layer.start}Z`);
      const isOver = layer.until !== null && each.seen >= Date.parse(`${layer.until}Z`);
      if (since < 0 || isOver) continue;
      const turn = Math.floor(since / turnMs(layer));
      who ??= layer.people[turn % layer.people.length]?.id ?? null;
    }
    const override = overrides.findLast((each) => each.from <= at && at < each.to);
    if (at >= from) all.push(override?.person.id ?? who);
  }
  return all;
}

const wall = (ms: number) => new Date(ms).toISOString().slice(0, 16);

const layers = (zone: string, middle: number) =>
  fc.array(
    fc
      .record({
        // Many in the hours in which clocks change.
        back: fc.integer({ min: -1, max: 4 }),
        clock: fc.oneof(
          fc.integer({ min: 0, max: 1439 }),
          fc.integer({ min: 0, max: 16 }).map((each) => each * 15),
        ),
        lasts: fc.option(fc.integer({ min: 1, max: 6 * 1440 })),
        length: fc.oneof(
          fc.record({ unit: fc.constant('hours'), count: fc.integer({ min: 1, max: 30 }) }),
          fc.record({ unit: fc.constant('days'), count: fc.integer({ min: 1, max: 3 }) }),
          fc.constant({ unit: 'weeks', count: 1 }),
        ),
        turns: fc.integer({ min: 1, max: 3 }),
      })
      .map(({ back, clock, lasts, length, turns }) => {
        const start = middle - back * day + clock * minute;
        const until = lasts === null ? null : wall(start + lasts * minute);
        return { zone, start: wall(start), until, length, people: people.slice(0, turns) };
      }),
    { minLength: 1, maxLength: 3 },
  );

const situations = fc.constantFrom(...places).chain(([zone, date]) => {
  const middle = Date.parse(`${date}T00:00Z`);
  return fc.record({
    from: fc.integer({ min: -1440, max: 0 }).map((each) => middle + each * minute),
    layers: layers(zone, middle),
    overrides: fc.array(
      fc
        .tuple(
          fc.integer({ min: -2880, max: 2880 }),
          fc.integer({ min: 1, max: 1440 }),
          fc.constantFrom(...people),
        )
        .map(([begin, lasts, person]) => {
          const from = middle + begin * minute;
          return { from, to: from + lasts * minute, person };
        }),
      { maxLength: 3 },
    ),
  });
});

function numbered(things: readonly object[]): object[] {
  return things.map((each, index) => ({ id: `n${index}`, name: `N${index}`, ...each }));
}

describe('shifts', () => {
  test('ONC-1, 2, 3, 6: they are those that somebody finds who watches the clock minute by minute', () => {
    fc.assert(
      fc.property(situations, ({ from, layers, overrides }) => {
        const schedule = scheduleOf(
          numbered(layers),
          overrides.map((each, index) => ({ id: `o${index}`, ...each })),
        );
        const to = from + 2 * day;
        const shifts = shiftsBetween(schedule, from, to);
        const minutes = shifts.flatMap((shift) =>
          Array.from({ length: (shift.to - shift.from) / minute }, () => shift.person?.id ?? null),
        );
        expect(minutes).toEqual(watched(schedule, from, to));
        // They tile.
        expect([from, ...shifts.map((each) => each.to)]).toEqual([
          ...shifts.map((each) => each.from),
          to,
        ]);
        expect(shifts.every((each) => each.from < each.to)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('ONC-4: a part of a period has the shifts that the whole has there', () => {
    const part = fc.tuple(fc.integer({ min: 0, max: 2879 }), fc.integer({ min: 1, max: 2880 }));
    fc.assert(
      fc.property(situations, part, ({ from, layers }, [begin, lasts]) => {
        const schedule = scheduleOf(numbered(layers));
        const [start, end] = [from + begin * minute, from + (begin + lasts) * minute];
        const whole = shiftsBetween(schedule, from, from + 5 * day)
          .filter((each) => each.to > start && each.from < end)
          .map((each) => ({
            ...each,
            from: Math.max(each.from, start),
            to: Math.min(each.to, end),
          }));
        expect(shiftsBetween(schedule, start, end)).toEqual(whole);
      }),
    );
  });

  test('ONC-2: a handoff that the clock leaves out is at the first instant after, one that it shows twice at the first', () => {
    const at = (start: string) => {
      const schedule = scheduleOf(
        numbered([{ zone: 'Europe/Berlin', start, length: { unit: 'days', count: 1 }, people }]),
      );
      const from = Date.parse(`${start.slice(0, 10)}T00:00Z`) - day;
      return new Date(shiftsBetween(schedule, from, from + 3 * day)[0]?.to ?? 0).toISOString();
    };
    expect(at('2026-03-29T02:30')).toBe('2026-03-29T01:00:00.000Z');
    expect(at('2026-10-25T02:30')).toBe('2026-10-25T00:30:00.000Z');
  });
});

const daily = {
  id: 'daily',
  name: 'Daily',
  zone: 'UTC',
  start: '2026-01-01T00:00',
  length: { unit: 'days', count: 1 },
  people,
};
const network = { id: 'net', name: 'Network', layers: [daily], fallback: 'network' };

describe('versions of the schedules', () => {
  const begin = Date.UTC(2026, 0, 1);
  const before = schedules(network);
  const other = schedules({ ...network, layers: [{ ...daily, people: people.toReversed() }] });

  test('ONC-5: a version says nothing about the time before it was published', () => {
    const versions = [
      { publishedAt: begin + 12 * hour, document: before },
      { publishedAt: begin + 36 * hour, document: other },
    ];
    const shifts = shiftsInForce(versions, 'net', begin, begin + 3 * day);
    expect(shifts.map(({ from, person }) => [(from - begin) / hour, person?.id ?? null])).toEqual([
      [0, null],
      [12, 'ana'],
      // In both it is Bo's turn on the second day.
      [24, 'bo'],
      [48, 'ana'],
    ]);
  });

  test('ONC-5: whose shifts change are those who are others in the draft, no more and no less', () => {
    expect(
      changedShifts(before, other, begin, begin + 3 * day).map(({ from, to, before, after }) => [
        (from - begin) / hour,
        (to - begin) / hour,
        before?.id,
        after?.id,
      ]),
    ).toEqual([
      [0, 24, 'ana', 'cy'],
      [48, 72, 'cy', 'ana'],
    ]);
    expect(changedShifts(before, before, begin, begin + 3 * day)).toEqual([]);
    expect(changedShifts(before, schedules(), begin, begin + day)).toMatchObject([
      { schedule: 'net', before: { id: 'ana' }, after: null },
    ]);
  });
});

describe('the on-call schedules of a desk', () => {
  const kind = 'schedules';
  const document = schedules(network);

  test('ONC-4, 5: they are published, and then it is said who has them now and next', async () => {
    const { as } = testKit({ configuration: { teams } });
    expect((await as(grace).onCall.now.query()).schedules).toEqual([]);
    await as(amir).configuration.publish.mutate({ kind, basedOn: 0, document });
    const { schedules, now } = await as(grace).onCall.now.query();
    const midnight = Math.floor(now / day) * day + day;
    expect(schedules).toMatchObject([
      { schedule: 'net', current: { from: now, to: midnight }, next: { from: midnight } },
    ]);
    const { shifts, version } = await as(grace).onCall.shifts.query({
      schedule: 'net',
      from: now - day,
      to: now + day,
    });
    expect(version).toBe(1);
    expect(shifts[0]).toMatchObject({ from: now - day, to: now, person: null, by: null });
    expect(shifts[1]).toMatchObject({ from: now, to: midnight, by: { layer: 'daily' } });
  });

  test('ONC-5: a draft tells whose shifts it changes, from now on, and writes nothing', async () => {
    const { as } = testKit({ configuration: { teams } });
    const { now } = await as(grace).onCall.now.query();
    const period = { from: now - day, to: now + day };
    const { changes } = await as(amir).onCall.changes.mutate({ document, ...period });
    expect(changes[0]).toMatchObject({ schedule: 'net', from: now, before: null });
    expect((await as(grace).onCall.now.query()).schedules).toEqual([]);
    const nowhere = { schedules: [{ ...network, fallback: 'nobody' }] } as never;
    const refused = refusalOf(as(amir).onCall.changes.mutate({ document: nowhere, ...period }));
    expect((await refused).code).toBe('document-invalid');
  });

  test('ONC-1: what cannot be is refused where it stands', async () => {
    const { as } = testKit({ configuration: { teams } });
    const wrong = {
      schedules: [
        {
          ...network,
          layers: [{ ...daily, until: '2026-01-01T00:00' }, daily],
          overrides: [{ id: 'o', from: 5, to: 5, person: people[0] }],
          fallback: 'nobody',
        },
      ],
    };
    const { errors } = await as(amir).configuration.check.mutate({ kind, document: wrong });
    expect(errors.map(({ path, code }) => [path.slice(2).join('.'), code])).toEqual([
      ['layers.1.id', 'duplicate'],
      ['layers.0.until', 'ends-before-start'],
      ['overrides.0.to', 'ends-before-start'],
      ['fallback', 'unknown-reference'],
    ]);
  });

  test('ONC-4: who is on call is the desk’s business alone', async () => {
    const { as } = testKit();
    expect((await refusalOf(as(rosa).onCall.now.query())).code).toBe('not-allowed');
    const period = { schedule: 'net', from: 0, to: 101 * day };
    expect((await refusalOf(as(grace).onCall.shifts.query(period))).code).toBe('invalid-input');
  });
});
