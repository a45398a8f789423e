import type { CalendarBook } from '../calendar/calendars.ts';
import { type Clocks, readClocks } from '../incident/clocks.ts';
import { toReference } from '../incident/reference.ts';
import type { Incident } from '../incident/state.ts';
import type { Status } from '../incident/status.ts';
import { nextChangeOf } from '../sla/clock.ts';
import { type Audience, lastSeqFor } from './audience.ts';

/** What a status page may know of an incident: how it stands, and nothing that anybody wrote. */
export interface BadgeView {
  incident: string;
  /** Position in the log of the last event of the incident that its reader may know of. */
  seq: number;
  status: Status;
  priority: string;
  clocks: Clocks;
}

export function toBadge(
  incident: Incident,
  book: CalendarBook,
  now: number,
  audience: Audience,
): BadgeView {
  return {
    incident: toReference(incident.number),
    seq: lastSeqFor(audience, incident),
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
