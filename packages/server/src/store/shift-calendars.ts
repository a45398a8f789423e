import { type Connection, fixed } from './connection.ts';
import type { ShiftCalendar, ShiftCalendarReader } from './port/shift-calendars.ts';
import type { ShiftCalendarsTable } from './schema.ts';

/** The shifts of calendars that others keep; no part of the log. */
export function shiftCalendarsOn(connection: Connection): ShiftCalendarReader {
  return { all: async () => (await everyCalendar(connection)).map(toShiftCalendar) };
}

export function toShiftCalendarRow(calendar: ShiftCalendar): ShiftCalendarsTable {
  const { schedule, layer, source, turns, readAt, triedAt, dueAt } = calendar;
  const { problem, about, etag, lastModified, until } = calendar;
  return {
    ...{ schedule, layer, source, turns: JSON.stringify(turns) },
    ...{ read_at: readAt, tried_at: triedAt, due_at: dueAt, problem },
    ...{ about: JSON.stringify(about), etag, last_modified: lastModified, known_until: until },
  };
}

function toShiftCalendar(row: ShiftCalendarsTable): ShiftCalendar {
  const { schedule, layer, source, problem, etag } = row;
  return {
    ...{ schedule, layer, source, problem, etag },
    turns: JSON.parse(row.turns),
    readAt: row.read_at === null ? null : Number(row.read_at),
    triedAt: Number(row.tried_at),
    dueAt: Number(row.due_at),
    about: JSON.parse(row.about),
    lastModified: row.last_modified,
    until: Number(row.known_until),
  };
}

const everyCalendar = fixed((db) =>
  db.selectFrom('shift_calendars').selectAll().orderBy('schedule').orderBy('layer'),
);
