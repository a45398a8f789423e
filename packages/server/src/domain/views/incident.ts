import type { CalendarBook } from '../calendar/calendars.ts';
import { type Clocks, readClocks } from '../incident/clocks.ts';
import type { Link } from '../incident/links.ts';
import { toReference } from '../incident/reference.ts';
import type { ResolutionCode } from '../incident/resolution.ts';
import { type StageReached, stagesOf } from '../incident/stages.ts';
import type { Incident } from '../incident/state.ts';
import type { Status } from '../incident/status.ts';
import type { SlaTerms } from '../sla/terms.ts';
import type { Audience } from './audience.ts';
import { lastPosition } from './positions.ts';

/** A row of a list of incidents. */
export interface IncidentRow {
  incident: string;
  /** Position of the last event of the incident that its reader may know of. */
  seq: number;
  title: string;
  status: Status;
  priority: string;
  /** Whether the priority was set by hand, whatever the matrix says. */
  isOverridden: boolean;
  service: string | null;
  category: string | null;
  /** For the desk; null for everybody else. */
  team: string | null;
  /** The same. */
  assignee: { id: string; name: string | null } | null;
  reporter: string | null;
  /** Epoch milliseconds. */
  reportedAt: number;
  /** When something last happened to it, for the desk; null for everybody else. */
  updatedAt: number | null;
  /**
   * When whoever reported it last wrote since it was resolved, epoch milliseconds: silence does not close
   * it any more. Null when they did not, and when it is not resolved.
   */
  repliedAt: number | null;
  /** Who has last said something that everybody sees; `at` in epoch milliseconds. */
  lastSaid: { at: number; by: string | null; from: 'reporter' | 'desk' };
  clocks: Clocks;
}

/** One incident, whole. */
export interface IncidentView extends IncidentRow {
  description: string;
  /** Whether a source of alerts has reported it: nobody is there who would read an answer. */
  isReportedBySource: boolean;
  impact: string;
  urgency: string;
  matrixVersion: number;
  /** Whether the priority was set by hand; why is for the desk, like the levels, links and duplicates below. */
  override: { at: number; by: string | null; reason: string | null } | null;
  /** What was promised, by which policy. */
  terms: SlaTerms;
  /** The IANA name of the zone by whose wall clock its clocks run; null when every hour counts. */
  zone: string | null;
  stages: StageReached[];
  /** The last time; there is one in each cycle of the resolution clock. */
  acknowledged: { at: number; by: string | null } | null;
  resolved: { at: number; by: string | null; code: ResolutionCode; text: string } | null;
  /** When it closes by itself, if whoever reported it says nothing; epoch milliseconds. */
  closesAt: number | null;
  closed: Incident['closed'];
  reopened: number;
  /** How far up it was raised to management; 0 for not at all. */
  managementLevel: number;
  /** How many others have the same trouble. */
  affected: number;
  links: Link[];
  /** References. */
  duplicateOf: string | null;
  duplicates: string[];
}

export function toIncidentRow(
  incident: Incident,
  book: CalendarBook,
  now: number,
  audience: Audience,
): IncidentRow {
  const isForDesk = audience === 'desk';
  const said = incident.lastSaid.public;
  return {
    incident: toReference(incident.number),
    seq: lastPosition(audience, incident),
    title: incident.title,
    status: incident.status,
    priority: incident.priority,
    isOverridden: incident.override !== null,
    service: incident.service,
    category: incident.category,
    team: isForDesk ? incident.team : null,
    assignee: isForDesk ? incident.assignee : null,
    reporter: incident.reporterName ?? incident.contact?.name ?? null,
    reportedAt: incident.reportedAt,
    updatedAt: isForDesk ? incident.at : null,
    repliedAt: incident.repliedAt,
    lastSaid: { at: said.at, by: said.by, from: said.from },
    clocks: readClocks(incident, book, now),
  };
}

export function toIncidentView(
  incident: Incident,
  book: CalendarBook,
  now: number,
  audience: Audience,
): IncidentView {
  const { acknowledged } = incident;
  const calendar = book(incident.terms.calendar);
  return {
    ...toIncidentRow(incident, book, now, audience),
    description: incident.description,
    isReportedBySource: incident.reporter.role === 'system',
    impact: incident.impact,
    urgency: incident.urgency,
    matrixVersion: incident.matrixVersion,
    override: incident.override,
    terms: incident.terms,
    zone: calendar === '24x7' ? null : calendar.zone,
    stages: stagesOf(incident).map((each) =>
      each.stage === 'escalation' && audience !== 'desk' ? { ...each, at: null } : each,
    ),
    acknowledged: acknowledged && { at: acknowledged.at, by: acknowledged.by },
    resolved: incident.resolved,
    closesAt: incident.closes?.at ?? null,
    closed: incident.closed,
    reopened: incident.reopened,
    managementLevel: incident.managementLevel,
    affected: incident.affected,
    links: incident.links,
    duplicateOf: incident.duplicateOf === null ? null : toReference(incident.duplicateOf),
    duplicates: incident.duplicates.map(toReference),
    ...(audience === 'public' && asEverybodySees(incident)),
  };
}

/** What the desk knows among itself, as everybody else is told it: not at all. */
function asEverybodySees({ override }: Incident) {
  return {
    override: override && { ...override, reason: null },
    managementLevel: 0,
    links: [],
    duplicates: [],
  };
}
