import { KitError } from '../domain/errors.ts';

/** One VEVENT of an iCalendar text. */
export interface EventText {
  /** From BEGIN:VEVENT to END:VEVENT, long lines put together again. */
  text: string;
  /** The line of the text on which it begins, counted from 1. */
  line: number;
}

/**
 * Finds the events of an iCalendar text (RFC 5545) and holds its structure to the rules: the library
 * that reads the events takes crossed and missing ends, and does not say where something is wrong.
 * @throws KitError `ical-invalid`, with the line
 */
export function eventTexts(text: string): EventText[] {
  const events: EventText[] = [];
  const open: { name: string; line: number }[] = [];
  let event: string[] = [];
  let begun = 0;
  let hasCalendar = false;
  for (const { content, line } of unfolded(text)) {
    const [, edge, value = ''] = /^(BEGIN|END):(.*)$/i.exec(content) ?? [];
    const name = value.trim().toUpperCase();
    if (open.length === 0) {
      if (edge?.toUpperCase() !== 'BEGIN' || name !== 'VCALENDAR') throw notACalendar(line);
      hasCalendar = true;
    }
    if (!/^[\w.-]+[;:]/.test(content)) {
      throw invalid(line, `is not iCalendar: “${excerpt(content)}”`);
    }
    if (edge?.toUpperCase() === 'BEGIN') {
      if (name === 'VEVENT' && open.length === 1) [event, begun] = [[], line];
      open.push({ name, line });
    }
    event.push(content);
    if (edge?.toUpperCase() === 'END') {
      const last = open.pop();
      if (last?.name !== name) {
        throw invalid(
          line,
          `ends ${excerpt(name)}, where END:${excerpt(last?.name ?? '')} belongs`,
        );
      }
      if (name === 'VEVENT' && open.length === 1) {
        events.push({ text: event.join('\r\n'), line: begun });
      }
    }
  }
  const left = open.at(-1);
  if (left) throw invalid(left.line, `begins ${excerpt(left.name)}, which does not end`);
  if (!hasCalendar) throw notACalendar(1);
  return events;
}

/** Lines that begin with a space or a tab belong to the line before. */
function unfolded(text: string): { content: string; line: number }[] {
  const lines: { content: string[]; line: number }[] = [];
  text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .forEach((content, index) => {
      if (/^[ \t]/.test(content)) lines.at(-1)?.content.push(content.slice(1));
      else if (content !== '') lines.push({ content: [content], line: index + 1 });
    });
  return lines.map(({ content, line }) => ({ content: content.join(''), line }));
}

function notACalendar(line: number): KitError {
  return new KitError(
    'ical-invalid',
    `This is not an iCalendar text: line ${line} should be BEGIN:VCALENDAR. Choose an .ics file.`,
    { details: { why: 'no-calendar', line } },
  );
}

function invalid(line: number, what: string): KitError {
  return new KitError(
    'ical-invalid',
    `Line ${line} ${what}. Export the calendar again, or correct that line.`,
    { details: { why: 'malformed', line } },
  );
}

function excerpt(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
