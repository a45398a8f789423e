import { schedulesSchema } from '@incident-kit/server/domain';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
  type CalendarTurn,
  goOn,
  tiled,
} from '../../packages/server/src/domain/oncall/calendar-turns.ts';
import { shiftsFromICal } from '../../packages/server/src/shift-calendars/read-shifts.ts';

const hour = 3_600_000;
const day = 24 * hour;
const span = { from: Date.UTC(2027, 2, 1), to: Date.UTC(2027, 4, 1) };
const people = [
  { id: 'mei', name: 'Mei Tanaka' },
  { id: 'grace', name: 'Grace Okafor' },
  { id: 'jose', name: 'José' },
];

function layerOf(by: 'attendee' | 'summary', names: object[] = [], zone = 'Europe/Berlin') {
  const calendar = { url: 'https://calendar.example/a.ics', by, names };
  const layer = { id: 'c', name: 'C', zone, start: '2026-01-01T00:00', people, calendar };
  const document = schedulesSchema.parse({ schedules: [{ id: 's', name: 'S', layers: [layer] }] });
  const [parsed] = document.schedules[0]?.layers ?? [];
  if (!parsed?.calendar) throw new Error('There is no layer.');
  return { ...parsed, rule: parsed.calendar };
}

const text = (...events: string[][]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...events.flatMap((lines, index) => [
      'BEGIN:VEVENT',
      ...(lines.some((line) => line.startsWith('UID')) ? [] : [`UID:${index}`]),
      ...lines,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ].join('\r\n');

const read = (calendar: string, layer = layerOf('summary')) =>
  shiftsFromICal(calendar, layer, span);

const said = (turns: readonly CalendarTurn[]) =>
  turns.map(({ from, to, person }) => `${iso(from)} ${iso(to)} ${person}`);
const iso = (at: number) => new Date(at).toISOString().slice(0, 16);

describe('shifts from a calendar', () => {
  test('ONC-9: a shift repeats by the clock of its zone, but for what is taken out, moved or called off', async () => {
    const { turns } = await read(
      text(
        [
          ...['UID:weekly', 'SUMMARY:Mei Tanaka', 'RRULE:FREQ=WEEKLY;UNTIL=20270412T070000Z'],
          'DTSTART;TZID=Europe/Berlin:20260302T090000',
          'DTEND;TZID=Europe/Berlin:20260302T170000',
          'EXDATE;TZID=Europe/Berlin:20270308T090000',
        ],
        [
          ...['UID:weekly', 'RECURRENCE-ID:20270315T080000Z', 'SUMMARY:Grace Okafor'],
          ...['DTSTART:20270316T080000Z', 'DURATION:PT4H'],
        ],
        [
          ...['UID:weekly', 'RECURRENCE-ID;TZID=Europe/Berlin:20270322T090000'],
          ...['DTSTART;TZID=Europe/Berlin:20270322T090000', 'STATUS:CANCELLED'],
        ],
      ),
    );
    // The clocks are changed on the 28th of March.
    expect(said(turns)).toEqual([
      '2027-03-01T08:00 2027-03-01T16:00 mei',
      '2027-03-16T08:00 2027-03-16T12:00 grace',
      '2027-03-29T07:00 2027-03-29T15:00 mei',
      '2027-04-05T07:00 2027-04-05T15:00 mei',
      '2027-04-12T07:00 2027-04-12T15:00 mei',
    ]);
  });

  test('ONC-9: from one time on others may take the place of all that come', async () => {
    const { turns } = await read(
      text(
        [
          ...['UID:d', 'SUMMARY:mei', 'RRULE:FREQ=DAILY;COUNT=4'],
          ...['DTSTART:20270301T080000Z', 'DTEND:20270301T090000Z'],
        ],
        [
          ...['UID:d', 'SUMMARY:grace', 'RECURRENCE-ID;RANGE=THISANDFUTURE:20270303T080000Z'],
          ...['DTSTART:20270303T100000Z', 'DTEND:20270303T120000Z'],
        ],
      ),
    );
    expect(said(turns)).toEqual([
      '2027-03-01T08:00 2027-03-01T09:00 mei',
      '2027-03-02T08:00 2027-03-02T09:00 mei',
      '2027-03-03T10:00 2027-03-03T12:00 grace',
      '2027-03-04T10:00 2027-03-04T12:00 grace',
    ]);
  });

  test('ONC-9: whole days are those of the layer’s zone, and so are times without one', async () => {
    const { turns } = await read(
      text(
        ['SUMMARY:mei', 'DTSTART;VALUE=DATE:20270327', 'DTEND;VALUE=DATE:20270329'],
        ['SUMMARY:grace', 'DTSTART:20270329T200000', 'DTEND:20270330T060000'],
      ),
    );
    expect(said(turns)).toEqual([
      '2027-03-26T23:00 2027-03-28T22:00 mei',
      '2027-03-29T18:00 2027-03-30T04:00 grace',
    ]);
  });

  test('ONC-9: a zone that only the calendar knows goes by what it says', async () => {
    const zone = [
      ...['BEGIN:VTIMEZONE', 'TZID:W. Europe Standard Time'],
      ...['BEGIN:STANDARD', 'DTSTART:16010101T030000', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100'],
      ...['RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10', 'END:STANDARD'],
      ...['BEGIN:DAYLIGHT', 'DTSTART:16010101T020000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200'],
      ...['RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3', 'END:DAYLIGHT', 'END:VTIMEZONE'],
    ].join('\r\n');
    const event = (date: string, name: string) => [
      'SUMMARY:mei',
      `DTSTART;TZID=${name}:${date}T090000`,
      `DTEND;TZID=${name}:${date}T100000`,
    ];
    const known = 'W. Europe Standard Time';
    const calendar = text(
      event('20270322', known),
      event('20270329', known),
      event('20270330', 'Mars'),
    );
    const { turns, unreadable } = await read(
      calendar.replace('VERSION:2.0', `VERSION:2.0\r\n${zone}`),
    );
    expect(said(turns)).toEqual([
      '2027-03-22T08:00 2027-03-22T09:00 mei',
      '2027-03-29T07:00 2027-03-29T08:00 mei',
    ]);
    expect(unreadable).toEqual(['mei']);
  });

  test('ONC-9: an event means whom it invites, or whom its title names, and nobody by guessing', async () => {
    const at = (...lines: string[]) => [
      ...lines,
      'DTSTART:20270301T080000Z',
      'DTEND:20270301T090000Z',
    ];
    const whom = async (layer: ReturnType<typeof layerOf>, ...lines: string[]) =>
      (await read(text(at(...lines)), layer)).turns[0]?.person ?? null;
    const titles = layerOf('summary', [{ written: 'Gracie', person: 'grace' }]);
    expect(await whom(titles, 'SUMMARY:On call: MEI  TANAKA')).toBe('mei');
    expect(await whom(titles, 'SUMMARY:gracie (nights)')).toBe('grace');
    expect(await whom(titles, 'SUMMARY:Jose\u0301')).toBe('jose');
    expect(await whom(titles, 'SUMMARY:Mei Tanaka for Gracie')).toBeNull();
    expect(await whom(titles, 'SUMMARY:Meier')).toBeNull();
    const invited = layerOf('attendee', [{ written: 'mei@example.com', person: 'mei' }]);
    const mail = (address: string, more = '') => `ATTENDEE${more}:mailto:${address}`;
    expect(await whom(invited, 'SUMMARY:grace', mail('Mei@Example.com'))).toBe('mei');
    expect(await whom(invited, mail('x@example.com', ';CN="Grace Okafor"'))).toBe('grace');
    const declined = mail('mei@example.com', ';PARTSTAT=DECLINED');
    expect(await whom(invited, declined, mail('y@example.com', ';CN=José'))).toBe('jose');
    const { unknown } = await read(text(at('SUMMARY:Somebody', mail('z@example.com'))), invited);
    expect(unknown).toEqual(['Somebody']);
  });

  test('ONC-10: rules that never end, find nothing or lead nowhere cost their event alone', async () => {
    const hostile = [
      'FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30',
      'FREQ=MONTHLY;INTERVAL=48;BYDAY=5SU',
      'FREQ=WEEKLY;BYWEEKNO=53;BYDAY=MO',
      'FREQ=SECONDLY',
      'FREQ=DAILY;COUNT=100000',
      'FREQ=MONTHLY;INTERVAL=99999999;BYMONTHDAY=31',
      'FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=15;BYDAY=1MO',
      'FREQ=NEVER',
      'UNTIL=tomorrow;FREQ=DAILY',
    ];
    const good = ['SUMMARY:mei', 'DTSTART:20270301T080000Z', 'DTEND:20270301T090000Z'];
    for (const rule of hostile) {
      const bad = ['SUMMARY:bad', 'DTSTART:20210201T080000Z', 'DURATION:PT1H', `RRULE:${rule}`];
      const { turns } = await read(text(bad, good));
      expect(said(turns)).toEqual(['2027-03-01T08:00 2027-03-01T09:00 mei']);
    }
  });

  test('ONC-10: what is no calendar, and one of too many events, is refused as a whole', async () => {
    await expect(read('<html>Sign in</html>')).rejects.toMatchObject({ code: 'ical-invalid' });
    const many = Array.from({ length: 5_001 }, () => ['DTSTART:20270301T080000Z']);
    await expect(read(text(...many))).rejects.toMatchObject({
      details: { why: 'too-many-events' },
    });
  });

  test('ONC-9: repeated shifts are those that somebody finds who goes from day to day', async () => {
    const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
    const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Tokyo', 'UTC'];
    const made = fc.record({
      zone: fc.constantFrom(...zones),
      back: fc.integer({ min: -20, max: 900 }),
      at: fc.integer({ min: 4, max: 20 }),
      lasts: fc.integer({ min: 1, max: 3 }),
      interval: fc.integer({ min: 1, max: 3 }),
      days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(made, async ({ zone, back, at, lasts, interval, days }) => {
        let start = Temporal.PlainDate.from('2027-03-10').subtract({ days: back });
        // A rule begins with a day of its own.
        while (!days.includes(start.dayOfWeek - 1)) start = start.add({ days: 1 });
        const stamp = (hours: number) =>
          `${start.toString().replaceAll('-', '')}T${String(hours).padStart(2, '0')}0000`;
        const byDay = days.map((each) => names[each]).join();
        const { turns } = await read(
          text([
            ...['SUMMARY:mei', `RRULE:FREQ=WEEKLY;INTERVAL=${interval};BYDAY=${byDay}`],
            `DTSTART;TZID=${zone}:${stamp(at)}`,
            `DTEND;TZID=${zone}:${stamp(at + lasts)}`,
          ]),
        );
        const expected: string[] = [];
        const monday = start.subtract({ days: start.dayOfWeek - 1 });
        for (let date = start; date.year < 2028; date = date.add({ days: 1 })) {
          const week = Math.floor(monday.until(date, { largestUnit: 'days' }).days / 7);
          if (week % interval !== 0 || !days.includes(date.dayOfWeek - 1)) continue;
          const [from = 0, to = 0] = [at, at + lasts].map(
            (clock) =>
              date.toZonedDateTime({ timeZone: zone, plainTime: { hour: clock } })
                .epochMilliseconds,
          );
          if (from < span.to && to > span.from) expected.push(`${iso(from)} ${iso(to)} mei`);
        }
        expect(said(turns)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  test('ONC-9: of shifts that overlap, whoever began last has it', () => {
    const time = fc.record({
      from: fc.integer({ min: 0, max: 20 }),
      length: fc.integer({ min: 0, max: 12 }),
      person: fc.constantFrom('mei', 'grace', 'jose'),
    });
    fc.assert(
      fc.property(fc.uniqueArray(time, { selector: ({ from }) => from }), (times) => {
        const all = times.map(({ from, length, person }) => ({ from, to: from + length, person }));
        const turns = tiled(all);
        for (let at = 0; at < 35; at += 1) {
          const there = all.filter(({ from, to }) => from <= at && at < to);
          const expected = there.sort((a, b) => b.from - a.from)[0]?.person;
          const found = turns.filter(({ from, to }) => from <= at && at < to);
          expect(found.map(({ person }) => person)).toEqual(expected ? [expected] : []);
        }
      }),
    );
  });

  test('ONC-5: what was said of the past stays when a calendar says otherwise', () => {
    const before = [{ from: 0, to: 10 * day, person: 'mei' }];
    const after = [{ from: day, to: 20 * day, person: 'grace' }];
    expect(goOn(before, after, 5 * day)).toEqual([
      { from: 0, to: 5 * day, person: 'mei' },
      { from: 5 * day, to: 20 * day, person: 'grace' },
    ]);
    expect(goOn(before, [], 5 * day)).toEqual([{ from: 0, to: 5 * day, person: 'mei' }]);
  });
});
