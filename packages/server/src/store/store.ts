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

/** An event as it is stored, with what proves it: for verification and export. */
export interface StoredEvent {
  seq: number;
  stream: string;
  version: number;
  type: string;
  at: number;
  actor: Actor;
  data: unknown;
  /** What the digest covers; null once erased. */
  personal: { actorName: string | null; personal: unknown } | null;
  /** Hex; null once erased. */
  salt: string | null;
  /** SHA-256, hex. */
  personalDigest: string;
  hash: string;
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
  /** Those of them that the log has, in its order. */
  eventsAt(seqs: readonly number[]): Promise<KitEvent[]>;
  /** The log after a position, as it is stored. */
  rawLogAfter(seq: number, limit: number): Promise<StoredEvent[]>;
  /** The matrix in force. */
  currentMatrix(): Promise<MatrixVersion | null>;
  matrixVersion(version: number): Promise<MatrixVersion | null>;
  /** The answer that an idempotency key was given, as JSON. */
  answer(scope: string, key: string): Promise<string | null>;
  secret(name: string): Promise<string | null>;
}

/**
 * A snapshot that can also be written to: what was written is read back. All of it is kept, durably,
 * or none.
 */
export interface Transaction extends Snapshot {
  nextIncidentNumber(): Promise<number>;
  /**
   * Appends one event at the end of the log and brings the read models up to date. An instant that
   * is up to a minute before the last event's becomes that one's: the log's time never runs backwards.
   * @param version the version of the stream that the decision was made on; 0 for a new stream
   * @throws KitError `clock-behind` when the stamp is more than a minute before the last event
   */
  append(stream: string, version: number, event: NewKitEvent, stamp: Stamp): Promise<KitEvent>;
  /**
   * Takes what is personal out of events, for ever, and out of the incidents that they made. Their
   * digests stay, so the chain still holds.
   */
  erase(seqs: readonly number[]): Promise<void>;
  keepAnswer(scope: string, key: string, answer: string, at: number): Promise<void>;
  keepSecret(name: string, value: string): Promise<void>;
}

/** What a command will ask: all commands of a commit are then asked for at once. */
export interface Foreseen {
  /** An idempotency key, as `answer` takes it. */
  answer?: { scope: string; key: string };
}

export interface Store {
  /** @throws KitError `database-unavailable` */
  read<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T>;
  /**
   * Runs `work` and resolves once what it wrote is on disk. What throws inside leaves no trace.
   * Commands that arrive together share one durable transaction. When the database refuses what one
   * of them wrote, each is run again by itself: so `work` must do nothing but read and write through
   * its transaction.
   * @param foreseen saves round trips; the outcome is the same without it
   * @throws what `work` throws; KitError `database-unavailable`
   */
  write<T>(work: (transaction: Transaction) => Promise<T>, foreseen?: Foreseen): Promise<T>;
  /**
   * Calls back after each commit of this process, before those who wrote are answered, with what was
   * appended. The listener must not throw. For readers of the log only ever a hint to look sooner:
   * other processes commit too.
   */
  onCommit(listener: (events: readonly KitEvent[]) => void): () => void;
  /**
   * Calls back when another process seems to have committed, with the position that the log seems to
   * have come to. Hints may be late, missing, or wrong: the log itself is the truth.
   */
  onHint(listener: (seq: number) => void): () => void;
  close(): Promise<void>;
}
