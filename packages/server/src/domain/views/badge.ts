import type { CalendarBook } from '../calendar/calendars.ts';
import { type Clocks, readClocks } from '../incident/clocks.ts';
import { toReference } from '../incident/reference.ts';
import type { Incident } from '../incident/state.ts';
import type { Status } from '../incident/status.ts';
import { nextChangeOf } from '../sla/clock.ts';

/** What a status page may know of an incident: how it stands, and nothing that anybody wrote. */
export interface BadgeView {
  incident: string;
  /** Position in the log of the incident's last event. */
  seq: number;
  status: Status;
  priority: string;
  clocks: Clocks;
}

export function toBadge(incident: Incident, book: CalendarBook, now: number): BadgeView {
  return {
    incident: toReference(incident.number),
    seq: incident.seq,
    status: incident.status,
    priority: incident.priority,
    clocks: readClocks(incident, book, now),
  };
}

/** The next instant at which the badge would read otherwise though nothing happened; null for never. */
export function badgeChangesAt(badge: BadgeView, now: number): number | null {
  const instants = Object.values(badge.clocks)
    .map((clock) => nextChangeOf(clock, now))
    .filter((instant) => instant !== null);
  return instants.length > 0 ? Math.min(...instants) : null;
}
