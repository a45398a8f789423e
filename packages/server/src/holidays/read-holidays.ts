import type { Holiday, TimeWindow, WorkingHours } from '../domain/calendar/calendar.ts';
import { dayNumber, weekdayOf, weekdays } from '../domain/calendar/local-time.ts';
import { KitError } from '../domain/errors.ts';
import { isoDate } from './days.ts';
import { type CalendarEvent, readEvent, readSummary, shortened } from './ical-event.ts';
import { type ICalText, readLines } from './ical-lines.ts';
import { type DayRange, LocalDates } from './local-dates.ts';
import { EventSeries, lastVersions, type Occurrence } from './series.ts';
import { TooMuchWork, WorkLimit } from './work-limit.ts';

export interface ReadHolidaysOptions {
  /** Dates `YYYY-MM-DD`, both included. */
  from: string;
  to: string;
  /** The week of the calendar that they are for, which says how long a make-up day is worked. */
  weekly?: WorkingHours['weekly'];
}

export interface HolidaysRead {
  /** In order, one a date: events on the same date share it, with all their names. */
  holidays: Holiday[];
  /**
   * Days on which people work to make up for a holiday, in order, one a date: extra days of a calendar.
   * They have the windows of the last day of the week before them that has any, if the week is known.
   */
  extra: MakeUpDay[];
  /** In the order of their lines. */
  skipped: Skipped[];
}

export interface MakeUpDay extends Holiday {
  windows?: TimeWindow[];
}

/** Something of the text that is left out. */
export interface Skipped {
  /** The name of the event; empty for what is in none. */
  summary: string;
  /** On which the event begins, counted from 1. */
  line: number;
  /** A sentence that says why. It names the line at fault, when it is one of the event's. */
  reason: string;
}

const longestName = 120;
/** A text of a country's holidays for decades has some hundreds. */
const mostEvents = 1_000;

/**
 * The holidays of an iCalendar text: its whole days, several days one by one, those that repeat in each
 * year. Events that lie outside the range are left out without a word.
 * @throws KitError `ical-invalid`, with what is wrong and on which line
 */
export function holidaysFromICal(text: string, options: ReadHolidaysOptions): HolidaysRead {
  const range = { from: dayNumber(options.from), to: dayNumber(options.to) };
  const lines = readLines(text);
  if (lines.events.length > mostEvents) {
    throw new KitError(
      'ical-invalid',
      `The text has ${lines.events.length} events; at most 1,000 are read. Export fewer years.`,
      { details: { why: 'too-many-events', max: mostEvents } },
    );
  }
  const reader = new HolidayReader(lines, range);
  reader.read();
  const { holidays, workdays, skipped } = reader;
  return {
    holidays: inOrder(holidays),
    extra: inOrder(workdays).map((each) => ({ ...each, ...windowsOn(each.date, options.weekly) })),
    skipped: skipped.sort((a, b) => a.line - b.line),
  };
}

class HolidayReader {
  /** Names by days since 1970-01-01. */
  readonly holidays = new Map<number, string>();
  readonly workdays = new Map<number, string>();
  readonly skipped: Skipped[] = [];
  readonly #lines: ICalText;
  readonly #range: DayRange;
  readonly #limit = new WorkLimit();

  constructor(lines: ICalText, range: DayRange) {
    this.#lines = lines;
    this.#range = range;
  }

  read(): void {
    for (const { summary, line, what } of this.#lines.misplaced) {
      this.skipped.push({
        summary: summary ? readSummary(summary) : '',
        line,
        reason: `Line ${line} ${what}.`,
      });
    }
    const { last, replaced } = lastVersions(this.#events());
    for (const { event, by } of replaced) {
      this.#skip(event, `A later version of it begins on line ${by.line}.`);
    }
    const series = new EventSeries(last, this.#range, this.#limit.spend);
    for (const event of last) {
      const { what } = event;
      if ('reason' in what) this.#skip(event, what.reason);
      else this.#orSkip(event, () => this.#add(series.occurrencesOf(event, what)));
    }
  }

  #events(): CalendarEvent[] {
    const dates = new LocalDates(this.#range, this.#lines.zone);
    const { spend } = this.#limit;
    return this.#lines.events.map((lines) => {
      this.#limit.begin('');
      return readEvent(lines, { dates, spend });
    });
  }

  #add(occurrences: Occurrence[]): void {
    const spans = occurrences.map((each) => ({
      ...each,
      from: Math.max(each.start, this.#range.from),
      to: Math.min(each.start + each.length - 1, this.#range.to),
    }));
    for (const { from, to } of spans) this.#limit.spend(to - from + 1);
    for (const { from, to, summary, isWorkday } of spans) {
      const names = isWorkday ? this.workdays : this.holidays;
      for (let at = from; at <= to; at += 1) names.set(at, joined(names.get(at), summary));
    }
  }

  #orSkip(event: CalendarEvent, act: () => void): void {
    this.#limit.begin(event.summary);
    try {
      act();
    } catch (error) {
      if (!(error instanceof TooMuchWork)) throw error;
      this.#skip(event, 'It repeats too much to go through.');
    }
  }

  #skip({ summary, line }: CalendarEvent, reason: string): void {
    this.skipped.push({ summary, line, reason });
  }
}

function inOrder(names: Map<number, string>): Holiday[] {
  return [...names].sort(([a], [b]) => a - b).map(([at, name]) => ({ date: isoDate(at), name }));
}

/** Those of the last day of the week before a date that has any. */
function windowsOn(
  date: string,
  weekly: WorkingHours['weekly'] | undefined,
): { windows?: TimeWindow[] } {
  const weekday = weekdayOf(dayNumber(date));
  for (let back = 1; back <= 7; back += 1) {
    const windows = weekly?.[weekdays[(weekday - back + 7) % 7] ?? 'mon'] ?? [];
    if (windows.length > 0) return { windows };
  }
  return {};
}

/** The names of holidays that share a date. */
function joined(known: string | undefined, name: string): string {
  if (known === undefined || known === name) return name;
  if (known.length >= longestName) return known;
  return known.split(' / ').includes(name) ? known : shortened(`${known} / ${name}`);
}
