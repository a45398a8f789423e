import type { Actor } from '../domain/actor.ts';
import type { CalendarBook } from '../domain/calendar/calendars.ts';
import type { DocumentKind, DocumentVersion, Rules } from '../domain/configuration/documents.ts';
import type { NewDocumentEvent } from '../domain/configuration/events.ts';
import type { KitError } from '../domain/errors.ts';
import type { NewIncidentEvent } from '../domain/incident/events.ts';
import type { Incident } from '../domain/incident/state.ts';
import type { StatusCategory } from '../domain/incident/status.ts';
import type { LogEvent } from '../domain/log.ts';
import type { NewLogTimeCorrected } from '../domain/log-time.ts';
import type { Workload } from '../domain/routing/route.ts';
import type { SiteConfigured, SiteState } from '../domain/sites/events.ts';

/** Every kind of event that the log holds. */
export type NewKitEvent =
  | NewIncidentEvent
  | NewDocumentEvent
  | NewLogTimeCorrected
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

/** A version of a document without what it says. */
export type DocumentHeader = Omit<DocumentVersion, 'document'>;

/** Whose notifications: a person's own, and those of the teams that they belong to or manage. */
export interface Inbox {
  person: string;
  memberOf: readonly string[];
  managerOf: readonly string[];
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
   * Events of incidents that still hold the person's words or name, the oldest first: what they did, and
   * what was assigned to them. An assignment knows no site, so with a site those are left out.
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
  due(at: number, limit: number): Promise<Incident[]>;
}

export interface IncidentWriter extends IncidentReader {
  /** The number of the next incident to be reported. */
  nextNumber(): Promise<number>;
}

export interface DocumentReader {
  /** Every document that is in force. There always is one of each: the kit installs the first. */
  rules(): Promise<Rules>;
  get<Kind extends DocumentKind>(
    kind: Kind,
    version: number,
  ): Promise<DocumentVersion<Kind> | null>;
  /** Newest first. */
  versions(kind: DocumentKind, before: number | null, limit: number): Promise<DocumentHeader[]>;
  /** The calendars that these incidents' clocks run by. */
  calendarBook(incidents: readonly Incident[]): Promise<CalendarBook>;
}

/** The words by which incidents are found. */
export interface TextReader {
  /** Numbers of incidents whose words are those of an earlier version's rules, the lowest first. */
  outdated(limit: number): Promise<number[]>;
}

export interface TextWriter extends TextReader {
  /**
   * Makes them anew.
   * @returns of how many incidents
   */
  index(limit: number): Promise<number>;
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

export interface NotificationReader {
  /** Positions in the log of the events that an inbox was told of, newest first. */
  seqsFor(inbox: Inbox, before: number | null, limit: number): Promise<number[]>;
}

export interface RoutingReader {
  /** What the members of a team have to do, and who of them was chosen last by a rule. */
  workload(team: string): Promise<Workload>;
}

/** Replies to commands that came with an idempotency key. */
export interface ReplyReader {
  /** As JSON; null when the key has none. */
  get(scope: string, key: string): Promise<string | null>;
}

export interface ReplyWriter extends ReplyReader {
  keep(scope: string, key: string, reply: string, at: number): Promise<void>;
  /** Forgets replies that were kept before an instant, epoch milliseconds. */
  forgetBefore(at: number): Promise<void>;
}

/** A site, and the position in the log of the event that made it so. */
export interface KeptSite {
  state: SiteState;
  seq: number;
}

/** Sites that the database knows; those that only the settings know are not among them. */
export interface SiteReader {
  get(key: string): Promise<KeptSite | null>;
  /** By their keys. */
  all(): Promise<KeptSite[]>;
}

/** A secret of a site as it is kept: sealed, where there is a key for it. */
export interface KeptSiteSecret {
  site: string;
  slot: number;
  value: string;
}

export interface SecretReader {
  get(name: string): Promise<string | null>;
  ofSite(site: string): Promise<KeptSiteSecret[]>;
}

export interface SecretWriter extends SecretReader {
  keep(name: string, value: string): Promise<void>;
  /** In place of what was kept there. */
  keepOfSite(site: string, slot: number, value: string): Promise<void>;
}

/** A file that was sent, or is being sent, for a report or a note that is still to come. */
export interface Upload {
  id: string;
  owner: string;
  name: string;
  /** Bytes: as they were announced, and of what is kept from when all of it is there. */
  size: number;
  type: string | null;
  digest: string | null;
  /** `storing` and `ready` need the bytes of their digest; of `gone` nothing is needed any more. */
  state: 'open' | 'storing' | 'ready' | 'gone';
  /** Epoch milliseconds. */
  expiresAt: number;
}

export interface UploadReader {
  get(id: string): Promise<Upload | null>;
  /** Those that expired before an instant, the oldest first. */
  expired(at: number, limit: number): Promise<Upload[]>;
  /** Bytes of all that belong to nothing yet. */
  pendingBytes(): Promise<number>;
}

export interface UploadWriter extends UploadReader {
  keep(upload: Upload): Promise<void>;
  /** Forgets what is gone and expired before an instant, epoch milliseconds. */
  forgetBefore(at: number): Promise<void>;
}

/** Somebody who keeps something for themselves: the host's identifier, as their site knows it. */
export interface Owner {
  site: string;
  person: string;
}

/**
 * `read`: up to when they have read an incident, by its reference; `here`: that they look at it now; `view`: a
 * view of the queue.
 */
export type ItemKind = 'read' | 'here' | 'view';

export interface PersonalItem {
  id: string;
  /** As whoever keeps it writes it. */
  value: string;
}

/** What people keep for themselves: it is no truth of an incident, so it is not in the log. */
export interface PersonalReader {
  /** Those of them that there are, in no particular order. */
  some(owner: Owner, kind: ItemKind, ids: readonly string[]): Promise<PersonalItem[]>;
  /** The oldest first. */
  all(owner: Owner, kind: ItemKind): Promise<PersonalItem[]>;
  /** Who has kept something under that id since an instant, epoch milliseconds; at most a hundred. */
  holders(kind: ItemKind, id: string, since: number): Promise<(Owner & PersonalItem)[]>;
  /** All that somebody of that identifier keeps, under whichever site. */
  ownersOf(person: string): Promise<(Owner & { kind: ItemKind; id: string })[]>;
}

export interface PersonalWriter extends PersonalReader {
  /** @param value null to take it away */
  keep(owner: Owner, kind: ItemKind, id: string, value: string | null, at: number): Promise<void>;
}

export interface AttachmentReader {
  /** Bytes of all files of an incident. */
  bytesOf(number: number): Promise<number>;
  /** Digests of the files that came with these events, each once. */
  digestsOf(seqs: readonly number[]): Promise<string[]>;
  /** Whether some event, or an upload, says that it has the bytes of that digest. */
  isNeeded(digest: string): Promise<boolean>;
}

/** The database as it was at one instant: everything read through it belongs together. */
export interface Snapshot {
  readonly log: LogReader;
  readonly incidents: IncidentReader;
  readonly texts: TextReader;
  readonly documents: DocumentReader;
  readonly affected: AffectedReader;
  readonly notifications: NotificationReader;
  readonly chains: ChainReader;
  readonly levels: LevelReader;
  readonly routing: RoutingReader;
  readonly sites: SiteReader;
  readonly attachments: AttachmentReader;
  readonly uploads: UploadReader;
  readonly personal: PersonalReader;
  readonly replies: ReplyReader;
  readonly secrets: SecretReader;
}

/**
 * A snapshot that can also be written to: what was written is read back. All of it is kept, durably,
 * or none.
 */
export interface Transaction extends Snapshot {
  readonly log: LogWriter;
  readonly incidents: IncidentWriter;
  readonly texts: TextWriter;
  readonly uploads: UploadWriter;
  readonly personal: PersonalWriter;
  readonly replies: ReplyWriter;
  readonly secrets: SecretWriter;
}

/** What a command will ask for: it is read for all commands of a commit at once. */
export interface Prefetch {
  /** Idempotency keys, as `replies.get` takes them. */
  replies?: readonly { scope: string; key: string }[];
}

/** What can only be read. */
export interface Reader {
  /**
   * Reads everything as it was at one instant. `work` must do nothing but read: when the tables have just
   * been changed by another version of this server, it is run again.
   * @throws KitError `database-unavailable`; `database-newer` when this version cannot read it any more
   */
  read<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** So often in so many seconds. */
export interface RateWindow {
  max: number;
  seconds: number;
}

/** Counts within one window. */
export interface Limiter {
  /**
   * Takes one, if there is one left.
   * @returns how long to wait for the next, milliseconds; 0 when one was taken
   */
  take(key: string): Promise<number>;
  /** How many were taken in the window that is open. */
  count(key: string): Promise<number>;
}

/** @param tookMs from the beginning of the commit until it was durable */
export type CommitListener = (
  events: readonly KitEvent[],
  between: Committed,
  tookMs: number,
) => void;

/** A database that is there only to be read. */
export interface DatabaseReader extends Reader {
  /** What of it cannot be read or is missing, in a sentence, all of it being looked at; null for nothing. */
  findDamage(): Promise<string | null>;
  /** The clock that all who share the database go by, epoch milliseconds. */
  now(): Promise<number>;
}

export interface Store extends Reader {
  /** The clock that all who share the database go by, epoch milliseconds. */
  now(): number;
  /**
   * What keeps this instance from its work though it may still read; null for nothing: `database-newer`,
   * `database-moved`, `clock-off`, `clock-behind`. It is asked every second, so it costs little.
   * @throws KitError `database-unavailable`
   */
  check(): Promise<KitError | null>;
  /**
   * Runs `work` and resolves once what it wrote is on disk. What throws inside leaves no trace.
   * Commands that arrive together share one durable transaction. When the database refuses what one
   * of them wrote, each is run again by itself: so `work` must do nothing but read and write through
   * its transaction.
   * @param prefetch saves round trips; the outcome is the same without it
   * @throws what `work` throws; KitError `database-unavailable`; `database-newer` when this version may
   *   not write any more
   */
  write<T>(work: (transaction: Transaction) => Promise<T>, prefetch?: Prefetch): Promise<T>;
  /**
   * Resolves when what is written now can be committed: something just was, or it was tried.
   * @throws KitError `database-unavailable`, also when that takes longer than some seconds
   */
  checkWritable(): Promise<void>;
  /**
   * Calls back after each commit of this process, before those who wrote are answered, with what was
   * appended, and what was the end of the log before and after. The listener must not throw. For readers of the log only ever a hint to look sooner:
   * other processes commit too.
   */
  onCommit(listener: CommitListener): () => void;
  /**
   * Calls back when another process seems to have committed, with the position that the log seems to
   * have come to. Hints may be late, missing, or wrong: the log itself is the truth.
   */
  onHint(listener: (seq: number) => void): () => void;
  /**
   * Counts by keys, together with all other instances on the same database; in the memory of this process where
   * there can be no others, and while the database cannot be reached.
   * @param name two limiters of one name count the same
   */
  limiter(name: string, window: RateWindow): Limiter;
  /** Forgets what it keeps in memory of what was committed, as the log is not the one that it was. */
  forget(): void;
}
