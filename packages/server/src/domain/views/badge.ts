import { readClocks } from '../incident/clocks.ts';
import { toReference } from '../incident/reference.ts';
import type { Incident } from '../incident/state.ts';
import { type Status, statuses } from '../incident/status.ts';
import { type ClockView, nextChangeOf } from '../sla/clock.ts';
import type { TargetName } from '../sla/targets.ts';

/** What a status page may know of an incident: how it stands, and nothing that anybody wrote. */
export interface BadgeView {
  incident: string;
  /** Position in the log of the incident's last event. */
  seq: number;
  status: Status;
  priority: string;
  clocks: Record<TargetName, ClockView>;
}

export function toBadge(incident: Incident, now: number): BadgeView {
  return {
    incident: toReference(incident.number),
    seq: incident.seq,
    status: statuses[incident.status],
    priority: incident.priority,
    clocks: readClocks(incident, now),
  };
}

/** The next instant at which the badge would read otherwise though nothing happened; null for never. */
export function badgeChangesAt(badge: BadgeView, now: number): number | null {
  const instants = Object.values(badge.clocks)
    .map((clock) => nextChangeOf(clock, now))
    .filter((instant) => instant !== null);
  return instants.length > 0 ? Math.min(...instants) : null;
}
