import type { Shift } from '../../domain/oncall/shifts.ts';

/** A schedule, and who has it when. */
export interface ShiftsOfSchedule {
  schedule: string;
  name: string;
  shifts: readonly Shift[];
}

/** A line has at most so many bytes; what is longer goes on in the next, after a space (RFC 5545, 3.1). */
const longestLine = 75;

/**
 * A person's shifts as an iCalendar text. Its times are in UTC: an instant needs no zone that a reader would have
 * to know. A shift keeps its UID while it begins when it does, so a calendar moves its end rather than doubling it.
 * @param since from when on the shifts were read: one that began before then is cut off there
 */
export function shiftsToICal(
  person: string,
  schedules: readonly ShiftsOfSchedule[],
  since: number,
  now: number,
): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Incident Kit//On call//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'X-WR-CALNAME:On call',
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...schedules.flatMap(({ schedule, name, shifts }) =>
      shiftsOf(person, shifts).flatMap(({ from, to }) => [
        'BEGIN:VEVENT',
        `UID:${schedule}-${from > since ? from : 'begun'}@on-call.incident-kit`,
        `DTSTAMP:${utc(now)}`,
        `DTSTART:${utc(from)}`,
        `DTEND:${utc(to)}`,
        `SUMMARY:${escaped(`On call: ${name}`)}`,
        'TRANSP:TRANSPARENT',
        'END:VEVENT',
      ]),
    ),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** Those of one person; what follows without a gap, from another layer or an override, is one. */
function shiftsOf(person: string, shifts: readonly Shift[]): { from: number; to: number }[] {
  const own: { from: number; to: number }[] = [];
  for (const shift of shifts) {
    if (shift.person?.id !== person) continue;
    const last = own.at(-1);
    // The same person after a handoff of the same layer is another turn of theirs, and reads as one time.
    if (last?.to === shift.from) last.to = shift.to;
    else own.push({ from: shift.from, to: shift.to });
  }
  return own;
}

function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');
}

/** Between characters, never within one: each is counted in its bytes. */
function folded(line: string): string {
  let text = '';
  let bytes = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (bytes + size > longestLine) {
      text += '\r\n ';
      bytes = 1;
    }
    text += character;
    bytes += size;
  }
  return text;
}
