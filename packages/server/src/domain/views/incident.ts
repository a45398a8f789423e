import { readClocks } from '../incident/clocks.ts';
import { toReference } from '../incident/reference.ts';
import type { ResolutionCode } from '../incident/resolution.ts';
import type { Incident } from '../incident/state.ts';
import { type Status, statuses } from '../incident/status.ts';
import type { ClockView } from '../sla/clock.ts';
import type { TargetName } from '../sla/targets.ts';

/** A row of a list of incidents. */
export interface IncidentRow {
  incident: string;
  /** Position in the log of the incident's last event. */
  seq: number;
  title: string;
  status: Status;
  priority: string;
  service: string | null;
  category: string | null;
  reporter: string | null;
  /** Epoch milliseconds. */
  reportedAt: number;
  clocks: Record<TargetName, ClockView>;
}

/** One incident, whole. */
export interface IncidentView extends IncidentRow {
  description: string;
  impact: string;
  urgency: string;
  matrixVersion: number;
  acknowledged: { at: number; by: string | null } | null;
  resolved: { at: number; by: string | null; code: ResolutionCode; text: string } | null;
}

export function toIncidentRow(incident: Incident, now: number): IncidentRow {
  return {
    incident: toReference(incident.number),
    seq: incident.seq,
    title: incident.title,
    status: statuses[incident.status],
    priority: incident.priority,
    service: incident.service,
    category: incident.category,
    reporter: incident.reporterName ?? incident.contact?.name ?? null,
    reportedAt: incident.reportedAt,
    clocks: readClocks(incident, now),
  };
}

export function toIncidentView(incident: Incident, now: number): IncidentView {
  return {
    ...toIncidentRow(incident, now),
    description: incident.description,
    impact: incident.impact,
    urgency: incident.urgency,
    matrixVersion: incident.matrixVersion,
    acknowledged: incident.acknowledged,
    resolved: incident.resolved,
  };
}
