import { KitError } from '@incident-kit/server/domain';
import { expect, test } from 'vitest';
import { holidaysFromICal } from '../../../packages/server/src/holidays/read-holidays.ts';

const decade = { from: '2026-01-01', to: '2035-12-31' };
/** The most that is read, in bytes and in events. */
const most = 2 ** 19;
const mostEvents = 990;
const calendar = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');
const good = event('DTSTART;VALUE=DATE:20260501', 'SUMMARY:Good');
/** As often as it fits into a text of the most that is read. */
const repeat = (text: string, length = most - 400) => text.repeat(Math.floor(length / text.length));
const events = (count: number, lines: (index: number) => string[]) =>
  Array.from({ length: count }, (_, index) => event(`UID:${index}`, ...lines(index))).join('\r\n');

const begin = 'DTSTART;VALUE=DATE:20260105';
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const everyWeekday = Array.from({ length: 53 }, (_, index) =>
  weekdays.map((weekday) => `${index + 1}${weekday}`),
)
  .flat()
  .slice(0, 320)
  .join();

/** For what should take a tenth of a second, on the slowest of machines. */
const timeout = 5_000;

/** What costs one event its place, and no other. */
const inOneEvent: Record<string, string[]> = {
  'a list of 440 bytes': [
    'DTSTART;VALUE=DATE:00010101',
    `RRULE:FREQ=YEARLY;COUNT=999999999;BYDAY=${everyWeekday.slice(-400)}`,
  ],
  'a list of 1.6 kB': [
    'DTSTART;VALUE=DATE:00010101',
    `RRULE:FREQ=YEARLY;COUNT=999999999;BYDAY=${everyWeekday}`,
  ],
  'a list without end': [begin, `RRULE:FREQ=YEARLY;BYDAY=${repeat('MO,')}TU`],
  'a rule without end': [begin, `RRULE:FREQ=YEARLY;${repeat('BYDAY=MO;')}COUNT=2`],
  'a count without measure': [
    'DTSTART;VALUE=DATE:00010101',
    'RRULE:FREQ=YEARLY;COUNT=999999999;BYMONTH=2;BYMONTHDAY=30',
  ],
  'seconds without end': [begin, 'RRULE:FREQ=SECONDLY;COUNT=999999999'],
  'days without end': ['DTSTART;VALUE=DATE:00010101', 'RRULE:FREQ=DAILY;COUNT=999999999'],
  'rules without end': [begin, `${repeat('RRULE:FREQ=YEARLY\r\n')}X-A:1`],
  '100,000 dates': [begin, `RDATE;VALUE=DATE:${'20260105,'.repeat(100_000)}20260106`],
  'lists without end': [begin, `${repeat('EXDATE:20260105\r\n')}X-A:1`],
  'parameters without end': [`DTSTART;${repeat('X=1;')}Y=2:20260105`],
  'parameters in half a quote': [`DTSTART;X=a"b;Y="c:${repeat(';A=1')}`],
  'a duration without end': [begin, `DURATION:P${repeat('1D')}`],
};
test.each(Object.entries(inOneEvent))(
  'SLA-28: %s costs its event alone',
  (_what, lines) => {
    const { holidays, skipped } = holidaysFromICal(calendar(event(...lines), good), decade);
    expect(holidays.find(({ date }) => date === '2026-05-01')?.name).toContain('Good');
    expect(skipped.length).toBeLessThanOrEqual(1);
  },
  timeout,
);

/** What may be too much altogether. */
const together: Record<string, string> = {
  'yearly days': events(mostEvents, () => [begin, 'RRULE:FREQ=YEARLY']),
  'lists of weekdays': events(250, () => [
    begin,
    `RRULE:FREQ=YEARLY;BYDAY=${repeat('MO,', 1_900)}TU`,
  ]),
  'short lists of weekdays': events(mostEvents, () => [
    begin,
    `RRULE:FREQ=YEARLY;BYDAY=${everyWeekday.slice(0, 90)}1MO`,
  ]),
  'lists of numbers': events(250, () => [
    begin,
    `RRULE:FREQ=YEARLY;BYYEARDAY=${repeat('1,', 1_900)}2`,
  ]),
  'days that never come': events(mostEvents, () => [
    begin,
    'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
  ]),
  'lists of dates': events(90, () => [begin, `RDATE:${repeat('20260105,', 10_000)}20260106`]),
  'exceptions in UTC': [
    'X-WR-TIMEZONE:Pacific/Auckland',
    events(60, () => [begin, `EXDATE:${repeat('20260105T110000Z,', 10_000)}20260105T110000Z`]),
  ].join('\r\n'),
  'time zones': events(mostEvents, (index) => [
    `DTSTART;TZID=${Intl.supportedValuesOf('timeZone')[index % 400]}:20260105T000000`,
    'DTEND:20260106T000000',
    'RRULE:FREQ=YEARLY;UNTIL=20270105T110000Z',
  ]),
  'changes of a series': [
    event('UID:0', 'DTSTART;VALUE=DATE:20100101', 'RRULE:FREQ=DAILY;BYMONTH=1,2,3,4,5,6'),
    ...Array.from({ length: mostEvents }, (_, index) =>
      event('UID:0', `RECURRENCE-ID;RANGE=THISANDFUTURE:${20_260_101 + (index % 28)}`, begin),
    ),
  ].join('\r\n'),
  'centuries of days': events(mostEvents, () => [begin, 'DTEND;VALUE=DATE:99991231']),
  'components in each other': `${repeat('BEGIN:A\r\n', most / 2)}${repeat('END:B\r\n', most / 2 - 400)}`,
  'lines of nothing': repeat('\n'),
  'lines of one name': event(begin, `SUMMARY:x\r\n${repeat('y\r\n')}`),
  'as many lines as are read': event(
    begin,
    `SUMMARY:x\r\n${'y'.repeat(8).concat('\r\n').repeat(49_000)}`,
  ),
  'folds of one line': event(begin, `SUMMARY:${repeat('x\r\n ')}`),
};
test.each(Object.entries(together))(
  'SLA-28: %s are read or refused',
  (_what, lines) => {
    try {
      const { holidays } = holidaysFromICal(calendar(lines, good), decade);
      expect(holidays.find(({ date }) => date === '2026-05-01')?.name).toContain('Good');
    } catch (error) {
      expect(error).toBeInstanceOf(KitError);
      expect(error).toMatchObject({ code: 'ical-invalid' });
    }
  },
  timeout,
);
