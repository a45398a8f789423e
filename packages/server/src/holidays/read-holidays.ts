import ICAL from 'ical.js';
import type { Holiday } from '../domain/calendar/calendar.ts';
import { dayNumber, isDate } from '../domain/calendar/local-time.ts';
import { KitError } from '../domain/errors.ts';
import { eventTexts } from './ical-lines.ts';
import { daysOfRule, type RuleParts, reasonAgainst } from './ical-rule.ts';

/** Dates `YYYY-MM-DD`, both included. */
export interface DateRange {
  from: string;
  to: string;
}

export interface HolidaysRead {
  /** In order, one a date: events on the same date share it, with all their names. */
  holidays: Holiday[];
  skipped: Skipped[];
}

/** An event that is no holiday, and a sentence that says why. */
export interface Skipped {
  summary: string;
  reason: string;
}

/** Days since 1970-01-01, both included. */
interface DayRange {
  from: number;
  to: number;
}

const day = 86_400_000;
const longestName = 120;
/** A text of a country's holidays for decades has some hundreds. */
const mostEvents = 5_000;
/** Days that are looked at for all events together, so that no text keeps the server busy for long. */
const mostDays = 2_000_000;

/** A property in jCal (RFC 7265): its name, parameters and type, then its values. */
type Property = [name: string, parameters: object, type: string, ...values: unknown[]];

/** What an event says, as far as holidays need it. */
interface AllDayEvent {
  uid: string;
  summary: string;
  /** Days since 1970-01-01. */
  start: number;
  /** Days. */
  length: number;
  rules: RuleParts[];
  /** Days since 1970-01-01 that are in besides the rules, and out in spite of them. */
  added: number[];
  removed: Set<number>;
  isCancelled: boolean;
  /** The day of another event of the same id that this one replaces. */
  replaces: number | null;
}

/**
 * The holidays of an iCalendar text: its all-day events, several days one by one, yearly ones in each
 * year. Events that lie outside the range are left out without a word.
 * @throws KitError `ical-invalid`, with what is wrong and on which line
 */
export function holidaysFromICal(text: string, options: DateRange): HolidaysRead {
  const [first, last] = [dayNumber(options.from), dayNumber(options.to)];
  const skipped: Skipped[] = [];
  const events: AllDayEvent[] = [];
  const found = eventTexts(text);
  if (found.length > mostEvents) {
    throw new KitError(
      'ical-invalid',
      `The text has ${found.length} events; at most 5,000 are read. Export fewer years.`,
      { details: { why: 'too-many-events', max: mostEvents } },
    );
  }
  for (const { text: eventText, line } of found) {
    const read = readEvent(eventText, line);
    if ('reason' in read) skipped.push(read);
    else events.push(read);
  }
  const replaced = new Set(
    events.filter((each) => each.replaces !== null).map((each) => `${each.replaces} ${each.uid}`),
  );
  const names = new Map<number, string>();
  let left = mostDays;
  const spend = (days: number, summary: string) => {
    left -= days;
    if (left >= 0) return;
    throw new KitError(
      'ical-invalid',
      `With “${summary}” the text repeats too much to go through. Export fewer years or events.`,
      { details: { why: 'repeats-too-much', summary } },
    );
  };
  for (const event of events) {
    const { summary, length } = event;
    const reason = reasonToSkip(event);
    if (reason) {
      skipped.push({ summary, reason });
      continue;
    }
    // An event that begins before the range may reach into it.
    const range = { from: first - length + 1, to: last };
    spend(daysToLookAt(event, range), summary);
    for (const begin of beginnings(event, range)) {
      if (event.replaces === null && replaced.has(`${begin} ${event.uid}`)) continue;
      const [from, to] = [Math.max(begin, first), Math.min(begin + length - 1, last)];
      spend(to - from + 1, summary);
      for (let at = from; at <= to; at += 1) names.set(at, joined(names.get(at), summary));
    }
  }
  const holidays = [...names]
    .sort(([a], [b]) => a - b)
    .map(([at, name]) => ({ date: new Date(at * day).toISOString().slice(0, 10), name }));
  return { holidays, skipped };
}

function reasonToSkip({ isCancelled, rules }: AllDayEvent): string | null {
  if (isCancelled) return 'It is cancelled.';
  if (rules.length > 1) return 'It repeats by several rules.';
  return rules[0] ? reasonAgainst(rules[0]) : null;
}

function daysToLookAt({ start, rules }: AllDayEvent, { from, to }: DayRange): number {
  if (rules.length === 0) return 0;
  const isCounted = rules.some((rule) => rule.count !== undefined);
  return Math.max(0, to - (isCounted ? start : Math.max(start, from)));
}

/** The days on which an event begins that reach into a range. */
function beginnings(event: AllDayEvent, range: DayRange): number[] {
  const { start, rules, added, removed } = event;
  const byRule = rules.flatMap((rule) => daysOfRule(rule, { start, ...range }));
  const days = new Set([...(rules.length > 0 ? byRule : [start]), ...added]);
  return [...days].filter((each) => each >= range.from && each <= range.to && !removed.has(each));
}

function readEvent(text: string, line: number): AllDayEvent | Skipped {
  try {
    const [, properties] = ICAL.parse(text) as [string, Property[]];
    return fromProperties(properties, line);
  } catch (error) {
    const why = error instanceof Error ? error.message.slice(0, 120) : String(error);
    const summary = /^SUMMARY[^:]*:(.*)$/im.exec(text)?.[1] ?? '';
    return { summary: named(summary), reason: `Line ${line}: it cannot be read (${why}).` };
  }
}

function fromProperties(properties: Property[], line: number): AllDayEvent | Skipped {
  const all = (name: string) => properties.filter((each) => each[0] === name);
  const value = (name: string) => all(name)[0]?.[3];
  const days = (name: string) =>
    all(name).flatMap(([, , , ...values]) => values.flatMap((each) => dayOf(each) ?? []));
  const summary = named(String(value('summary') ?? ''));
  const begin = value('dtstart');
  if (begin === undefined) return { summary, reason: `Line ${line}: it has no date.` };
  const start = dayOf(begin);
  if (start === null) {
    const isTimed = /^\d{4}-\d{2}-\d{2}T\d/.test(String(begin));
    const reason = isTimed
      ? 'It has a time of day; holidays are whole days.'
      : `Line ${line}: its date does not exist (${String(begin).slice(0, 20)}).`;
    return { summary, reason };
  }
  return {
    uid: String(value('uid') ?? ''),
    summary,
    start,
    length: lengthInDays(start, value('dtend'), value('duration')),
    rules: all('rrule').map((each) => each[3] as RuleParts),
    added: days('rdate'),
    removed: new Set(days('exdate')),
    isCancelled: String(value('status') ?? '').toUpperCase() === 'CANCELLED',
    replaces: dayOf(value('recurrence-id')),
  };
}

/**
 * A date as days since 1970-01-01; null for anything else. `DTSTART:20260101`, without its VALUE=DATE,
 * is common enough; the library reads it as a date with an empty time.
 */
function dayOf(value: unknown): number | null {
  const [, date] = /^(\d{4}-\d{2}-\d{2})(?:T::)?$/.exec(String(value)) ?? [];
  return date !== undefined && isDate(date) ? dayNumber(date) : null;
}

/** At least one day: an end on the day of the beginning is a common mistake. The end is excluded. */
function lengthInDays(start: number, end: unknown, duration: unknown): number {
  const last = dayOf(String(end).slice(0, 10));
  if (last !== null) return Math.max(1, last - start);
  if (typeof duration !== 'string') return 1;
  return Math.max(1, Math.ceil((ICAL.Duration.fromString(duration).toSeconds() * 1_000) / day));
}

function named(summary: string): string {
  return shortened(summary.replace(/\s+/g, ' ').trim()) || 'Holiday';
}

/** The names of holidays that share a date. */
function joined(known: string | undefined, name: string): string {
  if (known === undefined || known === name) return name;
  if (known.length >= longestName) return known;
  return known.split(' / ').includes(name) ? known : shortened(`${known} / ${name}`);
}

function shortened(text: string): string {
  return text.length <= longestName ? text : `${text.slice(0, longestName - 1).trimEnd()}…`;
}
