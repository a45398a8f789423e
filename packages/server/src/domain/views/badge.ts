import type { CalendarBook } from '../calendar/calendars.ts';
import { type Clocks, readClocks } from '../incident/clocks.ts';
import { toReference } from '../incident/reference.ts';
import type { Incident } from '../incident/state.ts';
import type { Status } from '../incident/status.ts';
import { nextChangeOf } from '../sla/clock.ts';
import type { TargetName } from '../sla/targets.ts';
import { type Audience, lastSeqFor } from './audience.ts';

/** What a status page may know of an incident: how it stands, and nothing that anybody wrote. */
export interface BadgeView {
  incident: string;
  /** Position in the log of the last event of the incident that its reader may know of. */
  seq: number;
  status: Status;
  priority: string;
  clocks: Clocks;
  /** What is due first of the clocks that have not stopped; the resolution while none of them is due. */
  dueFirst: TargetName;
}

export function toBadge(
  incident: Incident,
  book: CalendarBook,
  now: number,
  audience: Audience,
): BadgeView {
  const clocks = readClocks(incident, book, now);
  return {
    incident: toReference(incident.number),
    seq: lastSeqFor(audience, incident),
    status: incident.status,
    priority: incident.priority,
    clocks,
    dueFirst: dueFirst(clocks),
  };
}

/** The response until there is one, then the resolution, unless an update is due before. */
function dueFirst(clocks: Clocks): TargetName {
  let [first, at]: [TargetName, number] = ['resolution', Infinity];
  for (const { target, dueAt, stoppedAt } of Object.values(clocks)) {
    if (stoppedAt === null && dueAt !== null && dueAt < at) [first, at] = [target, dueAt];
  }
  return first;
}

/** The next instant at which the badge would read otherwise though nothing happened; null for never. */
export function badgeChangesAt(badge: BadgeView, now: number): number | null {
  const instants = Object.values(badge.clocks)
    .map((clock) => nextChangeOf(clock, now))
    .filter((instant) => instant !== null);
  return instants.length > 0 ? Math.min(...instants) : null;
}
