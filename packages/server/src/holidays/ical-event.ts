import ICAL from 'ical.js';
import { isBlank } from '../domain/plain-text.ts';
import type { ContentLine, EventLines } from './ical-lines.ts';
import { isYearly, type Rule, RuleError, readRule } from './ical-rule.ts';
import { type ICalTime, readTime } from './ical-time.ts';
import type { LocalDates } from './local-dates.ts';
import {
  EventError,
  excerpt,
  type Property,
  propertiesOf,
  propertyOf,
  writtenValue,
} from './properties.ts';
import type { Spend } from './rule-days.ts';
import { TooMuchWork } from './work-limit.ts';

/** A stretch of whole days. */
export interface Days {
  /** Days since 1970-01-01. */
  start: number;
  /** Days, at least one. */
  length: number;
}

/** An event of whole days. */
export interface WholeDays extends Days {
  rules: SeriesRule[];
  /** Rules whose days are out. */
  exceptRules: SeriesRule[];
  added: Days[];
  /** Days since 1970-01-01. */
  removed: Set<number>;
  /** People work, though it is a weekend or a holiday. */
  isWorkday: boolean;
}

export interface SeriesRule {
  rule: Rule;
  /** The last day that it may have, since 1970-01-01; Infinity without end. */
  last: number;
}

/** Why an event is left out. */
export interface Problem {
  /** A sentence, which names the line that is at fault. */
  reason: string;
}

export interface CalendarEvent {
  uid: string;
  /** The version of the event; the highest counts. */
  sequence: number;
  summary: string;
  /** On which it begins, counted from 1. */
  line: number;
  /** The day of the series of that id whose place this one takes; NaN when it cannot be read. */
  replaces: number | null;
  /** Whether it also takes the place of all that come after. */
  isForFuture: boolean;
  what: WholeDays | Problem;
}

/** What an event is read with. */
export interface EventReader {
  dates: LocalDates;
  spend: Spend;
}

const day = 86_400;
const longestName = 120;
const mostRules = 20;
/** What a listed date costs, a rule, and each entry of a rule's lists, in days that are looked at. */
const listedDate = 10;
const writtenRule = 100;
const listedInRule = 16;

/** Reads one event. What is wrong with it is said in `what`. */
export function readEvent(lines: EventLines, reader: EventReader): CalendarEvent {
  const event: CalendarEvent = {
    uid: writtenValue(lines.all('UID')[0]),
    sequence: Number(/^\d{1,9}$/.exec(writtenValue(lines.all('SEQUENCE')[0])) ?? 0),
    summary: readSummary(lines.all('SUMMARY')[0]),
    line: lines.line,
    replaces: lines.all('RECURRENCE-ID').length > 0 ? Number.NaN : null,
    isForFuture: false,
    what: { reason: 'It is cancelled.' },
  };
  try {
    readRecurrenceId(event, lines, reader);
    if (lines.isCancellation || /^CANCELL?ED$/i.test(writtenValue(lines.all('STATUS')[0]))) {
      return event;
    }
    return { ...event, what: readWhat(lines, reader) };
  } catch (error) {
    if (error instanceof TooMuchWork) {
      return { ...event, what: { reason: 'It lists more dates than can be gone through.' } };
    }
    if (!(error instanceof EventError)) throw error;
    const { line, message } = error;
    return { ...event, what: { reason: `Line ${line}: ${message}` } };
  }
}

/** The name of a holiday, for which there may be none. */
export function readSummary(content: ContentLine | undefined): string {
  if (!content) return nameOf('');
  // More than is shown: escapes make it longer than it reads.
  const text = content.text.slice(0, 2_000);
  try {
    return nameOf(String((ICAL.parse.property(text) as unknown[])[3]));
  } catch {
    return nameOf(text.slice(text.indexOf(':') + 1));
  }
}

export function shortened(text: string): string {
  if (text.length <= longestName) return text;
  // Half of a letter at the end becomes a mark for one that is missing; neither is kept.
  return `${text
    .slice(0, longestName - 1)
    .toWellFormed()
    .replace(/[\s\uFFFD]+$/, '')}…`;
}

function nameOf(summary: string): string {
  const plain = summary.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return isBlank(plain) ? 'Holiday' : shortened(plain.toWellFormed());
}

function readRecurrenceId(event: CalendarEvent, lines: EventLines, { dates }: EventReader): void {
  const id = propertyOf(lines, 'RECURRENCE-ID');
  if (!id) {
    event.replaces = null;
    return;
  }
  const { range } = id.parameters;
  event.isForFuture = /^THISANDFUTURE$/i.test(`${range}`);
  if (range !== undefined && !event.isForFuture) {
    throw new EventError(id.line, `it changes a range of days that is not read (${range}).`);
  }
  const [time] = timesOf(id);
  if (!time) return;
  const begin = time.isUtc ? propertyOf(lines, 'DTSTART') : undefined;
  event.replaces = dates.dateOf(time, begin && zoneOf(begin));
}

function readWhat(lines: EventLines, { dates, spend }: EventReader): WholeDays | Problem {
  const broken = lines.broken.find(({ text }) => !text.startsWith('X-'));
  if (broken) throw new EventError(broken.line, `“${excerpt(broken.text)}” has no value.`);
  const begin = propertyOf(lines, 'DTSTART');
  if (!begin) throw new EventError(lines.line, 'it has no date.');
  const zone = zoneOf(begin);
  const span = readSpan(lines, begin, dates);
  if (!span) return { reason: 'It has a time of day; holidays are whole days.' };
  const listed = (name: string) => {
    // Before they are taken apart, which is what takes long.
    for (const { text } of lines.all(name)) spend(listedDate * (text.split(',').length + 2));
    return propertiesOf(lines, name);
  };
  const rules = readRules(lines, 'RRULE', zone, { dates, spend });
  if (rules.some(({ rule }) => !isYearly(rule))) {
    return { reason: 'It repeats, but not every year.' };
  }
  return {
    ...span,
    rules,
    exceptRules: readRules(lines, 'EXRULE', zone, { dates, spend }),
    added: listed('RDATE').flatMap((property) => addedDays(property, span.length, dates, zone)),
    removed: new Set(
      listed('EXDATE').flatMap((property) =>
        timesOf(property).map((time) => dates.dateOf(time, zoneOf(property) ?? zone)),
      ),
    ),
    isWorkday: /^ALTERNATE-WORKDAY$/i.test(writtenValue(lines.all('X-APPLE-SPECIAL-DAY')[0])),
  };
}

/** The whole days of an event; null when it has a time of day. */
function readSpan(lines: EventLines, begin: Property, dates: LocalDates): Days | null {
  const [time] = timesOf(begin);
  if (!time) throw new EventError(begin.line, 'it has no date.');
  const zone = zoneOf(begin);
  const end = propertyOf(lines, 'DTEND');
  const [endTime] = end ? timesOf(end) : [];
  const endZone = end ? (zoneOf(end) ?? zone) : zone;
  const seconds = endTime ? null : readDuration(propertyOf(lines, 'DURATION'));
  const start = dates.dateOf(time, zone);
  if (time.second !== null && !isAllDay(lines)) {
    const endsAtMidnight = endTime
      ? dates.isMidnight(endTime, endZone)
      : seconds !== null && seconds % day === 0 && seconds > 0;
    const isLater = endTime ? dates.endOf(endTime, endZone) > start : endsAtMidnight;
    if (!dates.isMidnight(time, zone) || !endsAtMidnight || !isLater) return null;
  }
  // An end on the day of the beginning is a common mistake.
  const length = endTime ? dates.endOf(endTime, endZone) - start : Math.ceil((seconds ?? 0) / day);
  return { start, length: Math.max(1, length) };
}

/** Outlook, Hotmail and old phones write whole days as times, and say so. */
function isAllDay(lines: EventLines): boolean {
  return [
    'X-MICROSOFT-CDO-ALLDAYEVENT',
    'X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT',
    'X-FUNAMBOL-ALLDAY',
  ].some((name) => /^(TRUE|1)$/i.test(writtenValue(lines.all(name)[0])));
}

/** Seconds; null without one. */
function readDuration(property: Property | undefined): number | null {
  if (!property) return null;
  try {
    return ICAL.Duration.fromString(property.value).toSeconds();
  } catch {
    throw new EventError(
      property.line,
      `its duration cannot be read (${excerpt(property.value)}).`,
    );
  }
}

function readRules(
  lines: EventLines,
  name: string,
  zone: string | undefined,
  { dates, spend }: EventReader,
): SeriesRule[] {
  const written = lines.all(name);
  if (written.length > mostRules) {
    throw new EventError(lines.line, `it repeats by more than ${mostRules} rules.`);
  }
  return written.flatMap((content) => {
    const value = writtenValue(content);
    spend(writtenRule + listedInRule * (value.split(',').length - 1));
    try {
      const rule = readRule(value);
      if (!rule) return [];
      const last = rule.until ? dates.lastDateUntil(rule.until, zone) : Number.POSITIVE_INFINITY;
      return [{ rule, last }];
    } catch (error) {
      throw error instanceof RuleError ? new EventError(content.line, error.message) : error;
    }
  });
}

/** The days of an RDATE, which may have periods: `20260501T000000/P2D`. */
function addedDays(
  property: Property,
  length: number,
  dates: LocalDates,
  eventZone: string | undefined,
): Days[] {
  const zone = zoneOf(property) ?? eventZone;
  return property.values.flatMap((value) => {
    if (!Array.isArray(value)) {
      return timesOf({ ...property, values: [value] }).map((time) => ({
        start: dates.dateOf(time, zone),
        length,
      }));
    }
    const [time] = timesOf({ ...property, values: value.slice(0, 1) });
    if (!time) return [];
    const start = dates.dateOf(time, zone);
    const end = readTime(value[1]);
    const days = end
      ? dates.endOf(end, zone) - start
      : Math.ceil((readDuration({ ...property, value: `${value[1]}` }) ?? 0) / day);
    return { start, length: Math.max(1, days) };
  });
}

/** Without what is left empty between commas. */
function timesOf({ line, values, value }: Property): ICalTime[] {
  return values.flatMap((each) => {
    const written = typeof each === 'string' ? each : value;
    if (/^[-T:Z\s]*$/.test(written)) return [];
    const time = readTime(each);
    if (time) return time;
    const isDate = /^\d{4}-\d\d-\d\d/.test(written);
    if (isDate) throw new EventError(line, `its date does not exist (${written.slice(0, 20)}).`);
    throw new EventError(line, `“${value.slice(0, 20)}” is no date.`);
  });
}

function zoneOf({ parameters }: Property): string | undefined {
  return typeof parameters.tzid === 'string' ? parameters.tzid : undefined;
}
