import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { calendarSchema } from '@incident-kit/server/domain';
import { describe, expect, onTestFinished, test } from 'vitest';
import { holidaysFromICal } from '../../../packages/server/src/holidays/read-holidays.ts';
import {
  importHolidays,
  importHolidaysInput,
} from '../../../packages/server/src/operations/configuration/import-holidays.ts';

const years = { from: '2024-01-01', to: '2029-12-31' };
const calendar = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:1@test', ...lines, 'END:VEVENT'];
const read = (lines: string[], range = years) => holidaysFromICal(calendar(...lines), range);
const dates = (lines: string[], range = years) =>
  read(lines, range).holidays.map(({ date }) => date);
/** The years in which a yearly event takes place. */
const yearsOf = (...lines: string[]) => dates(event(...lines)).map((date) => date.slice(0, 4));
const named = (lines: string[]) => read(lines).holidays.map(({ date, name }) => `${date} ${name}`);

const yearly = ['DTSTART;VALUE=DATE:20240504', 'RRULE:FREQ=YEARLY'];

describe('a time on a whole day', () => {
  test('SLA-23: an exception with a time takes its date out', () => {
    for (const exception of [
      'EXDATE:20250504',
      'EXDATE:20250504T000000',
      'EXDATE;TZID=Europe/Berlin:20250504T000000',
      'EXDATE;TZID="W. Europe Standard Time":20250504T090000',
      'EXDATE:20250504T000000Z',
      'EXDATE:20250504T030000Z',
      'EXDATE:20250503T220000Z',
      'EXDATE;VALUE=DATE-TIME:20250504T000000,20250601T000000',
      'EXDATE;VALUE=DATE:20250504,',
    ]) {
      expect([exception, ...yearsOf(...yearly, exception)]).toEqual([
        exception,
        ...['2024', '2026', '2027', '2028', '2029'],
      ]);
    }
  });

  test('SLA-23: the zone that a calendar names says which midnight is meant', () => {
    // Summer in Auckland: midnight is at 11:00 in UTC, which is nearer to the midnight before.
    const lines = ['DTSTART;VALUE=DATE:20240106', 'RRULE:FREQ=YEARLY', 'EXDATE:20260105T110000Z'];
    const inAuckland = ['X-WR-TIMEZONE:Pacific/Auckland', ...event(...lines)];
    expect(dates(inAuckland)).not.toContain('2026-01-06');
    expect(dates(event(...lines))).toContain('2026-01-06');
    const defined = ['BEGIN:VTIMEZONE', 'TZID:Pacific/Auckland', 'END:VTIMEZONE'];
    expect(dates([...defined, ...event(...lines)])).not.toContain('2026-01-06');
    const located = ['BEGIN:VTIMEZONE', 'TZID:NZ', 'X-LIC-LOCATION:Pacific/Auckland'];
    expect(dates([...located, 'END:VTIMEZONE', ...event(...lines)])).not.toContain('2026-01-06');
    const zone = ';TZID=Pacific/Auckland:';
    const series = event(
      `DTSTART${zone}20240106T000000`,
      `DTEND${zone}20240107T000000`,
      'RRULE:FREQ=YEARLY;UNTIL=20280105T110000Z',
    );
    const moved = event(
      'RECURRENCE-ID:20260105T110000Z',
      `DTSTART${zone}20260108T000000`,
      `DTEND${zone}20260109T000000`,
    );
    expect(dates([...series, ...moved])).toEqual([
      ...['2024-01-06', '2025-01-06', '2026-01-08', '2027-01-06', '2028-01-06'],
    ]);
  });

  test('SLA-23: a day is replaced by its date, with or without a time', () => {
    for (const id of [
      'RECURRENCE-ID:20250504T000000',
      'RECURRENCE-ID;TZID=Europe/Berlin:20250504T120000',
      'RECURRENCE-ID:20250503T220000Z',
      'RECURRENCE-ID;VALUE=DATE:20250504',
    ]) {
      const lines = [...event(...yearly), ...event(id, 'DTSTART;VALUE=DATE:20250505')];
      expect([id, ...dates(lines).slice(0, 3)]).toEqual([
        id,
        ...['2024-05-04', '2025-05-05', '2026-05-04'],
      ]);
    }
  });

  test('SLA-23: dates are added with a time, and with a length of their own', () => {
    const lines = event(
      'DTSTART;VALUE=DATE:20240504',
      'RDATE:20250301T000000,20250401T220000Z',
      'RDATE;TZID=Asia/Tokyo:20250601T000000',
      'RDATE;VALUE=PERIOD:20250701T000000/P2D,20250801T000000/20250803T000000',
    );
    expect(dates(lines)).toEqual([
      ...['2024-05-04', '2025-03-01', '2025-04-02', '2025-06-01'],
      ...['2025-07-01', '2025-07-02', '2025-08-01', '2025-08-02'],
    ]);
  });

  test('SLA-23: a rule ends with the last day whose midnight has come', () => {
    const until = (end: string, zone: string[] = []) =>
      dates([...zone, ...event('DTSTART;VALUE=DATE:20240501', `RRULE:FREQ=YEARLY;UNTIL=${end}`)])
        .at(-1)
        ?.slice(0, 4);
    for (const [end, last] of [
      ['20280501', '2028'],
      ['20280430', '2027'],
      ['20280430T220000Z', '2028'],
      ['20280430T215959Z', '2027'],
      ['20280430T215900Z', '2027'],
      ['20280501T215959Z', '2028'],
      ['20280501T040000Z', '2028'],
      ['20280501T035959Z', '2027'],
      ['20280501T000000Z', '2028'],
      ['20280430T235959Z', '2027'],
      ['20280501T000000', '2028'],
      ['20280430T235959', '2027'],
      ['20280430T143000Z', '2028'],
      ['20280430T171322Z', '2027'],
    ] as const) {
      expect([end, until(end)]).toEqual([end, last]);
    }
    const inBerlin = ['X-WR-TIMEZONE:Europe/Berlin'];
    expect(until('20280430T220000Z', inBerlin)).toBe('2028');
    expect(until('20280430T215959Z', inBerlin)).toBe('2027');
    expect(until('20280430T170000Z', inBerlin)).toBe('2027');
  });

  test('SLA-23: from midnight to midnight is a whole day, in whatever zone', () => {
    const allDay = 'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE';
    for (const lines of [
      ['DTSTART;TZID=Europe/Berlin:20250504T000000', 'DTEND;TZID=Europe/Berlin:20250505T000000'],
      ['DTSTART:20250504T000000', 'DTEND:20250505T000000', allDay],
      ['DTSTART:20250504T000000', 'DURATION:P1D'],
      ['DTSTART:20250504T000000', 'DTEND:20250504T235959'],
      ['DTSTART:20250504T000000Z', 'DTEND:20250505T000000Z'],
      ['DTSTART:20250503T220000Z', 'DTEND:20250504T220000Z', allDay],
      ['DTSTART;TZID=Europe/Berlin:20250504T080000', 'DTEND:20250504T150000Z', allDay],
      ['DTSTART:20250504T000000', 'X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT:TRUE'],
    ]) {
      expect([...lines, dates(event(...lines))]).toEqual([...lines, ['2025-05-04']]);
    }
    const inBerlin = event('DTSTART:20250503T220000Z', 'DTEND:20250504T220000Z');
    expect(dates(['X-WR-TIMEZONE:Europe/Berlin', ...inBerlin])).toEqual(['2025-05-04']);
    for (const lines of [
      ['DTSTART:20250503T220000Z', 'DTEND:20250504T220000Z'],
      ['DTSTART:20250504T090000', 'DTEND:20250505T090000'],
      ['DTSTART;TZID=Europe/Berlin:20250504T000000', 'DTEND;TZID=Europe/Berlin:20250504T120000'],
      ['DTSTART:20250504T000000'],
    ]) {
      expect(read(event(...lines)).skipped[0]?.reason).toContain('time of day');
    }
  });
});

describe('a series', () => {
  test('SLA-22: rules that are yearly in effect, and those by position, are followed', () => {
    const rule = (start: string, written: string) =>
      dates(event(`DTSTART;VALUE=DATE:${start}`, `RRULE:${written}`)).slice(0, 3);
    const secondMondays = ['2024-05-13', '2025-05-12', '2026-05-11'];
    expect(rule('20240513', 'FREQ=MONTHLY;INTERVAL=12;BYDAY=2MO')).toEqual(secondMondays);
    const lastMondays = ['2024-05-27', '2025-05-26', '2026-05-25'];
    for (const written of [
      'FREQ=YEARLY;BYMONTH=5;BYDAY=MO;BYSETPOS=-1',
      'FREQ=MONTHLY;INTERVAL=12;BYDAY=MO;BYSETPOS=-1',
      'FREQ=MONTHLY;BYMONTH=5;BYDAY=-1MO',
    ]) {
      expect([written, ...rule('20240527', written)]).toEqual([written, ...lastMondays]);
    }
    expect(rule('20240504', '')).toEqual(['2024-05-04']);
    expect(rule('20240504', 'FREQ=DAILY;COUNT=2')).toEqual(['2024-05-04', '2024-05-05']);
    const twice = event(...yearly, 'RRULE:FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1');
    expect(dates(twice).slice(0, 3)).toEqual(['2024-05-04', '2024-06-01', '2025-05-04']);
  });

  test('SLA-24: what is for all days to come moves, renames, lengthens and cancels them', () => {
    const from2027 = 'RECURRENCE-ID;RANGE=THISANDFUTURE:20270504';
    const moved = event(
      from2027,
      'DTSTART;VALUE=DATE:20270505',
      'DTEND;VALUE=DATE:20270507',
      'SUMMARY:B',
    );
    expect(named([...event(...yearly, 'SUMMARY:A'), ...moved])).toEqual([
      ...['2024-05-04 A', '2025-05-04 A', '2026-05-04 A', '2027-05-05 B', '2027-05-06 B'],
      ...['2028-05-05 B', '2028-05-06 B', '2029-05-05 B', '2029-05-06 B'],
    ]);
    // One day of them may still be different.
    const single = event('RECURRENCE-ID:20280504T000000', 'DTSTART:20280601', 'SUMMARY:C');
    expect(named([...moved, ...single, ...event(...yearly, 'SUMMARY:A')]).slice(5)).toEqual([
      ...['2028-06-01 C', '2029-05-05 B', '2029-05-06 B'],
    ]);
    const off = event(from2027, 'DTSTART;VALUE=DATE:20270504', 'STATUS:CANCELLED');
    expect(yearsOf(...yearly)).toHaveLength(6);
    expect(dates([...event(...yearly), ...off])).toHaveLength(3);
    const otherwise = event(from2027, 'DTSTART:20270601', 'RRULE:FREQ=YEARLY;INTERVAL=2');
    expect(dates([...event(...yearly), ...otherwise]).slice(3)).toEqual([
      ...['2027-06-01', '2029-06-01'],
    ]);
    // Days may be moved into what is asked for, and out of it.
    const back = event(from2027, 'DTSTART;VALUE=DATE:20270430');
    const april = { from: '2028-04-01', to: '2028-04-30' };
    expect(dates([...event(...yearly), ...back], april)).toEqual(['2028-04-30']);
    expect(dates([...event(...yearly), ...back], { from: '2028-05-01', to: '2028-05-31' })).toEqual(
      [],
    );
  });

  test('SLA-24: the last version of an event counts, wherever it stands', () => {
    const version = (sequence: number, date: string, ...more: string[]) =>
      event(`SEQUENCE:${sequence}`, `DTSTART;VALUE=DATE:${date}`, `SUMMARY:V${sequence}`, ...more);
    const first = version(1, '20250501');
    const second = version(2, '20250502');
    for (const lines of [
      [...first, ...second],
      [...second, ...first],
    ]) {
      expect(named(lines)).toEqual(['2025-05-02 V2']);
    }
    expect(read([...first, ...second]).skipped).toEqual([
      { summary: 'V1', line: 3, reason: 'A later version of it begins on line 9.' },
    ]);
    expect(named([...first, ...version(2, '20250501', 'STATUS:CANCELLED')])).toEqual([]);
    // The same of a day of a series; and one id for everything is no version.
    const day = 'RECURRENCE-ID:20250504';
    const days = [...version(3, '20250507', day), ...version(4, '20250508', day)];
    expect(dates([...event(...yearly), ...days]).slice(0, 2)).toEqual(['2024-05-04', '2025-05-08']);
    expect(dates([...event('DTSTART:20250501'), ...event('DTSTART:20250502')])).toHaveLength(2);
  });

  test('SLA-24: a day that becomes something else is no holiday any more', () => {
    const timed = event('RECURRENCE-ID:20250504', 'DTSTART:20250504T100000Z', 'SUMMARY:Party');
    const { holidays, skipped } = read([...event(...yearly), ...timed]);
    expect(holidays.map(({ date }) => date)).not.toContain('2025-05-04');
    expect(skipped).toMatchObject([{ summary: 'Party', line: 8 }]);
    expect(read(['METHOD:CANCEL', ...event(...yearly)])).toMatchObject({
      holidays: [],
      skipped: [{ line: 4, reason: 'It is cancelled.' }],
    });
  });

  test('SLA-25: days that are worked to make up for others are extra days', () => {
    const lines = [
      ...event('DTSTART:20250928', 'X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY', 'SUMMARY:Make-up'),
      ...event('DTSTART:20251001', 'X-APPLE-SPECIAL-DAY:WORK-HOLIDAY', 'SUMMARY:National Day'),
    ];
    const { holidays, extra } = read(lines);
    expect(holidays).toEqual([{ date: '2025-10-01', name: 'National Day' }]);
    expect(extra).toEqual([{ date: '2025-09-28', name: 'Make-up' }]);
    const weekly = { mon: [['09:00', '17:00']], fri: [['09:00', '15:00']] } as {
      mon: [string, string][];
      fri: [string, string][];
    };
    expect(holidaysFromICal(calendar(...lines), { ...years, weekly }).extra).toEqual([
      { date: '2025-09-28', name: 'Make-up', windows: [['09:00', '15:00']] },
    ]);
    // So a calendar takes them as they are.
    const made = holidaysFromICal(calendar(...lines), { ...years, weekly });
    const week = { zone: 'Asia/Shanghai', weekly, holidays: made.holidays, extra: made.extra };
    expect(calendarSchema.parse(week)).toEqual(week);
  });
});

describe('one bad event', () => {
  const good = event('DTSTART;VALUE=DATE:20250501', 'SUMMARY:Good');
  const other = ['BEGIN:VEVENT', 'DTSTART;VALUE=DATE:20250502', 'SUMMARY:Bad'];

  test('SLA-26: it is named with its line and its reason, and costs the others nothing', () => {
    const bad: [lines: string[], reason: RegExp][] = [
      [[...other, 'BEGIN:VALARM', 'END:VEVENT'], /Line 7 ends VEVENT, where END:VALARM/],
      [other, /Line 3 begins VEVENT, which does not end/],
      [['BEGIN:VEVENT', 'DTSTART;VALUE=DATE 20250502', 'END:VEVENT'], /Line 4: “DTSTART.*no value/],
      [['BEGIN:VEVENT', 'DTSTART;X="a:20250502', 'END:VEVENT'], /Line 4: “DTSTART;X.*cannot be/],
      [['BEGIN:VEVENT', 'SUMMARY:Bad', 'END:VEVENT'], /Line 3: it has no date/],
      [[...other, 'RRULE:FREQ=OFTEN', 'END:VEVENT'], /Line 6: it cannot be read.*OFTEN/],
      [[...other, 'RRULE:FREQ=YEARLY;X-A=1', 'END:VEVENT'], /Line 6: its rule has X-A/],
      [[...other, 'EXDATE:2025-05-02', 'END:VEVENT'], /Line 6: “2025-05-02” is no date/],
      [[...other, 'RDATE:20250230', 'END:VEVENT'], /Line 6: its date does not exist/],
      [[...other, 'DURATION:P1Y', 'END:VEVENT'], /Line 6: its duration cannot be read/],
      [[...other, 'RECURRENCE-ID:soon', 'END:VEVENT'], /Line 6: “SOON” is no date/],
      [[...other, 'RECURRENCE-ID;RANGE=THISANDPRIOR:20250502', 'END:VEVENT'], /THISANDPRIOR/],
    ];
    for (const [lines, reason] of bad) {
      const { holidays, skipped } = read([...lines, ...good]);
      expect([reason, holidays]).toEqual([reason, [{ date: '2025-05-01', name: 'Good' }]]);
      expect(skipped).toHaveLength(1);
      expect(skipped[0]?.reason).toMatch(reason);
    }
  });

  test('SLA-26: somebody’s line breaks are no properties', () => {
    const lines = [
      'BEGIN:VEVENT',
      'DESCRIPTION:First',
      'second, without a colon',
      '',
      'Status: cancelled',
      'DTSTART;VALUE=DATE:20250502',
      'X-FOO',
      'SUMMARY:Day of',
      'Labour',
      'END:VEVENT',
    ];
    expect(read([...lines, ...good])).toEqual({
      holidays: [
        { date: '2025-05-01', name: 'Good' },
        { date: '2025-05-02', name: 'Day of Labour' },
      ],
      extra: [],
      skipped: [],
    });
  });

  test('SLA-26: a text that is cut off says so', () => {
    const text = calendar(...good, ...good, ...event('DTSTART:20250502', 'SUMMARY:Lost'));
    const cut = text.slice(0, text.indexOf('END:VEVENT', text.indexOf('Lost')));
    const { holidays, skipped } = holidaysFromICal(cut, years);
    expect(holidays).toEqual([{ date: '2025-05-01', name: 'Good' }]);
    expect(skipped.map(({ summary, line }) => `${line} ${summary}`)).toEqual(['1 ', '13 Lost']);
  });
});

describe('letters', () => {
  const lines = (name: string) => calendar(...event('DTSTART:20250501', `SUMMARY:${name}`));
  const name = 'Fête du Travail – Æ';

  async function readBytes(bytes: Uint8Array, contentType = 'text/calendar'): Promise<string[]> {
    const server = createServer((_request, response) =>
      response.writeHead(200, { 'content-type': contentType }).end(bytes),
    ).listen(0, '127.0.0.1');
    onTestFinished(() => {
      server.close();
    });
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const found = await importHolidays({ url, ...years }, { allowPrivateAddresses: true });
    return found.holidays.map((each) => each.name);
  }
  /** Folds before each byte of the name that goes on with a letter. */
  function foldedInLetters(text: string): Buffer {
    const bytes = [...Buffer.from(text)];
    return Buffer.from(
      bytes.flatMap((byte) => ((byte & 0xc0) === 0x80 ? [0x0d, 0x0a, 0x20, byte] : [byte])),
    );
  }

  test('SLA-27: names are whole in whatever letters the file is', async () => {
    expect(await readBytes(Buffer.from(lines(name)))).toEqual([name]);
    expect(await readBytes(foldedInLetters(lines(name)))).toEqual([name]);
    expect(await readBytes(foldedInLetters(lines('春节 🎆')))).toEqual(['春节 🎆']);
    expect(await readBytes(Buffer.from(`\uFEFF${lines(name)}`, 'utf16le'))).toEqual([name]);
    expect(await readBytes(Buffer.from(lines(name), 'utf16le'))).toEqual([name]);
    expect(await readBytes(Buffer.from(`\uFEFF${lines(name)}`, 'utf16le').swap16())).toEqual([
      name,
    ]);
    const latin = 'Fête du Travail';
    const inLatin1 = Buffer.from(lines(latin), 'latin1');
    expect(await readBytes(inLatin1)).toEqual([latin]);
    expect(await readBytes(inLatin1, 'text/calendar; charset=ISO-8859-1')).toEqual([latin]);
    expect(await readBytes(inLatin1, 'text/calendar; charset=utf-8')).toEqual([latin]);
    // Many servers say so of everything.
    const declared = 'text/calendar; charset="iso-8859-1"';
    expect(await readBytes(Buffer.from(lines(name)), declared)).toEqual([name]);
    const cp1252 = Buffer.from(lines('Caf\xe9 \x80'), 'latin1');
    expect(await readBytes(cp1252)).toEqual(['Café €']);
    const cp1251 = Buffer.from(lines('\xcf\xe0\xf1\xf5\xe0'), 'latin1');
    expect(await readBytes(cp1251, 'text/calendar; charset=windows-1251')).toEqual(['Пасха']);
    const gbk = Buffer.from(lines('\xb4\xba\xbd\xda'), 'latin1');
    expect(await readBytes(gbk, 'text/calendar; charset=gbk')).toEqual(['春节']);
    expect(await readBytes(Buffer.from(lines(name)), 'text/calendar; charset=klingon')).toEqual([
      name,
    ]);
  });

  test('SLA-27: one broken letter does not change how the others are read', async () => {
    const broken = Buffer.concat([
      Buffer.from(lines('Fête').replace('END:VCALENDAR', '')),
      Buffer.from(event('DTSTART:20250502', 'SUMMARY:F\xeate').join('\r\n'), 'latin1'),
      Buffer.from('\r\nEND:VCALENDAR\r\n'),
    ]);
    expect(await readBytes(broken)).toEqual(['Fête', 'Fête']);
  });

  test('SLA-27: a file that is sent is read by its bytes, and lines keep their numbers', async () => {
    const file = foldedInLetters(
      calendar(...event('SUMMARY:Fête'), ...event('DTSTART:20250501', 'SUMMARY:Tag')),
    ).toString('base64');
    const input = importHolidaysInput.parse({ file, ...years });
    expect(await importHolidays(input)).toEqual({
      holidays: [{ date: '2025-05-01', name: 'Tag' }],
      extra: [],
      skipped: [{ summary: 'Fête', line: 3, reason: 'Line 3: it has no date.' }],
    });
    expect(importHolidaysInput.safeParse({ file: 'no bytes!', ...years }).success).toBe(false);
    const both = importHolidaysInput.safeParse({ file, text: 'x', ...years });
    expect(both.error?.issues.map(({ path }) => path)).toEqual([['file']]);
    // Half of a letter at the end of a long name
    const long = `${'x'.repeat(118)}😀😀`;
    const [name = ''] = holidaysFromICal(lines(long), years).holidays.map((each) => each.name);
    expect([name.length <= 120, name.isWellFormed()]).toEqual([true, true]);
  });
});
