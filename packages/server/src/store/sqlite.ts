import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect, sql } from 'kysely';
import { migrate } from './migrations/index.ts';
import type { Tables } from './schema.ts';
import type { KitEvent, Snapshot, Store, Transaction } from './store.ts';
import { snapshotOn, transactionOn } from './transaction.ts';

/** Commands that share one commit at most. Bounds how long the first of them waits for the last. */
const commandsPerCommit = 128;

/** How long to wait for another process that holds the write lock. */
const busyTimeoutMs = 5_000;

interface Waiting {
  run(transaction: Transaction): Promise<void>;
  settle(commitError: unknown): void;
}

/**
 * The embedded engine: one file. One connection writes and one reads, so a page that is being read
 * never waits for a commit, and never sees half of one.
 */
export class SqliteStore implements Store {
  /** Opens the file, makes it when it is not there, and brings its tables up to date. */
  static async open(path: string): Promise<SqliteStore> {
    const file = resolve(path);
    mkdirSync(dirname(file), { recursive: true });
    const writer = new Database(file, { timeout: busyTimeoutMs });
    // WAL lets readers go on beside a writer. FULL syncs the WAL on every commit: with NORMAL, SQLite's
    // default advice for WAL, a power cut may take back commits that were already acknowledged.
    writer.pragma('journal_mode = WAL');
    writer.pragma('synchronous = FULL');
    writer.pragma('foreign_keys = ON');
    const writing = kyselyOn(writer);
    await migrate(writing);
    const reader = new Database(file, { readonly: true, timeout: busyTimeoutMs });
    return new SqliteStore(writing, kyselyOn(reader));
  }

  readonly #writing: Kysely<Tables>;
  readonly #reading: Kysely<Tables>;
  readonly #listeners = new Set<(events: readonly KitEvent[]) => void>();
  #waiting: Waiting[] = [];
  #draining: Promise<void> | null = null;
  #closed = false;

  private constructor(writing: Kysely<Tables>, reading: Kysely<Tables>) {
    this.#writing = writing;
    this.#reading = reading;
  }

  read<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    return this.#reading.connection().execute(async (connection) => {
      await sql`begin`.execute(connection);
      try {
        return await work(snapshotOn(connection));
      } finally {
        await sql`commit`.execute(connection);
      }
    });
  }

  write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new Error('The store is closed.'));
    return new Promise<T>((resolve, reject) => {
      // Stays undefined when the transaction failed before it was this command's turn.
      let outcome: { value: T } | { error: unknown } | undefined;
      this.#waiting.push({
        async run(transaction) {
          try {
            outcome = { value: await work(transaction) };
          } catch (error) {
            outcome = { error };
            throw error;
          }
        },
        settle(commitError) {
          if (outcome && 'error' in outcome) reject(outcome.error);
          else if (outcome && commitError === undefined) resolve(outcome.value);
          else reject(commitError);
        },
      });
      this.#draining ??= this.#drain();
    });
  }

  onCommit(listener: (events: readonly KitEvent[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#draining;
    await this.#reading.destroy();
    await this.#writing.destroy();
  }

  async #drain(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        // One turn of the event loop, in which the other requests that have already arrived can join.
        await new Promise((resolve) => setImmediate(resolve));
        await this.#commitTogether(this.#waiting.splice(0, commandsPerCommit));
      }
    } finally {
      this.#draining = null;
    }
  }

  /** One durable transaction, a savepoint for each command: one that fails hurts no other. */
  async #commitTogether(batch: Waiting[]): Promise<void> {
    let commitError: unknown;
    const appended: KitEvent[] = [];
    try {
      await this.#writing.connection().execute(async (connection) => {
        await sql`begin immediate`.execute(connection);
        try {
          for (const each of batch) {
            const events: KitEvent[] = [];
            await sql`savepoint command`.execute(connection);
            try {
              await each.run(transactionOn(connection, events));
              appended.push(...events);
            } catch {
              // `each` has kept the error for whoever sent the command.
              await sql`rollback to command`.execute(connection);
            }
            await sql`release command`.execute(connection);
          }
          await sql`commit`.execute(connection);
        } catch (error) {
          await sql`rollback`.execute(connection).catch(() => {
            // SQLite has already rolled back by itself, as it does on a full disk.
          });
          throw error;
        }
      });
    } catch (error) {
      commitError = error;
    }
    if (commitError === undefined) for (const listener of this.#listeners) listener(appended);
    for (const each of batch) each.settle(commitError);
  }
}

/** Statements that are kept prepared on a connection; an `in (…)` of each length is one more. */
const mostPrepared = 500;

function kyselyOn(database: Database.Database): Kysely<Tables> {
  const prepared = new Map<string, Database.Statement>();
  return new Kysely<Tables>({
    dialect: new SqliteDialect({
      database: {
        close: () => database.close(),
        // Preparing is a third of the cost of most of the statements here.
        prepare(text) {
          const kept = prepared.get(text);
          if (kept) return kept;
          if (prepared.size >= mostPrepared) prepared.clear();
          const statement = database.prepare(text);
          prepared.set(text, statement);
          return statement;
        },
      },
    }),
  });
}
