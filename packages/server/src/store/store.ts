import type { Actor } from '../domain/actor.ts';
import type { NewIncidentEvent } from '../domain/incident/events.ts';
import type { Incident } from '../domain/incident/state.ts';
import type { LogEvent } from '../domain/log.ts';
import type { MatrixPublished } from '../domain/matrix/events.ts';
import type { MatrixVersion } from '../domain/matrix/matrix.ts';

/** Every kind of event that the log holds. */
export type NewKitEvent = NewIncidentEvent | MatrixPublished;
export type KitEvent = LogEvent<NewKitEvent>;

/** Who and when, as an event is recorded with. */
export interface Stamp {
  at: number;
  actor: Actor;
  actorName: string | null;
}

/** Incidents that a reporter may list: their own, as their site knows them. */
export interface Reporter {
  id: string;
  site: string;
}

export interface IncidentFilter {
  status: 'open' | 'resolved' | 'all';
  /** Only incidents with a lower number. */
  before: number | null;
  /** Only incidents that this person reported. */
  reporter: Reporter | null;
  limit: number;
}

/** The database as it was at one instant: everything read through it belongs together. */
export interface Snapshot {
  /** Position of the last event of the log; 0 when it is empty. */
  head(): Promise<number>;
  incident(number: number): Promise<Incident | null>;
  /** Those of them that exist, in no particular order. */
  incidents(numbers: readonly number[]): Promise<Incident[]>;
  /** Newest first. */
  listIncidents(filter: IncidentFilter): Promise<Incident[]>;
  countIncidents(filter: Omit<IncidentFilter, 'before' | 'limit'>): Promise<number>;
  /** Incidents to which something happened after a position of the log, in the order of their last. */
  incidentsChangedAfter(seq: number, limit: number): Promise<Incident[]>;
  /** Events of a stream after a position of the log, in order. */
  streamAfter(stream: string, seq: number, limit: number): Promise<KitEvent[]>;
  /** Events of the whole log after a position, in order. */
  logAfter(seq: number, limit: number): Promise<KitEvent[]>;
  /** The matrix in force. */
  currentMatrix(): Promise<MatrixVersion | null>;
  matrixVersion(version: number): Promise<MatrixVersion | null>;
  /** The answer that an idempotency key was given, as JSON. */
  answer(scope: string, key: string): Promise<string | null>;
  secret(name: string): Promise<string | null>;
}

/** A snapshot that can also be written to. All of it is kept, durably, or none. */
export interface Transaction extends Snapshot {
  nextIncidentNumber(): Promise<number>;
  /**
   * Appends one event at the end of the log and brings the read models up to date.
   * @param version the version of the stream that the decision was made on; 0 for a new stream
   */
  append(stream: string, version: number, event: NewKitEvent, stamp: Stamp): Promise<KitEvent>;
  keepAnswer(scope: string, key: string, answer: string, at: number): Promise<void>;
  keepSecret(name: string, value: string): Promise<void>;
}

export interface Store {
  read<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T>;
  /**
   * Runs `work` and resolves once what it wrote is on disk. What throws inside leaves no trace.
   * Commands that arrive together share one commit, so `work` must do nothing but read and write
   * through its transaction.
   */
  write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /**
   * Calls back after each commit of this process, before those who wrote are answered, with what was
   * appended. For readers of the log only ever a hint to look sooner: other processes commit too.
   */
  onCommit(listener: (events: readonly KitEvent[]) => void): () => void;
  close(): Promise<void>;
}
