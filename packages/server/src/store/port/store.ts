import type { KitError } from '../../domain/errors.ts';
import type { AnomalyReader, AnomalyWriter } from './anomalies.ts';
import type { ArticleReader } from './articles.ts';
import type { ChatPostReader, ChatPostWriter } from './chat-posts.ts';
import type { DocumentReader } from './documents.ts';
import type { FactReader, FactWriter } from './facts.ts';
import type {
  AffectedReader,
  AlertIncidentReader,
  ChainReader,
  ImportedReader,
  IncidentReader,
  IncidentWriter,
  LevelReader,
  RoutingReader,
  TextReader,
  TextWriter,
  WaitReader,
} from './incidents.ts';
import type { Committed, KitEvent, LogReader, LogWriter } from './log.ts';
import type { MessageReader, MessageWriter } from './messages.ts';
import type { MoveReader, MoveWriter } from './moves.ts';
import type { ObjectiveReader, ObjectiveWriter } from './objectives.ts';
import type { NotificationReader, PersonalReader, PersonalWriter } from './personal.ts';
import type { ProblemReader } from './problems.ts';
import type { ReplyReader, ReplyWriter } from './replies.ts';
import type { ShiftCalendarReader, ShiftCalendarWriter } from './shift-calendars.ts';
import type { SignalReader, SignalWriter } from './signals.ts';
import type { SecretReader, SecretWriter, SiteReader } from './sites.ts';
import type { SubscriberReader, SubscriberWriter } from './subscribers.ts';
import type { AttachmentReader, UploadReader, UploadWriter } from './uploads.ts';

/** The database as it was at one instant: everything read through it belongs together. */
export interface Snapshot {
  readonly log: LogReader;
  readonly incidents: IncidentReader;
  readonly texts: TextReader;
  readonly documents: DocumentReader;
  readonly affected: AffectedReader;
  readonly alertIncidents: AlertIncidentReader;
  readonly waits: WaitReader;
  readonly facts: FactReader;
  readonly imported: ImportedReader;
  readonly notifications: NotificationReader;
  readonly chains: ChainReader;
  readonly levels: LevelReader;
  readonly routing: RoutingReader;
  readonly sites: SiteReader;
  readonly attachments: AttachmentReader;
  readonly articles: ArticleReader;
  readonly uploads: UploadReader;
  readonly personal: PersonalReader;
  readonly signals: SignalReader;
  readonly messages: MessageReader;
  readonly chatPosts: ChatPostReader;
  readonly subscribers: SubscriberReader;
  readonly shiftCalendars: ShiftCalendarReader;
  readonly anomalies: AnomalyReader;
  readonly moves: MoveReader;
  readonly objectives: ObjectiveReader;
  readonly problems: ProblemReader;
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
  readonly facts: FactWriter;
  readonly uploads: UploadWriter;
  readonly personal: PersonalWriter;
  readonly signals: SignalWriter;
  readonly messages: MessageWriter;
  readonly chatPosts: ChatPostWriter;
  readonly subscribers: SubscriberWriter;
  readonly shiftCalendars: ShiftCalendarWriter;
  readonly anomalies: AnomalyWriter;
  readonly moves: MoveWriter;
  readonly objectives: ObjectiveWriter;
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
