import type { Connection } from '../connection.ts';
import type { Head } from '../log/event-log.ts';
import type { Prefetch } from '../port/store.ts';
import type { LogFacts } from './batch-cache.ts';
import type { Changes, WrittenTable } from './changes.ts';

/** The connection of a store that writes, inside a transaction that holds the lock of the log. */
export interface Writing extends Connection {
  /** Writes everything in as few round trips as the engine can. */
  write(changes: Changes): Promise<void>;
  /** Does what writing would do, rights and locks and all, but to no row. The head is written as it is. */
  rehearse(changes: Changes): Promise<void>;
  /** Takes all rows out of a read model's table. */
  clear(table: WrittenTable): Promise<void>;
  /** Marks a point to which what is written from now on can be taken back. One at a time. */
  savepoint(): Promise<void>;
  /** Forgets the point; what was written since stays. */
  releaseSavepoint(): Promise<void>;
  /** Takes back what was written since, and forgets the point. */
  rollbackToSavepoint(): Promise<void>;
}

export interface Begun {
  connection: Writing;
  head: Head;
  /** Whether the connection was made for it, so that it may be to another server than before. */
  isNewConnection?: boolean;
  replies: PrefetchedReplies;
  /** What follows from the log, if it was asked for and costs a question. */
  facts?: LogFacts;
}

/** Null for a key that has no reply. */
export type PrefetchedReplies = { scope: string; key: string; reply: string | null }[];

/** What group commit asks of an engine. One transaction at a time. */
export interface Engine {
  /**
   * Begins a durable transaction, waits for the lock of the log, and reads its head.
   * @param prefetch what will be asked for; an engine may ignore it
   * @param readsFacts whether to prefetch what follows from the log, too: somebody else may have written to it
   */
  begin(prefetch: readonly Prefetch[], readsFacts?: boolean): Promise<Begun>;
  /** For commands that join what has begun, in one round trip. */
  prefetch(prefetch: readonly Prefetch[]): Promise<PrefetchedReplies>;
  /**
   * Resolves when everything is on disk.
   * @param head the end of the log as the transaction leaves it
   * @param rest what is still to be written
   */
  commit(head: Head, rest: Changes | null): Promise<void>;
  /** Takes everything back. Never throws. */
  rollback(): Promise<void>;
  /**
   * Whether an error was only of the connection, as one that still has statements in mind from before
   * the tables were changed. Then it is dropped, nothing was kept, and the same is tried once more.
   */
  isStale(error: unknown): boolean;
  /** The refusal to answer with when the database itself cannot be used now; else null. */
  unavailable(error: unknown): Error | null;
}
