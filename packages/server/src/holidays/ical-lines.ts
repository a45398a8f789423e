import { KitError } from '../domain/errors.ts';
import { isBlank } from '../domain/plain-text.ts';

/** One property, its folded lines put together: `DTSTART;VALUE=DATE:20260501`. */
export interface ContentLine {
  text: string;
  /** Counted from 1. */
  line: number;
}

/** What an event may be made of besides a name, and so what is missed when it cannot be read. */
const ofDates = [
  'DTSTART',
  'DTEND',
  'DURATION',
  'RRULE',
  'EXRULE',
  'RDATE',
  'EXDATE',
  'RECURRENCE-ID',
];
/** The properties that are read; most of a text are others. */
const wanted = new Set([
  ...ofDates,
  ...[
    'UID',
    'SEQUENCE',
    'SUMMARY',
    'STATUS',
    'ATTENDEE',
    'X-APPLE-SPECIAL-DAY',
    'X-FUNAMBOL-ALLDAY',
  ],
  ...['X-MICROSOFT-CDO-ALLDAYEVENT', 'X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT'],
]);

/** A text of 1,000 events with long descriptions has fewer. */
const mostLines = 50_000;
/** More letters of a name than are ever shown. */
const longestContinued = 10_000;

const none: readonly ContentLine[] = [];

/** The lines of one VEVENT, without those of its alarms. */
export class EventLines {
  /** The line on which it begins. */
  readonly line: number;
  /** By its METHOD, the calendar that it is in calls its events off. */
  readonly isCancellation: boolean;
  /** Lines that should be properties and have no value: `DTSTART 20260501`. */
  readonly broken: ContentLine[] = [];
  /** By name, as it is written. */
  readonly #properties = new Map<string, ContentLine[]>();

  constructor(line: number, isCancellation: boolean) {
    this.line = line;
    this.isCancellation = isCancellation;
  }

  add(name: string, content: ContentLine): void {
    // `Status: closed` is more likely a line of somebody's text than a property.
    const key = wanted.has(name) ? name : name.toLowerCase();
    const found = this.#properties.get(key);
    if (found) found.push(content);
    else this.#properties.set(key, [content]);
  }

  /** The properties of a name, in order. Small letters count where nobody writes capitals. */
  all(name: string): readonly ContentLine[] {
    const found = this.#properties.get(name);
    if (found || this.#properties.has('DTSTART')) return found ?? none;
    return this.#properties.get(name.toLowerCase()) ?? none;
  }
}

/** What is out of place. `summary` is that of the event that it costs. */
export interface Misplaced {
  line: number;
  summary: ContentLine | undefined;
  /** Follows “Line 5”, without a full stop. */
  what: string;
}

export interface ICalText {
  events: EventLines[];
  misplaced: Misplaced[];
  /** The time zone that the calendar names, as it is written. */
  zone: string | undefined;
}

const outside = 'should be BEGIN:VCALENDAR';
/** With more of it, what comes is something else than iCalendar. */
const mostMisplaced = 100;

/**
 * Finds the events of an iCalendar text (RFC 5545). What is out of place costs the event that it is in,
 * and no other.
 * @throws KitError `ical-invalid`, with the line, when it leaves no event at all
 */
export function readLines(text: string): ICalText {
  const reader = new LineReader();
  const lines = (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text).split('\n');
  if (lines.length > mostLines) {
    throw new KitError(
      'ical-invalid',
      `The text has ${lines.length} lines; at most 50,000 are read. Export fewer years.`,
      { details: { why: 'too-many-lines', max: mostLines } },
    );
  }
  let content = '';
  let begun = 1;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    // Lines that begin with a space or a tab belong to the line before.
    if (content !== '' && (line.startsWith(' ') || line.startsWith('\t'))) content += line.slice(1);
    else if (!isEmpty(line)) {
      if (content !== '') reader.read(content, begun);
      content = line.trimStart();
      begun = index + 1;
    }
  }
  if (content !== '') reader.read(content, begun);
  return reader.finish();
}

/** Old programs leave a NUL or a ^Z at the end. */
function isEmpty(line: string): boolean {
  if (line.charCodeAt(0) > 32 && line.charCodeAt(0) < 127) return false;
  return line.trim() === '' || (line.length < 4 && isBlank(line));
}

interface OpenComponent {
  name: string;
  line: number;
}

const edgePattern = /^(BEGIN|END):\s*([\w-]+)\s*$/i;

/** Spares most lines the pattern: a text may have 100,000. */
function mayBeEdge(text: string): boolean {
  return text.length < 80 && 'BEbe'.includes(text.charAt(0));
}

class LineReader {
  readonly #events: EventLines[] = [];
  readonly #misplaced: Misplaced[] = [];
  /** How much is out of place, also where it is not told again. */
  #faults = 0;
  readonly #open: OpenComponent[] = [];
  /** How often each name is open: asking the stack takes long when somebody nests without end. */
  readonly #timesOpen = new Map<string, number>();
  #event: EventLines | undefined;
  /** The property that a line without a name goes on with. */
  #last: ContentLine | undefined;
  #isCancellation = false;
  #zone: string | undefined;
  #place: string | undefined;
  #defined: string | undefined;
  #hasCalendar = false;

  read(text: string, line: number): void {
    const [, edge, component = ''] = (mayBeEdge(text) && edgePattern.exec(text)) || [];
    if (edge) {
      const name = component.toUpperCase();
      if (/^B/i.test(edge)) this.#begin(name, line);
      else this.#end(name, line);
    } else if (this.#open.length === 0) this.#outside(line);
    else if (this.#open.length === 1) this.#ofCalendar(text);
    else if (this.#event && this.#open.length === 2) this.#ofEvent(this.#event, text, line);
    else this.#ofTimeZone(text);
  }

  finish(): ICalText {
    while (this.#open.length > 0) this.#closeUnended();
    if (!this.#hasCalendar && this.#misplaced.length === 0) this.#outside(1);
    const [first] = this.#misplaced;
    if (first && this.#events.length === 0) throw malformed(first);
    const zone = this.#zone ?? this.#place ?? this.#defined;
    return { events: this.#events, misplaced: this.#misplaced, zone };
  }

  #begin(name: string, line: number): void {
    if (name === 'VCALENDAR') {
      while (this.#open.length > 0) this.#closeUnended();
      this.#hasCalendar = true;
      this.#isCancellation = false;
    } else if (this.#open.length === 0) {
      this.#outside(line);
      return;
    } else if (name === 'VEVENT') {
      // No event is in another: the one before has lost its end.
      while (this.#event) this.#closeUnended();
    }
    this.#open.push({ name, line });
    this.#timesOpen.set(name, (this.#timesOpen.get(name) ?? 0) + 1);
    this.#last = undefined;
    if (name === 'VEVENT' && this.#open.length === 2) {
      this.#event = new EventLines(line, this.#isCancellation);
    }
  }

  #end(name: string, line: number): void {
    const top = this.#open.at(-1)?.name;
    if (top === undefined) this.#outside(line);
    else if (top !== name) {
      this.#fault(line, `ends ${excerpt(name)}, where END:${excerpt(top)} belongs`);
      if ((this.#timesOpen.get(name) ?? 0) === 0) return;
      while (this.#open.at(-1)?.name !== name) this.#close();
    }
    const event = this.#event;
    this.#close();
    // What an alarm did not leave behind may be missing in its event.
    if (event && !this.#event && top === name) this.#events.push(event);
  }

  #close(): void {
    const closed = this.#open.pop();
    if (closed) this.#timesOpen.set(closed.name, (this.#timesOpen.get(closed.name) ?? 1) - 1);
    if (this.#open.length < 2) this.#event = undefined;
    this.#last = undefined;
  }

  #closeUnended(): void {
    const top = this.#open.at(-1);
    if (top) this.#fault(top.line, `begins ${excerpt(top.name)}, which does not end`);
    this.#close();
  }

  #ofEvent(event: EventLines, text: string, line: number): void {
    const name = nameOf(text);
    if (name !== undefined) {
      const isWanted = wanted.has(name) || wanted.has(name.toUpperCase());
      this.#last = isWanted ? { text, line } : undefined;
      if (this.#last) event.add(name, this.#last);
    } else if (ofDates.some((each) => text.startsWith(each))) event.broken.push({ text, line });
    // A name that goes on behind a line break of its own, where there should be \n
    else if (this.#last && this.#last.text.length < longestContinued && !/^[A-Z-]+$/.test(text)) {
      this.#last.text += `\n${text}`;
    }
  }

  #ofCalendar(text: string): void {
    if (/^METHOD:/i.test(text)) this.#isCancellation = /:\s*CANCEL\s*$/i.test(text);
    else if (/^X-WR-TIMEZONE[;:]/i.test(text)) this.#zone = writtenAfterColon(text);
  }

  #ofTimeZone(text: string): void {
    // Where the definition has a name of its own, the place is beside it.
    if (/^X-LIC-LOCATION[;:]/i.test(text)) this.#place ??= writtenAfterColon(text);
    else if (/^TZID[;:]/i.test(text)) this.#defined ??= writtenAfterColon(text);
  }

  #outside(line: number): void {
    this.#fault(line, outside);
  }

  #fault(line: number, what: string): void {
    this.#faults += 1;
    const isTold = what === outside && this.#misplaced.some((each) => each.what === what);
    if (!isTold) this.#misplaced.push({ line, what, summary: this.#event?.all('SUMMARY')[0] });
    const [first] = this.#misplaced;
    if (first && this.#faults > mostMisplaced) throw malformed(first);
  }
}

/** The name of a property; undefined for a line that is none. */
function nameOf(text: string): string | undefined {
  const colon = text.indexOf(':');
  const semicolon = text.indexOf(';');
  const end = semicolon >= 0 && semicolon < colon ? semicolon : colon;
  const name = end > 0 && end < 64 ? text.slice(0, end) : '';
  return /^[\w.-]+$/.test(name) ? name : undefined;
}

function writtenAfterColon(text: string): string {
  return text.slice(text.indexOf(':') + 1).trim();
}

function malformed({ line, what }: Misplaced): KitError {
  const isOutside = what === outside;
  return new KitError(
    'ical-invalid',
    isOutside
      ? `This is not an iCalendar text: line ${line} ${what}. Choose an .ics file.`
      : `Line ${line} ${what}. Export the calendar again, or correct that line.`,
    { details: { why: isOutside ? 'no-calendar' : 'malformed', line } },
  );
}

function excerpt(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
