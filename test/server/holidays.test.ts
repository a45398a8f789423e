import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { KitError } from '@incident-kit/server/domain';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { holidaysFromICal } from '../../packages/server/src/holidays/read-holidays.ts';
import {
  importHolidays,
  importHolidaysInput,
} from '../../packages/server/src/operations/configuration/import-holidays.ts';
import { fetchText } from '../../packages/server/src/outbound/fetch-text.ts';
import { isPublic } from '../../packages/server/src/outbound/public-addresses.ts';

const year = { from: '2026-01-01', to: '2026-12-31' };
const decade = { from: '2026-01-01', to: '2035-12-31' };

const calendar = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//EN', ...lines, 'END:VCALENDAR', ''].join(
    '\r\n',
  );
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:1@test', ...lines, 'END:VEVENT'];
const read = (lines: string[], range = year) => holidaysFromICal(calendar(...lines), range);
const dates = (lines: string[], range = year) =>
  read(lines, range).holidays.map(({ date }) => date);

/** The refusal that something ends in. */
async function refusal(act: () => unknown): Promise<KitError> {
  try {
    await act();
  } catch (error) {
    if (error instanceof KitError) return error;
    throw error;
  }
  return expect.fail('It was not refused.');
}

describe('holidays from iCalendar', () => {
  test('SLA-11: an all-day event is a holiday by its summary', () => {
    const lines = [
      ...event('DTSTART;VALUE=DATE:20261225', 'SUMMARY;LANGUAGE=en:Christmas Day'),
      ...event('DTSTART;VALUE=DATE:20260101', 'DTEND;VALUE=DATE:20260102', 'SUMMARY:New Year'),
      ...event('DTSTART;VALUE=DATE:20270101', 'SUMMARY:Next year'),
    ];
    expect(read(lines)).toEqual({
      holidays: [
        { date: '2026-01-01', name: 'New Year' },
        { date: '2026-12-25', name: 'Christmas Day' },
      ],
      extra: [],
      skipped: [],
    });
  });

  test('SLA-11: several days are each a holiday; the end is not one', () => {
    const lines = event('DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261227', 'SUMMARY:Xmas');
    expect(dates(lines)).toEqual(['2026-12-24', '2026-12-25', '2026-12-26']);
    expect(dates(event('DTSTART;VALUE=DATE:20261224', 'DURATION:P3D'))).toEqual([
      '2026-12-24',
      '2026-12-25',
      '2026-12-26',
    ]);
    // Also those that reach into the range, or out of it.
    expect(dates(lines, { from: '2026-12-25', to: '2026-12-25' })).toEqual(['2026-12-25']);
    // An end on the day of the beginning is a mistake that many make.
    expect(dates(event('DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261224'))).toEqual([
      '2026-12-24',
    ]);
  });

  test('SLA-11: yearly rules are followed within the range', () => {
    const yearly = (start: string, rule: string, range = decade) =>
      dates(event(`DTSTART;VALUE=DATE:${start}`, `RRULE:FREQ=YEARLY${rule}`), range);
    const three = { from: '2026-01-01', to: '2028-12-31' };
    expect(yearly('19491003', '', three)).toEqual(['2026-10-03', '2027-10-03', '2028-10-03']);
    expect(yearly('20260704', ';COUNT=2')).toEqual(['2026-07-04', '2027-07-04']);
    expect(yearly('20240704', ';COUNT=3')).toEqual(['2026-07-04']);
    expect(yearly('20260704', ';UNTIL=20280704')).toHaveLength(3);
    expect(yearly('20260704', ';UNTIL=20280703')).toHaveLength(2);
    expect(yearly('20240704', ';INTERVAL=4')).toEqual(['2028-07-04', '2032-07-04']);
    expect(yearly('20240229', '')).toEqual(['2028-02-29', '2032-02-29']);
    // The fourth Thursday of November, the last Monday of May, the Tuesday after its first Monday
    expect(yearly('20201126', ';BYMONTH=11;BYDAY=4TH', three)).toEqual([
      '2026-11-26',
      '2027-11-25',
      '2028-11-23',
    ]);
    expect(yearly('20200525', ';BYMONTH=5;BYDAY=-1MO', three)).toEqual([
      '2026-05-25',
      '2027-05-31',
      '2028-05-29',
    ]);
    expect(yearly('20201103', ';BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8', three)).toEqual([
      '2026-11-03',
      '2027-11-02',
      '2028-11-07',
    ]);
    expect(yearly('20200229', ';BYMONTH=2;BYMONTHDAY=-1', three)).toEqual([
      '2026-02-28',
      '2027-02-28',
      '2028-02-29',
    ]);
    expect(yearly('20200106', ';BYDAY=1MO', three)).toEqual([
      '2026-01-05',
      '2027-01-04',
      '2028-01-03',
    ]);
    // The twentieth Monday of the year
    expect(yearly('19970519', ';BYDAY=20MO', { from: '1997-01-01', to: '1999-12-31' })).toEqual([
      '1997-05-19',
      '1998-05-18',
      '1999-05-17',
    ]);
    // A rule that never fits is no holiday, and takes no longer than another.
    expect(yearly('20200101', ';BYMONTH=2;BYMONTHDAY=30')).toEqual([]);
  });

  test('SLA-11: days can be added to a rule, taken out, moved and cancelled', () => {
    const lines = [
      ...event(
        'DTSTART;VALUE=DATE:20240501',
        'RRULE:FREQ=YEARLY',
        'EXDATE;VALUE=DATE:20270501',
        'RDATE;VALUE=DATE:20260601,20260602',
        'SUMMARY:Labour Day',
      ),
      ...event('RECURRENCE-ID;VALUE=DATE:20280501', 'DTSTART;VALUE=DATE:20280502', 'SUMMARY:Moved'),
      ...event(
        'RECURRENCE-ID;VALUE=DATE:20300501',
        'DTSTART;VALUE=DATE:20300501',
        'SUMMARY:Renamed',
      ),
      ...event(
        'RECURRENCE-ID;VALUE=DATE:20290501',
        'DTSTART;VALUE=DATE:20290501',
        'STATUS:CANCELLED',
        'SUMMARY:Labour Day',
      ),
    ];
    const { holidays, skipped } = read(lines, { from: '2026-01-01', to: '2030-12-31' });
    expect(holidays.map(({ date, name }) => `${date} ${name}`)).toEqual([
      '2026-05-01 Labour Day',
      '2026-06-01 Labour Day',
      '2026-06-02 Labour Day',
      '2028-05-02 Moved',
      '2030-05-01 Renamed',
    ]);
    expect(skipped).toEqual([{ summary: 'Labour Day', line: 24, reason: 'It is cancelled.' }]);
  });

  test('SLA-11: what is no holiday is skipped, and it is said why', () => {
    const lines = [
      ...event('DTSTART:20260101T090000Z', 'SUMMARY:Breakfast'),
      ...event('DTSTART;TZID=Europe/Berlin:20260101T000000', 'SUMMARY:Midnight'),
      ...event('DTSTART;VALUE=DATE:20260301', 'STATUS:cancelled', 'SUMMARY:Called off'),
      ...event('DTSTART;VALUE=DATE:20260302', 'RRULE:FREQ=WEEKLY', 'SUMMARY:Bins'),
      ...event('DTSTART;VALUE=DATE:20260302', 'RRULE:FREQ=YEARLY;BYEASTER=1', 'SUMMARY:Odd'),
      ...event('DTSTART;VALUE=DATE:20260302', 'RRULE:FREQ=OFTEN', 'SUMMARY:Nonsense'),
      ...event('DTSTART;VALUE=DATE:20260230', 'SUMMARY:Never'),
      ...event('DTSTART;VALUE=DATE:20260302', 'DURATION:P1Y', 'SUMMARY:Endless'),
      ...event('DTSTART;VALUE=DATE:20260302', 'RRULE:FREQ=YEARLY;UNTIL=2026', 'SUMMARY:Until when'),
      ...event('SUMMARY:Dateless'),
      ...event('DTSTART;VALUE=DATE:20260401', 'SUMMARY:Holiday'),
    ];
    const { holidays, skipped } = read(lines);
    expect(holidays).toEqual([{ date: '2026-04-01', name: 'Holiday' }]);
    expect(skipped.map(({ summary }) => summary).sort()).toEqual([
      ...['Bins', 'Breakfast', 'Called off', 'Dateless', 'Endless', 'Midnight', 'Never'],
      ...['Nonsense', 'Odd', 'Until when'],
    ]);
    const reasons = Object.fromEntries(skipped.map(({ summary, reason }) => [summary, reason]));
    expect(reasons.Breakfast).toBe('It has a time of day; holidays are whole days.');
    expect(reasons['Called off']).toBe('It is cancelled.');
    expect(reasons.Bins).toBe('It repeats, but not every year.');
    expect(reasons.Never).toContain('2026-02-30');
    expect(reasons.Nonsense).toMatch(/^Line 35: it cannot be read/);
  });

  test('SLA-11: a date is there once, with the names of all its holidays, and fits a calendar', () => {
    const on = (name: string) => event('DTSTART;VALUE=DATE:20260514', `SUMMARY:${name}`);
    expect(
      read([...on('Ascension'), ...on('Founders\\, all'), ...on('Ascension'), ...on('All')])
        .holidays,
    ).toEqual([{ date: '2026-05-14', name: 'Ascension / Founders, all / All' }]);
    expect(read(event('DTSTART:20260514')).holidays).toEqual([
      { date: '2026-05-14', name: 'Holiday' },
    ]);
    const long = read([...on('x'.repeat(100)), ...on('y'.repeat(200))]).holidays[0]?.name ?? '';
    expect(long).toHaveLength(120);
  });

  test('SLA-11: lines may be folded, end in any way and begin with a mark', () => {
    const text = `\uFEFF${calendar(...event('DTSTART;VALUE=DA', ' TE:20260514', 'SUMMARY:As', '\tcension'))}`;
    for (const each of [text, text.replaceAll('\r\n', '\n'), text.toLowerCase()]) {
      expect(holidaysFromICal(each, year).holidays[0]?.name.toLowerCase()).toBe('ascension');
    }
  });

  test('SLA-11: a text that is not iCalendar is refused, with the line', async () => {
    const message = async (text: string) => {
      const error = await refusal(() => holidaysFromICal(text, year));
      expect(error.code).toBe('ical-invalid');
      return error.message;
    };
    expect(await message('')).toContain('line 1 should be BEGIN:VCALENDAR');
    expect(await message('<!doctype html>\n<html>')).toContain('line 1 should be BEGIN:VCALENDAR');
    expect(await message(calendar('BEGIN:VEVENT'))).toMatch(/^Line 5 ends VCALENDAR/);
    expect(await message('BEGIN:VCALENDAR\nBEGIN:VEVENT\n')).toMatch(/^Line 2 begins VEVENT/);
    expect(await message(`${calendar()}more`)).toContain('line 5 should be BEGIN:VCALENDAR');
  });

  test('SLA-11: any text is read or refused, never anything else', () => {
    const pieces = fc.constantFrom(
      ...['BEGIN:VCALENDAR', 'END:VCALENDAR', 'BEGIN:VEVENT', 'END:VEVENT', 'BEGIN:VALARM'],
      ...['DTSTART;VALUE=DATE:20260101', 'DTSTART:', 'DTSTART;VALUE=FOO:1', 'DTEND:20250101'],
      ...[
        'DURATION:P1Y',
        'DURATION:-P3D',
        'RRULE:FREQ=YEARLY',
        'RRULE:',
        'RRULE:FREQ=YEARLY;COUNT=0',
      ],
      ...['RRULE:FREQ=YEARLY;INTERVAL=0', 'RRULE:FREQ=YEARLY;UNTIL=2026', 'EXDATE:x', 'RDATE:;'],
      ...['RECURRENCE-ID:1', 'STATUS', 'SUMMARY;"', 'SUMMARY:\\', ' ', '\t', ':', ';'],
    );
    const text = fc.array(fc.oneof(pieces, fc.string({ maxLength: 10 })), { maxLength: 20 });
    const inEvent = text.map((lines) => calendar(...event(...lines)));
    const property = fc.constantFrom(
      ...[
        'DTEND',
        'DURATION',
        'RRULE',
        'RDATE',
        'EXDATE',
        'STATUS',
        'SUMMARY',
        'RECURRENCE-ID',
        'UID',
      ],
    );
    const value = fc.constantFrom(
      ...['P1Y', 'P1D', '-P3D', 'P', '20251231', '20260105', '20261399', '20260101T', 'x', '', ';'],
      ...['FREQ=YEARLY', 'FREQ=YEARLY;COUNT=-1', 'FREQ=YEARLY;BYDAY=MO;BYMONTH=1', 'FREQ=;', ','],
    );
    const typed = fc.constantFrom(':', ';VALUE=DATE:', ';VALUE=TEXT:', ';VALUE=RECUR:');
    const dated = fc
      .tuple(property, typed, value)
      .map(([name, type, rest]) =>
        calendar(...event('DTSTART;VALUE=DATE:20260101', `${name}${type}${rest}`)),
      );
    fc.assert(
      fc.property(
        fc.oneof(
          dated,
          inEvent,
          text.map((lines) => lines.join('\n')),
        ),
        (each) => {
          try {
            const { holidays } = holidaysFromICal(each, year);
            expect(holidays.every(({ date }) => date >= year.from && date <= year.to)).toBe(true);
          } catch (error) {
            expect(error).toMatchObject({ code: 'ical-invalid' });
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('SLA-11: a text that repeats without measure is refused', async () => {
    const many = Array.from({ length: 3_000 }, () =>
      event('DTSTART;VALUE=DATE:00010101', 'RRULE:FREQ=YEARLY;COUNT=9999'),
    );
    const error = await refusal(() => read(many.flat()));
    expect(error.code).toBe('ical-invalid');
    const events = Array.from({ length: 5_001 }, () => event('DTSTART;VALUE=DATE:20260101'));
    expect((await refusal(() => read(events.flat()))).message).toContain('5001 events');
  });
});

describe('holidays from an address', () => {
  const holidays = calendar(...event('DTSTART;VALUE=DATE:20261225', 'SUMMARY:Christmas Day'));
  const found = [{ date: '2026-12-25', name: 'Christmas Day' }];

  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener).listen(0, '127.0.0.1');
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  const here = { allowPrivateAddresses: true };

  test('SLA-11: the text at an address is read like one that is sent', async () => {
    const url = await serve((_request, response) => response.end(holidays));
    expect((await importHolidays({ url, ...year }, here)).holidays).toEqual(found);
    expect((await importHolidays({ text: holidays, ...year })).holidays).toEqual(found);
  });

  test('SLA-11: redirects are followed three times', async () => {
    const url = await serve((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end(holidays);
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    });
    expect((await importHolidays({ url: `${url}/3`, ...year }, here)).holidays).toEqual(found);
    const error = await refusal(() => importHolidays({ url: `${url}/4`, ...year }, here));
    expect(error.code).toBe('url-unreadable');
  });

  test('ACC-8: addresses of this machine and its network are not read, however they are written', async () => {
    let asked = 0;
    const url = await serve((_request, response) => {
      asked += 1;
      response.end(holidays);
    });
    const { port } = new URL(url);
    for (const host of [
      '127.0.0.1',
      '2130706433',
      '0x7f.1',
      '0.0.0.0',
      'localhost',
      '10.0.0.1',
      '169.254.169.254',
      '168.63.129.16',
      '192.168.1.1',
      '[::1]',
      '[::]',
      '[::ffff:127.0.0.1]',
      '[fd00::1]',
      '[fe80::1]',
    ]) {
      const error = await refusal(() =>
        importHolidays({ url: `http://${host}:${port}/`, ...year }),
      );
      expect(`${host} ${error.code}`).toBe(`${host} url-not-allowed`);
      expect(error.fields[0]?.path).toEqual(['url']);
    }
    expect(asked).toBe(0);
  });

  test('ACC-8: only http and https are read, also where a redirect leads', async () => {
    const url = await serve((_request, response) =>
      response.writeHead(302, { location: 'file:///etc/hostname' }).end(),
    );
    for (const each of [url, 'file:///etc/hostname', 'ftp://example.com/', 'data:,x', 'calendar']) {
      const error = await refusal(() => importHolidays({ url: each, ...year }, here));
      expect(error.code).toBe('url-not-allowed');
    }
  });

  test('ACC-8: public addresses are told from the others', () => {
    for (const address of ['1.1.1.1', '172.15.0.1', '172.32.0.1', '2606:4700::1111']) {
      expect(`${address} ${isPublic(address)}`).toBe(`${address} true`);
    }
    for (const address of [
      ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.9.9.9', '169.254.1.1', '172.16.0.1'],
      ...['172.31.255.255', '192.168.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255'],
      ...['::', '::1', '::ffff:8.8.8.8', '::ffff:7f00:1', '64:ff9b::7f00:1', 'fc00::1', 'fd12::1'],
      ...['fe80::1', 'fe80::1%eth0', 'ff02::1', '2001::1', '2001:db8::1', '2002:7f00:1::', 'x', ''],
    ]) {
      expect(`${address} ${isPublic(address)}`).toBe(`${address} false`);
    }
  });

  test('SLA-11: what cannot be read says why', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/missing') response.writeHead(404).end();
      else if (request.url === '/large') response.end('x'.repeat(2 ** 19 + 1));
      else if (request.url === '/broken') response.socket?.destroy();
      // Anything else is never answered.
    });
    const message = async (path: string, options = {}) => {
      const error = await refusal(() => fetchText(`${url}${path}`, { ...here, ...options }));
      expect(error.code).toBe('url-unreadable');
      return error.message;
    };
    expect(await message('/missing')).toContain('answered 404');
    expect(await message('/large')).toContain('larger than 524,288 bytes');
    expect(await message('/broken')).toContain('could not be reached');
    expect(await message('/slow', { timeoutMs: 50 })).toContain('within 0.05 seconds');
  });

  test('SLA-12: one source, and dates in order within ten years', () => {
    const refused = (input: object) =>
      importHolidaysInput.safeParse(input).error?.issues.map(({ path }) => path.join('.')) ?? [];
    expect(refused({ text: 'x', ...year })).toEqual([]);
    expect(refused({ ...year })).toEqual(['url']);
    expect(refused({ ...year, url: 'https://a.example', text: 'x' })).toEqual(['url']);
    expect(refused({ text: 'x', from: '2026-02-30', to: '2026-12-31' })).toEqual(['from']);
    expect(refused({ text: 'x', from: '2026-12-31', to: '2026-01-01' })).toEqual(['to']);
    expect(refused({ text: 'x', ...decade })).toEqual([]);
    expect(refused({ text: 'x', from: '2026-01-01', to: '2046-01-01' })).toEqual(['to']);
  });
});
