import { resolve } from 'node:path';
import type Database from 'better-sqlite3';
import type { KitError } from '../../domain/errors.ts';
import { GroupCommit } from '../commit/group-commit.ts';
import { DocumentCache } from '../document-cache.ts';
import type {
  CommitListener,
  Limiter,
  Prefetch,
  RateWindow,
  Snapshot,
  Store,
  Transaction,
} from '../port/store.ts';
import { limiterInMemory } from '../rate-limits.ts';
import { OpenedFile } from './opened-file.ts';
import { openFile, type PrepareOptions } from './prepare.ts';
import { SqliteReader } from './reader.ts';
import { SqliteWriter } from './writer.ts';

/**
 * The embedded engine: one file. One connection writes and one reads, so a page that is being read
 * never waits for a commit, and never sees half of one.
 */
export class SqliteStore implements Store {
  /**
   * Opens the file, makes it when it is not there, and brings its tables up to date.
   * @param options also a clock other than the machine's
   * @throws CannotOpen
   */
  static async open(
    path: string,
    options: PrepareOptions & { now?: () => number } = {},
  ): Promise<SqliteStore> {
    const file = resolve(path);
    return new SqliteStore(await openFile(file, options), file, options.now ?? Date.now);
  }

  /** The machine's clock: whoever shares the file is on the same machine. */
  readonly now: () => number;

  readonly #documentCache = new DocumentCache();
  readonly #writer: SqliteWriter;
  readonly #commits: GroupCommit;
  readonly #reader: SqliteReader;

  private constructor(database: Database.Database, file: string, now: () => number) {
    this.now = now;
    this.#writer = new SqliteWriter(database, new OpenedFile(file));
    this.#commits = new GroupCommit(this.#writer, this.#documentCache);
    this.#reader = new SqliteReader(file, this.#documentCache, () => this.#writer.emptyJournal());
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

  /** Other processes do not say when they have written to the file. */
  onHint(): () => void {
    return () => undefined;
  }

  limiter(name: string, window: RateWindow): Limiter {
    return limiterInMemory(name, window);
  }

  forget(): void {
    this.#documentCache.clear();
    this.#commits.forget();
  }

  async check(): Promise<KitError | null> {
    return this.#writer.check(this.now());
  }

  async close(): Promise<void> {
    await this.#commits.close();
    await this.#reader.close();
    await this.#writer.close();
  }
}
