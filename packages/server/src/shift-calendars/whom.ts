import type { CalendarRule, OnCallPerson } from '../domain/oncall/schedules.ts';
import type { EventLines } from '../holidays/ical-lines.ts';
import { EventError, propertiesOf } from '../holidays/properties.ts';

/** Of an event for a whole firm only the first are looked at. */
const mostInvited = 20;
const letter = /[\p{L}\p{N}]/u;

/** Whom events name. */
export type Whom = (lines: EventLines, summary: string) => string | null;

/** How a layer says whom an event means, by the id of one of its people; null where it names none, or several. */
export function whomBy(
  { by, names }: CalendarRule,
  people: readonly Pick<OnCallPerson, 'id' | 'name'>[],
): Whom {
  const written = new Map([
    ...people.map(({ id, name }) => [plain(name), id] as const),
    ...people.map(({ id }) => [plain(id), id] as const),
    ...names.map((each) => [plain(each.written), each.person] as const),
  ]);
  if (by === 'summary') return (_, summary) => inTitle(plain(summary), written);
  return (lines) => {
    for (const name of invited(lines)) {
      const person = written.get(plain(name));
      if (person !== undefined) return person;
    }
    return null;
  };
}

/** The title as a whole, or, within a longer one, the only person of whom it says something. */
function inTitle(title: string, written: ReadonlyMap<string, string>): string | null {
  const exact = written.get(title);
  if (exact !== undefined) return exact;
  const found = new Set<string>();
  for (const [name, person] of written) if (hasWords(title, name)) found.add(person);
  const [only = null] = found;
  return found.size === 1 ? only : null;
}

/** Whether a name is in a title, and not a part of a longer word there. */
function hasWords(title: string, name: string): boolean {
  for (let at = title.indexOf(name); at >= 0; at = title.indexOf(name, at + 1)) {
    const [before = '', after = ''] = [title.at(at - 1), title.at(at + name.length)];
    if (!(at > 0 && letter.test(before)) && !letter.test(after)) return true;
  }
  return false;
}

/** The addresses and names of those who are invited and have not declined, in order. */
function invited(lines: EventLines): string[] {
  try {
    return propertiesOf(lines, 'ATTENDEE')
      .slice(0, mostInvited)
      .filter(({ parameters }) => !/^DECLINED$/i.test(String(parameters.partstat ?? '')))
      .flatMap(({ value, parameters }) => [
        value.replace(/^MAILTO:/i, ''),
        ...(typeof parameters.cn === 'string' ? [parameters.cn] : []),
      ]);
  } catch (error) {
    if (error instanceof EventError) return [];
    throw error;
  }
}

function plain(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
}
