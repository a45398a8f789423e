import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { GroupCommit } from './group-commit.ts';
import { migrate } from './migrations/index.ts';
import type { Tables } from './schema.ts';
import { snapshotOn } from './snapshot.ts';
import { SqliteConnection, unavailableBy } from './sqlite-connection.ts';
import { SqliteWriter, waitWhileBusy } from './sqlite-writer.ts';
import type { Foreseen, KitEvent, Snapshot, Store, Transaction } from './store.ts';
import { CannotOpen } from './unavailable.ts';

/** How long a read waits for a lock, milliseconds. */
const readerPatienceMs = 5_000;

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
    // A reader waits for nobody but a process that is just repairing the file after another was killed.
    const reader = new Database(file, { readonly: true, timeout: readerPatienceMs });
    return new SqliteStore(writer, reader);
  }

  readonly #writer: Database.Database;
  readonly #commits: GroupCommit;
  readonly #reader: SqliteConnection;
  #reading: Promise<unknown> = Promise.resolve();

  private constructor(writer: Database.Database, reader: Database.Database) {
    this.#writer = writer;
    this.#commits = new GroupCommit(new SqliteWriter(writer));
    this.#reader = new SqliteConnection(reader);
  }

  read<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    const answer = this.#reading.then(() => this.#read(work));
    this.#reading = answer.catch(() => undefined);
    return answer;
  }

  write<T>(work: (transaction: Transaction) => Promise<T>, foreseen?: Foreseen): Promise<T> {
    return this.#commits.write(work, foreseen);
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
    await this.#reading;
    this.#reader.database.close();
    this.#writer.close();
  }

  async #read<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    try {
      this.#reader.run('begin');
      return await work(snapshotOn(this.#reader));
    } catch (error) {
      throw unavailableBy(error) ?? error;
    } finally {
      if (this.#reader.database.inTransaction) this.#reader.run('commit');
    }
  }
}

async function prepare(database: Database.Database): Promise<void> {
  // WAL lets readers go on beside a writer. FULL syncs the WAL on every commit: with NORMAL, SQLite's
  // default advice for WAL, a power cut may take back commits that were already acknowledged.
  await waitWhileBusy(() => database.pragma('journal_mode = WAL'));
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  // Two processes may open a new file at the same moment: the second finds the tables made.
  await waitWhileBusy(() => database.exec('begin immediate'));
  try {
    const migrating = new Kysely<Tables>({
      dialect: new SqliteDialect({
        database: { prepare: (text) => database.prepare(text), close() {} },
      }),
    });
    await migrate(migrating);
    database.exec('commit');
  } catch (error) {
    if (database.inTransaction) database.exec('rollback');
    throw error;
  }
}

function isNoDatabase(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code === 'SQLITE_NOTADB';
}
