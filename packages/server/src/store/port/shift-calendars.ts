import type { CalendarTurn } from '../../domain/oncall/calendar-turns.ts';

/** Why a calendar could not be read, or what of it. */
export type CalendarProblem =
  | 'no-url'
  | 'other-scheme'
  | 'private-network'
  | 'too-many-redirects'
  | 'status'
  | 'unreachable'
  | 'too-large'
  | 'no-calendar'
  | 'malformed'
  | 'too-many-lines'
  | 'too-many-events'
  | 'repeats-too-much'
  /** It was read, and some events name nobody of the layer. */
  | 'unknown-people'
  /** It was read but for some events. */
  | 'unreadable-events';

/** What is kept of the calendar of a layer: its shifts as they were read last, and how that went. */
export interface ShiftCalendar {
  schedule: string;
  layer: string;
  /** A digest of what it was read by: address, zone, rule and people. */
  source: string;
  turns: CalendarTurn[];
  /** When it was read last with success, epoch milliseconds; null for never. */
  readAt: number | null;
  /** When it was tried last. */
  triedAt: number;
  /** When it is read again; while somebody reads it, when another may. */
  dueAt: number;
  problem: CalendarProblem | null;
  /** What the problem is about: a status, or the titles of events. Few, and short. */
  about: string[];
  /** What its server calls this state of it, to be told when there is no other. */
  etag: string | null;
  lastModified: string | null;
  /** Up to when its shifts were worked out, epoch milliseconds. */
  until: number;
}

/** The shifts of calendars that others keep; no part of the log. */
export interface ShiftCalendarReader {
  all(): Promise<ShiftCalendar[]>;
}

export interface ShiftCalendarWriter extends ShiftCalendarReader {
  keep(calendar: ShiftCalendar): Promise<void>;
  /** Forgets those that were not tried since an instant, epoch milliseconds. */
  forgetBefore(at: number): Promise<void>;
}
