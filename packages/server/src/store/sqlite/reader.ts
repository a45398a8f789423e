import Database from 'better-sqlite3';
import { isTooOldFor } from '../commit/oldest-version.ts';
import type { DocumentCache } from '../document-cache.ts';
import type { Reader, Snapshot } from '../port/store.ts';
import { snapshotOn } from '../snapshot.ts';
import { databaseNewer } from '../unavailable.ts';
import { SqliteConnection, unavailableBy } from './connection.ts';

/**
 * How long SQLite waits by itself, milliseconds. A reader waits for nobody but a process that is just
 * repairing the file after another was killed.
 */
const busyTimeoutMs = 5_000;

/** One connection that reads, one question after the other. It never waits for a commit. */
export class SqliteReader implements Reader {
  readonly #connection: SqliteConnection;
  readonly #documentCache: DocumentCache;
  readonly #onDone: () => void;
  #reading: Promise<unknown> = Promise.resolve();

  /** @param onDone called whenever it holds on to nothing of the file */
  constructor(file: string, documentCache: DocumentCache, onDone: () => void = () => undefined) {
    const database = new Database(file, {
      readonly: true,
      fileMustExist: true,
      timeout: busyTimeoutMs,
    });
    this.#connection = new SqliteConnection(database);
    this.#documentCache = documentCache;
    this.#onDone = onDone;
  }

  read<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    const answer = this.#reading.then(() => this.#read(work));
    this.#reading = answer.catch(() => undefined);
    return answer;
  }

  async close(): Promise<void> {
    await this.#reading;
    this.#connection.database.close();
  }

  async #read<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    try {
      this.#connection.run('begin');
      return await work(snapshotOn(this.#connection, this.#documentCache));
    } catch (error) {
      throw unavailableBy(error) ?? (this.#isTooOld(error) ? databaseNewer(error) : error);
    } finally {
      this.#end();
      this.#onDone();
    }
  }

  /** A damaged file cannot even be left in peace; what was read, or why it was not, is told all the same. */
  #end(): void {
    const { database } = this.#connection;
    try {
      if (database.inTransaction) this.#connection.run('commit');
    } catch {
      if (database.inTransaction) this.#connection.run('rollback');
    }
  }

  /** Whether a part of the tables is missing as a newer version has changed them. */
  #isTooOld(error: unknown): boolean {
    if (!(error instanceof Error) || !/^no such (table|column)/.test(error.message)) return false;
    try {
      const row = this.#connection.prepare('select oldest_version from head').get();
      return isTooOldFor((row as { oldest_version: number }).oldest_version);
    } catch {
      return false;
    }
  }
}
