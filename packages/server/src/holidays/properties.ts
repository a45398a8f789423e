import ICAL from 'ical.js';
import type { ContentLine, EventLines } from './ical-lines.ts';

/** What costs an event its place. The message goes on behind “Line 5: ”, and ends with a full stop. */
export class EventError extends Error {
  /** Counted from 1. */
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

export interface Property {
  line: number;
  /** By their names in lower case. */
  parameters: Record<string, unknown>;
  /** As jCal (RFC 7265) has them. */
  values: readonly unknown[];
  /** As it is written. */
  value: string;
}

const longestHead = 500;
/** Some 7,000 dates. */
const longestValue = 65_536;

/** Name and parameters of a property, up to the colon before its value. */
const head = /^[\w.-]+(?:;[\w-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*:/;

/**
 * The properties of a name that have a value.
 * @throws EventError for those that cannot be read
 */
export function propertiesOf(event: EventLines, name: string): Property[] {
  return event.all(name).flatMap((content) => readProperty(content) ?? []);
}

/** The first of them. A calendar has no use for a second start, end or name. */
export function propertyOf(event: EventLines, name: string): Property | undefined {
  for (const content of event.all(name)) {
    const property = readProperty(content);
    if (property) return property;
  }
  return undefined;
}

/** The value of a property as it is written; empty when there is none. */
export function writtenValue(content: ContentLine | undefined): string {
  if (!content) return '';
  const written = firstLine(content.text);
  const end = head.exec(written.slice(0, longestHead))?.[0].length ?? written.indexOf(':') + 1;
  return written.slice(end).trim();
}

/** Nearly all dates of holidays: no need to ask the library, which takes as long as all the rest. */
const plainDate = /^[A-Z-]+(?:;VALUE=DATE)?:((\d{4})(\d\d)(\d\d))$/;

function readProperty({ text, line }: ContentLine): Property | undefined {
  const [, date, year, month, dayOfMonth] = plainDate.exec(text) ?? [];
  if (date)
    return { line, parameters: {}, values: [`${year}-${month}-${dayOfMonth}`], value: date };
  const written = firstLine(text);
  const [name] = head.exec(written.slice(0, longestHead)) ?? [];
  if (name === undefined) throw new EventError(line, `“${excerpt(written)}” cannot be read.`);
  const value = written.slice(name.length).trim().toUpperCase();
  if (value === '') return undefined;
  if (value.length > longestValue) {
    throw new EventError(line, `its ${/^[\w-]+/.exec(name)} has more than 65,536 letters.`);
  }
  try {
    const [, parameters, , ...values] = ICAL.parse.property(name + value) as [
      string,
      Record<string, unknown>,
      string,
      ...unknown[],
    ];
    return { line, parameters, values, value };
  } catch (error) {
    const why = error instanceof Error ? error.message.slice(0, 120) : String(error);
    throw new EventError(line, `it cannot be read (${why}).`);
  }
}

/** What comes after a raw line break belongs to nothing that has a value of its own. */
function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return end < 0 ? text : text.slice(0, end);
}

export function excerpt(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
