import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { GroupCommit } from '../commit/group-commit.ts';
import { DocumentCache } from '../document-cache.ts';
import { migrate } from '../migrations/index.ts';
import type { Tables } from '../schema.ts';
import type { KitEvent, Prefetch, Snapshot, Store, Transaction } from '../store.ts';
import { CannotOpen } from '../unavailable.ts';
import { SqliteReader } from './reader.ts';
import { SqliteWriter, waitWhileBusy } from './writer.ts';

/**
 * The embedded engine: one file. One connection writes and one reads, so a page that is being read
 * never waits for a commit, and never sees half of one.
 */
export class SqliteStore implements Store {
  /**
   * Opens the file, makes it when it is not there, and brings its tables up to date.
   * @throws CannotOpen when the file is no database, or one of a newer version
   */
  static async open(path: string): Promise<SqliteStore> {
    const file = resolve(path);
    mkdirSync(dirname(file), { recursive: true });
    // No waiting inside SQLite, see `waitWhileBusy`.
    const writer = new Database(file, { timeout: 0 });
    try {
      await prepare(writer);
    } catch (error) {
      writer.close();
      throw isNoDatabase(error)
        ? new CannotOpen(
            `${file} is not an SQLite database. Name another file in DATABASE_URL, or move it away.`,
            { cause: error },
          )
        : error;
    }
    return new SqliteStore(writer, file);
  }

  readonly #documentCache = new DocumentCache();
  readonly #writer: SqliteWriter;
  readonly #commits: GroupCommit;
  readonly #reader: SqliteReader;

  private constructor(database: Database.Database, file: string) {
    this.#writer = new SqliteWriter(database);
    this.#commits = new GroupCommit(this.#writer, this.#documentCache);
    this.#reader = new SqliteReader(file, this.#documentCache, () => this.#writer.emptyJournal());
  }

  read<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    return this.#reader.read(work);
  }

  write<T>(work: (transaction: Transaction) => Promise<T>, prefetch?: Prefetch): Promise<T> {
    return this.#commits.write(work, prefetch);
  }

  onCommit(listener: (events: readonly KitEvent[]) => void): () => void {
    return this.#commits.onCommit(listener);
  }

  /** Other processes do not say when they have written to the file. */
  onHint(): () => void {
    return () => undefined;
  }

  async close(): Promise<void> {
    await this.#commits.close();
    await this.#reader.close();
    await this.#writer.close();
  }
}

async function prepare(database: Database.Database): Promise<void> {
  // WAL lets readers go on beside a writer. FULL syncs the WAL on every commit: with NORMAL, SQLite's
  // default advice for WAL, a power cut may take back commits that were already acknowledged.
  await waitWhileBusy(() => database.pragma('journal_mode = WAL'));
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  // What is erased is overwritten: SQLite would only mark its place as free.
  database.pragma('secure_delete = ON');
  // Two processes may open a new file at the same moment: the second finds the tables made.
  await waitWhileBusy(() => database.exec('begin immediate'));
  try {
    const migrating = new Kysely<Tables>({
      dialect: new SqliteDialect({
        database: { prepare: (text) => database.prepare(text), close() {} },
      }),
    });
    await migrate(migrating, 'sqlite');
    database.exec('commit');
  } catch (error) {
    if (database.inTransaction) database.exec('rollback');
    throw error;
  }
}

function isNoDatabase(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code === 'SQLITE_NOTADB';
}
