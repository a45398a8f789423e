import type { Actor } from '../../domain/actor.ts';
import type { WaitsFor } from '../../domain/incident/events.ts';
import type { Incident } from '../../domain/incident/state.ts';
import type { StatusCategory } from '../../domain/incident/status.ts';
import type { Workload } from '../../domain/routing/route.ts';

/** Incidents that a reporter may list: their own, as their site knows them. */
export interface Reporter {
  id: string;
  site: string;
}

/** What a reporter may know of: of all incidents of theirs how much, and which came last. */
export interface ReporterNews {
  /** Events of all their incidents that are not for the desk alone. */
  count: number;
  incidents: Incident[];
}

/** Which incidents a list has. What is null does not matter. */
export interface IncidentFilter {
  /** `replied`: resolved, and whoever reported it has written since. */
  status: 'open' | 'over' | 'all' | 'replied' | StatusCategory;
  team: string | null;
  assignee: string | null;
  /** Only what no person has. */
  isUnassigned?: boolean;
  priority: string | null;
  service: string | null;
  /** Words of the title or the description; the last may be the beginning of one. */
  text: string | null;
  /** Only incidents that this person reported. */
  reporter: Reporter | null;
}

/** The place of an incident in a list of what is due first. */
export interface DuePlace {
  /** When the first of its clocks is due, see `firstDueAt`; null for never. */
  dueAt: number | null;
  number: number;
}

/** The place of an incident in a list of what something happened to last. */
export interface UpdatedPlace {
  /** The position in the log of the last that happened to it. */
  seq: number;
  number: number;
}

export interface IncidentReader {
  get(number: number): Promise<Incident | null>;
  /** Those of them that exist, in no particular order. */
  getMany(numbers: readonly number[]): Promise<Incident[]>;
  /**
   * The numbers of the incidents that a list has, newest first. They cost little beside the incidents.
   * @param before only incidents with a lower number
   */
  findNumbers(filter: IncidentFilter, before: number | null, limit: number): Promise<number[]>;
  /**
   * The same in the order in which they are due, those that are due at the same time newest first. A filter
   * with words is not for this.
   * @param after only incidents that come after that place
   */
  findDue(filter: IncidentFilter, after: DuePlace | null, limit: number): Promise<DuePlace[]>;
  /**
   * The same in the order in which something last happened to them, the latest first.
   * @param before only incidents to which nothing happened from that position of the log on
   */
  findUpdated(
    filter: IncidentFilter,
    before: number | null,
    limit: number,
  ): Promise<UpdatedPlace[]>;
  /** All priorities that some incident has. */
  prioritiesInUse(): Promise<string[]>;
  /** How many incidents are in each of these statuses; those with none are left out. */
  countByStatus(statuses: readonly string[]): Promise<Record<string, number>>;
  /** Incidents to which something happened after a position of the log, in the order of their last. */
  changedAfter(seq: number, limit: number): Promise<Incident[]>;
  /**
   * What somebody has to know of the incidents that they reported.
   * @param limit of the incidents, those of which there is something new to know first
   */
  newsOf(reporter: Reporter, limit: number): Promise<ReporterNews>;
  /** Incidents on which something falls due at that instant or before, the longest due first. */
  /** The number of what was reported last; 0 for nothing. */
  newestNumber(): Promise<number>;
  /** What was reported after the incident with a number, the first first. */
  reportedAfter(number: number, limit: number): Promise<Incident[]>;
  due(at: number, limit: number): Promise<Incident[]>;
}

export interface IncidentWriter extends IncidentReader {
  /** The number of the next incident to be reported. */
  nextNumber(): Promise<number>;
}

/** The words of an incident, and what a queue of it is chosen by. */
export interface FoundText extends Record<'team' | 'assignee' | 'service', string | null> {
  number: number;
  /** Position of the last that happened to it. */
  seq: number;
  category: StatusCategory;
  priority: string;
  /** Its terms, with a space before, after, and between them. */
  terms: string;
}

/** The words by which incidents are found. */
export interface TextReader {
  /** Those of open incidents with a lower number, newest first. */
  open(before: number | null, limit: number): Promise<FoundText[]>;
  /** Those of incidents to which something happened after a position of the log, in the order of their last. */
  changedAfter(seq: number, limit: number): Promise<FoundText[]>;
  /** Numbers of incidents whose words are those of an earlier version's rules, the lowest first. */
  outdated(limit: number): Promise<number[]>;
  /** How many incidents have words that are in no index yet. A search looks through them one by one. */
  countUnindexed(): Promise<number>;
}

export interface TextWriter extends TextReader {
  /**
   * Makes them anew.
   * @returns of how many incidents
   */
  index(limit: number): Promise<number>;
  /** Puts those that are in no index yet there, the first reported first. */
  catchUp(limit: number): Promise<void>;
}

export interface AffectedReader {
  /** Whether somebody has already said “me too”. */
  has(number: number, person: Actor): Promise<boolean>;
}

export interface ChainReader {
  /** How many incidents have a chain of escalations that may still come to a team, by the team. */
  countByTeam(): Promise<Record<string, number>>;
}

/** What incidents are classified as by the matrix, and how many of them. */
export interface OpenLevels {
  impact: string;
  urgency: string;
  priority: string;
  count: number;
}

export interface LevelReader {
  /** What incidents are that are neither resolved nor closed. */
  countOpen(): Promise<OpenLevels[]>;
}

export interface RoutingReader {
  /** What the members of a team have to do, and who of them was chosen last by a rule. */
  workload(team: string): Promise<Workload>;
}

/** The incident that was last about an alert, of a source that is known. */
export interface AlertIncident {
  key: string;
  /** When it began to fire then, epoch milliseconds. */
  startsAt: number;
  number: number;
}

export interface AlertIncidentReader {
  /** Those of them that ever were of an incident, in no particular order. */
  ofAlerts(source: string, keys: readonly string[]): Promise<AlertIncident[]>;
  /** Numbers of the incidents that were last about alerts of a group, the newest first. */
  ofGroup(group: string, limit: number): Promise<number[]>;
  /** How many alerts have opened an incident after an instant, epoch milliseconds, but for storms. */
  countOpenedSince(at: number): Promise<number>;
  /** The numbers of those incidents, the first first. */
  openedSince(at: number, limit: number): Promise<number[]>;
}

/** What the notifications of incidents wait for. */
export interface WaitReader {
  /** Numbers of the incidents with alerts that are not over, of any of some services, the first first. */
  openOf(services: readonly string[]): Promise<number[]>;
  /** What anything waits for. */
  causes(): Promise<WaitsFor[]>;
  /** Numbers of what waits for an incident. */
  waitingFor(incident: number): Promise<number[]>;
}

/** Which incidents are those of other systems. */
export interface ImportedReader {
  /** The numbers of those of a source that there are, by their ids there. */
  numbersOf(source: string, ids: readonly string[]): Promise<Map<string, number>>;
}
