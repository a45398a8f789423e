import type { Actor } from '../../domain/actor.ts';
import type { NewDocumentEvent } from '../../domain/configuration/events.ts';
import type { NewIncidentEvent } from '../../domain/incident/events.ts';
import type { NewArticleEvent } from '../../domain/knowledge/events.ts';
import type { LogEvent } from '../../domain/log.ts';
import type { NewLogTimeCorrected } from '../../domain/log-time.ts';
import type { NewRecordEvent } from '../../domain/problem/records.ts';
import type { SiteConfigured } from '../../domain/sites/events.ts';

/** Every kind of event that the log holds. */
export type NewKitEvent =
  | NewIncidentEvent
  | NewDocumentEvent
  | NewLogTimeCorrected
  | NewRecordEvent
  | NewArticleEvent
  | SiteConfigured;
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

/** The end of the log, as the row that says so has it. */
export interface LogHead {
  seq: number;
  hash: string;
  /** When the last event was, epoch milliseconds. */
  at: number;
}

/** A place in the log that can be found again: at the same number there may be another event one day. */
export interface LogPosition {
  seq: number;
  /** Of the event there; null before the first. */
  hash: string | null;
}

/** The end of the log before a commit and after it. */
export interface Committed {
  before: LogPosition;
  after: LogPosition;
}

/** Somebody as events name them. */
export interface PersonRef {
  /** The host's identifier. */
  id: string;
  /** The site key under which they acted; null for whichever. */
  site: string | null;
}

/** The log: everything that has happened, in order. */
export interface LogReader {
  /** Position of the last event; 0 when there is none. */
  lastSeq(): Promise<number>;
  /** All that the log says of its end; null when somebody took that out. */
  head(): Promise<LogHead | null>;
  /** The position of the last event, as that is found by its hash. */
  end(): Promise<LogPosition>;
  /** The hash of the event at a position; null where there is none. */
  hashOf(seq: number): Promise<string | null>;
  /** Events after a position, in order. */
  after(seq: number, limit: number): Promise<KitEvent[]>;
  /** Those of them that there are, in order. */
  at(seqs: readonly number[]): Promise<KitEvent[]>;
  /** Events after a position, as they are stored. */
  rawAfter(seq: number, limit: number): Promise<StoredEvent[]>;
  /** Events of a stream after a position of the log, in order. */
  streamAfter(stream: string, seq: number, limit: number): Promise<KitEvent[]>;
  /** Events of a stream before a position of the log, or the last ones; newest first. */
  streamBefore(stream: string, seq: number | null, limit: number): Promise<KitEvent[]>;
  /**
   * Events of incidents, problems and reviews that still hold the person's words or name, the oldest first: what they did, and
   * what was assigned to them or left for them to do. That knows no site, so with a site those are left out.
   */
  personalEventsOf(person: PersonRef, limit: number): Promise<KitEvent[]>;
}

export interface LogWriter extends LogReader {
  /**
   * Appends one event at the end of the log and brings the read models up to date. An instant that
   * is up to a minute before the last event's becomes that one's: the log's time never runs backwards,
   * unless the event corrects it.
   * @param version the version of the stream that the decision was made on; 0 for a new stream
   * @throws KitError `clock-behind` when the stamp is more than a minute before the last event
   */
  append(stream: string, version: number, event: NewKitEvent, stamp: Stamp): Promise<KitEvent>;
  /**
   * Takes what is personal out of events, for ever, and out of the read models that they made. Their
   * digests stay, so the chain still holds.
   */
  erase(seqs: readonly number[]): Promise<void>;
}
