import { expect, test } from 'vitest';
import { holidaysFromICal } from '../../packages/server/src/holidays/read-holidays.ts';

/** Files as calendars and offices write them, with what each of them does differently. */
const written = (text: string) => text.trim().replace(/^ {4}/gm, '').replaceAll('\n', '\r\n');
const read = (text: string, from = '2026-01-01', to = '2026-12-31') =>
  holidaysFromICal(written(text), { from, to });
const named = ({ holidays }: ReturnType<typeof read>) =>
  holidays.map(({ date, name }) => `${date} ${name}`);

test('SLA-11: a public calendar of Google', () => {
  const found = read(`
    BEGIN:VCALENDAR
    PRODID:-//Google Inc//Google Calendar 70.9054//EN
    VERSION:2.0
    CALSCALE:GREGORIAN
    METHOD:PUBLISH
    X-WR-CALNAME:Holidays in Ireland
    X-WR-TIMEZONE:UTC
    X-WR-CALDESC:Holidays and Observances in Ireland
    BEGIN:VEVENT
    DTSTART;VALUE=DATE:20260317
    DTEND;VALUE=DATE:20260318
    DTSTAMP:20251112T083012Z
    UID:20260317_b1k4@google.com
    CLASS:PUBLIC
    CREATED:20240517T120233Z
    DESCRIPTION:Public holiday
    LAST-MODIFIED:20240517T120233Z
    SEQUENCE:0
    STATUS:CONFIRMED
    SUMMARY:St. Patrick’s Day
    TRANSP:TRANSPARENT
    END:VEVENT
    BEGIN:VEVENT
    DTSTART;VALUE=DATE:20260215
    DTEND;VALUE=DATE:20260216
    UID:20260215_c9@google.com
    DESCRIPTION:Observance\\nTo hide observances\\, go to Google Calendar Setting
     s > Holidays in Ireland
    SEQUENCE:0
    STATUS:CONFIRMED
    SUMMARY:Valentine’s Day\\, observed
    END:VEVENT
    END:VCALENDAR
  `);
  expect(named(found)).toEqual([
    '2026-02-15 Valentine’s Day, observed',
    '2026-03-17 St. Patrick’s Day',
  ]);
  expect(found.skipped).toEqual([]);
});

test('SLA-23: an export of Outlook, which has times for everything', () => {
  const found = read(
    `
    BEGIN:VCALENDAR
    PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
    VERSION:2.0
    METHOD:PUBLISH
    X-CALSTART:20260101T000000
    X-WR-RELCALID:{0000002E-1F2A-4B5C}
    BEGIN:VTIMEZONE
    TZID:W. Europe Standard Time
    BEGIN:STANDARD
    DTSTART:16011028T030000
    RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
    TZOFFSETFROM:+0200
    TZOFFSETTO:+0100
    END:STANDARD
    END:VTIMEZONE
    BEGIN:VEVENT
    CATEGORIES:Holiday
    CLASS:PUBLIC
    DTEND;TZID="W. Europe Standard Time":20260107T000000
    DTSTAMP:20251120T101500Z
    DTSTART;TZID="W. Europe Standard Time":20260106T000000
    PRIORITY:5
    SEQUENCE:0
    SUMMARY;LANGUAGE=de:Heilige Drei Könige
    TRANSP:TRANSPARENT
    UID:040000008200E00074C5B7101A82E008
    X-MICROSOFT-CDO-BUSYSTATUS:FREE
    X-MICROSOFT-CDO-ALLDAYEVENT:TRUE
    BEGIN:VALARM
    TRIGGER:-PT1080M
    ACTION:DISPLAY
    DESCRIPTION:Reminder
    DURATION:P3D
    SUMMARY:Not this one
    END:VALARM
    END:VEVENT
    BEGIN:VEVENT
    DTSTART;TZID="W. Europe Standard Time":20250501T000000
    DTEND;TZID="W. Europe Standard Time":20250502T000000
    RRULE:FREQ=YEARLY;UNTIL=20260430T220000Z;INTERVAL=1;BYMONTHDAY=1;BYMONTH=5
    EXDATE;TZID="W. Europe Standard Time":20270501T000000
    SUMMARY:Tag der Arbeit
    UID:040000008200E00074C5B7101A82E009
    END:VEVENT
    BEGIN:VEVENT
    DTSTART;TZID="W. Europe Standard Time":20260112T090000
    DTEND;TZID="W. Europe Standard Time":20260112T100000
    RRULE:FREQ=WEEKLY;BYDAY=MO
    SUMMARY:Jour fixe
    UID:040000008200E00074C5B7101A82E010
    END:VEVENT
    END:VCALENDAR
  `,
    '2026-01-01',
    '2027-12-31',
  );
  expect(named(found)).toEqual(['2026-01-06 Heilige Drei Könige', '2026-05-01 Tag der Arbeit']);
  expect(found.skipped.map(({ summary, line }) => `${line} ${summary}`)).toEqual(['45 Jour fixe']);
});

test('SLA-25: the calendar of China as Apple writes it', () => {
  const found = read(`
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//Apple Inc.//CalendarServer//EN
    X-WR-CALNAME:中国大陆节假日
    X-APPLE-LANGUAGE:zh
    X-APPLE-REGION:CN
    BEGIN:VEVENT
    CREATED:20251105T024511Z
    UID:5d2e1c8b-5b0c-3f0e-8d0c-5a0f37c31b58
    DTEND;VALUE=DATE:20260218
    SUMMARY;LANGUAGE=zh_CN:春节（休）
    DTSTAMP:20251105T024511Z
    DTSTART;VALUE=DATE:20260217
    SEQUENCE:0
    X-APPLE-UNIVERSAL-ID:a1b2
    X-APPLE-SPECIAL-DAY:WORK-HOLIDAY
    END:VEVENT
    BEGIN:VEVENT
    UID:77c7ad54-1c7e-3d5e-8a9b-0d9a3c9e2f11
    DTEND;VALUE=DATE:20260301
    SUMMARY;LANGUAGE=zh_CN:春节（班）
    DTSTART;VALUE=DATE:20260228
    X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY
    END:VEVENT
    END:VCALENDAR
  `);
  expect(named(found)).toEqual(['2026-02-17 春节（休）']);
  expect(found.extra).toEqual([{ date: '2026-02-28', name: '春节（班）' }]);
});

test('SLA-24: a series of Nextcloud, of which a day was moved and one was called off', () => {
  const found = read(
    `
    BEGIN:VCALENDAR
    CALSCALE:GREGORIAN
    VERSION:2.0
    PRODID:-//IDN nextcloud.com//Calendar app 4.7.6//EN
    BEGIN:VEVENT
    CREATED:20240101T101010Z
    DTSTAMP:20260105T090000Z
    LAST-MODIFIED:20260105T090000Z
    SEQUENCE:4
    UID:1a2b3c4d-0000-4444-8888-abcdefabcdef
    DTSTART;VALUE=DATE:20240709
    DTEND;VALUE=DATE:20240711
    SUMMARY:Company days
    RRULE:FREQ=YEARLY
    EXDATE;VALUE=DATE:20250709
    END:VEVENT
    BEGIN:VEVENT
    SEQUENCE:1
    UID:1a2b3c4d-0000-4444-8888-abcdefabcdef
    DTSTART;VALUE=DATE:20260716
    DTEND;VALUE=DATE:20260718
    SUMMARY:Company days
    RECURRENCE-ID;VALUE=DATE:20260709
    END:VEVENT
    BEGIN:VEVENT
    UID:1a2b3c4d-0000-4444-8888-abcdefabcdef
    DTSTART;VALUE=DATE:20270709
    STATUS:CANCELLED
    SUMMARY:Company days
    RECURRENCE-ID;VALUE=DATE:20270709
    END:VEVENT
    END:VCALENDAR
  `,
    '2025-01-01',
    '2028-12-31',
  );
  expect(found.holidays.map(({ date }) => date)).toEqual([
    ...['2026-07-16', '2026-07-17', '2028-07-09', '2028-07-10'],
  ]);
  expect(found.skipped).toEqual([
    { summary: 'Company days', line: 25, reason: 'It is cancelled.' },
  ]);
});

test('SLA-26: the file of an office, made by hand', () => {
  const found = read(`
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:Office of Public Holidays

    BEGIN:VEVENT
    DTSTART:20260126
    SUMMARY: Australia   Day
    DESCRIPTION:See our page:
    https://holidays.example/australia-day
    Closed: all offices
    END:VEVENT

    BEGIN:VEVENT
    DTSTART;VALUE=DATE:20260406T000000
    DTEND;VALUE=DATE:20260406T235959
    SUMMARY:Easter Monday
    LOCATION
    END:VEVENT

    BEGIN:VEVENT
    DTSTART;VALUE=DATE:2026-06-08
    SUMMARY:King’s Birthday
    END:VEVENT

    BEGIN:VEVENT
    DTSTART:20261225T000000Z
    DTEND:20261226T000000Z
    SUMMARY:Christmas Day
    END:VEVENT
    END:VCALENDAR
  `);
  expect(named(found)).toEqual([
    '2026-01-26 Australia Day',
    '2026-04-06 Easter Monday',
    '2026-12-25 Christmas Day',
  ]);
  expect(found.skipped).toEqual([
    { summary: 'King’s Birthday', line: 20, reason: 'Line 21: “2026-06-08” is no date.' },
  ]);
});
