import pg from 'pg';
import type { KitError } from '../../domain/errors.ts';
import { GroupCommit } from '../commit/group-commit.ts';
import { isTooOldFor } from '../commit/oldest-version.ts';
import { DocumentCache } from '../document-cache.ts';
import { logAhead } from '../log/event-log.ts';
import type { KitMigration } from '../migrations/migration.ts';
import type {
  CommitListener,
  Limiter,
  Prefetch,
  RateWindow,
  Snapshot,
  Store,
  Transaction,
} from '../port/store.ts';
import { clockOff, databaseNewer } from '../unavailable.ts';
import { clientSettings } from './connection.ts';
import { DatabaseClock } from './database-clock.ts';
import { PostgresListener } from './listener.ts';
import { peerOf, problemWith } from './opening-problems.ts';
import { prepare } from './prepare.ts';
import { PostgresRateLimits } from './rate-limits.ts';
import { PostgresReader } from './reader.ts';
import { waitForPostgres } from './start.ts';
import { PostgresWriter } from './writer.ts';

/** Connections that read at the same time. */
const readers = 8;

/** How long to wait for an answer to a write, milliseconds: longer than a lock is waited for. */
const writeTimeoutMs = 15_000;

interface PostgresOptions {
  startTimeoutMs: number;
  note(sentence: string): void;
  /** A clock other than the database's, epoch milliseconds. */
  now?: () => number;
  /** Those of another version. */
  migrations?: Record<string, KitMigration>;
}

/**
 * The engine for several instances: one database server that they share. Each has one connection that
 * writes, one that listens for what the others write, and some that read.
 */
export class PostgresStore implements Store {
  /**
   * Waits for the server to be there and brings the tables up to date.
   * @throws CannotOpen
   */
  static async open(url: string, options: PostgresOptions): Promise<PostgresStore> {
    await waitForPostgres(url, options);
    await prepare(url, options.migrations);
    const store = new PostgresStore(url, options.now);
    try {
      await store.check();
    } catch (error) {
      await store.close();
      throw problemWith(error, peerOf(new pg.Client(clientSettings(url)))) ?? error;
    }
    await store.#listener.start();
    return store;
  }

  readonly now: () => number;

  readonly #documentCache = new DocumentCache();
  readonly #reader: PostgresReader;
  readonly #writer: PostgresWriter;
  readonly #commits: GroupCommit;
  readonly #listener: PostgresListener;
  readonly #rateLimits: PostgresRateLimits;

  /** Null when somebody has given another. */
  readonly #clock: DatabaseClock | null;

  private constructor(url: string, now: (() => number) | undefined) {
    const clock = new DatabaseClock();
    this.now = now ?? clock.now;
    this.#clock = now ? null : clock;
    this.#reader = new PostgresReader(url, this.#documentCache, readers);
    this.#writer = new PostgresWriter(url, writeTimeoutMs);
    this.#commits = new GroupCommit(this.#writer, this.#documentCache);
    this.#rateLimits = new PostgresRateLimits(url, this.now);
    this.#listener = new PostgresListener(url, (id) => id === this.#writer.processId);
  }

  read<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    return this.#reader.read(work);
  }

  write<T>(work: (transaction: Transaction) => Promise<T>, prefetch?: Prefetch): Promise<T> {
    return this.#commits.write(work, prefetch);
  }

  checkWritable(): Promise<void> {
    return this.#commits.checkWritable();
  }

  onCommit(listener: CommitListener): () => void {
    return this.#commits.onCommit(listener);
  }

  onHint(listener: (seq: number) => void): () => void {
    return this.#listener.onHint(listener);
  }

  limiter(name: string, window: RateWindow): Limiter {
    return this.#rateLimits.limiter(name, window);
  }

  forget(): void {
    this.#documentCache.clear();
    this.#commits.forget();
  }

  async check(): Promise<KitError | null> {
    const { oldestVersion, lastEventAt, ...sample } = await this.#reader.look();
    this.#clock?.set(sample);
    if (isTooOldFor(oldestVersion)) return databaseNewer();
    const offByMs = this.#clock?.offByMs ?? 0;
    return offByMs === 0 ? logAhead(lastEventAt, this.now()) : clockOff(offByMs);
  }

  async close(): Promise<void> {
    await this.#commits.close();
    await Promise.all([
      this.#listener.close(),
      this.#rateLimits.close(),
      this.#writer.close(),
      this.#reader.close(),
    ]);
  }
}
