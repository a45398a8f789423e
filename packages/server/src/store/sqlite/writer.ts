import { setTimeout as after } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { KitError } from '../../domain/errors.ts';
import { type Changes, replacedBy, type WrittenTable } from '../commit/changes.ts';
import type { Begun, Engine, PrefetchedReplies, Writing } from '../commit/engine.ts';
import { readHeadToWrite } from '../commit/oldest-version.ts';
import type { Value } from '../connection.ts';
import { type Head, logAhead } from '../log/event-log.ts';
import type { Prefetch } from '../port/store.ts';
import { databaseMoved } from '../unavailable.ts';
import { isBusy, SqliteConnection, unavailableBy } from './connection.ts';
import { markClosed } from './journal.ts';
import type { OpenedFile } from './opened-file.ts';

/** How long to wait for another process that holds the write lock, milliseconds. */
const lockTimeoutMs = 5_000;

/** Pages that the journal may come to, some 16 MB, before they go into the file: one that changes often goes there once. */
const pagesInJournal = 4_000;

const replyTo = 'select answer from answers where scope = ? and key = ?';
const unindexed = 'from incident_texts where number > (select number from words_indexed)';
const lastToIndex = `select max(number) as last from (
  select number ${unindexed} order by number limit ?)`;
const intoIndex = `insert into incident_words (rowid, words)
  select number, words ${unindexed} and number <= ? order by number`;

/** The one connection that writes to the file. */
export class SqliteWriter extends SqliteConnection implements Engine, Writing {
  /** Whether the journal (the WAL) still has pages with text that was erased since. */
  #isJournalStale = false;
  readonly #file: OpenedFile | null;

  /** @param file where the database was opened, if that is to be looked after */
  constructor(database: Database.Database, file: OpenedFile | null = null) {
    super(database);
    this.#file = file;
    if (file) database.pragma(`wal_autocheckpoint = ${pagesInJournal}`);
  }

  async begin(prefetch: readonly Prefetch[]): Promise<Begun> {
    if (this.#file?.isInPlace() === false) throw databaseMoved();
    await waitWhileBusy(() => this.run('begin immediate'));
    const head = await readHeadToWrite(this);
    return { connection: this, head, replies: this.#replies(prefetch) };
  }

  async prefetch(prefetch: readonly Prefetch[]): Promise<PrefetchedReplies> {
    return this.#replies(prefetch);
  }

  async commit(_head: Head, rest: Changes | null): Promise<void> {
    if (rest) this.#write(rest);
    this.run('commit');
    this.emptyJournal();
  }

  /**
   * Writes the journal into the file and empties it, if there was something erased. It cannot while
   * somebody reads what was before; so this is to be called again when they have finished.
   */
  emptyJournal(): void {
    if (!this.#isJournalStale || this.database.inTransaction) return;
    try {
      const [result] = this.database.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
      this.#isJournalStale = result?.busy !== 0;
    } catch {
      // What was committed is committed; the journal can be emptied another time.
    }
  }

  async close(): Promise<void> {
    const giveUpAt = performance.now() + lockTimeoutMs;
    for (;;) {
      this.emptyJournal();
      if (!this.#isJournalStale || performance.now() > giveUpAt) break;
      await after(20);
    }
    markClosed(this.database);
    this.database.close();
  }

  async rollback(): Promise<void> {
    // SQLite has already rolled back by itself after some errors, as on a full disk.
    if (this.database.inTransaction) this.run('rollback');
  }

  /** SQLite prepares anew what it has to. */
  isStale(): boolean {
    return false;
  }

  unavailable(error: unknown): Error | null {
    return unavailableBy(error);
  }

  /** What keeps it from writing; null for nothing. */
  async check(now: number): Promise<KitError | null> {
    if (this.#file?.isInPlace() === false) return databaseMoved();
    // Inside of a transaction it has been looked at, and may be half of one.
    if (this.database.inTransaction) return null;
    try {
      return logAhead((await readHeadToWrite(this)).at, now);
    } catch (error) {
      if (error instanceof KitError) return error;
      throw unavailableBy(error) ?? error;
    }
  }

  async write(changes: Changes): Promise<void> {
    this.#write(changes);
  }

  /** Whoever may begin to write may write: there are no rights to a part of a file. */
  async rehearse({ head }: Changes): Promise<void> {
    this.run('update head set at = ? where id = 1', head.at);
  }

  async clear(table: WrittenTable): Promise<void> {
    // The index of words has its own trigger for each row that comes or changes, and none for one that goes.
    if (table === 'incident_texts') {
      this.run("insert into incident_words (incident_words) values ('delete-all')");
    }
    this.run(`delete from ${table}`);
    this.#isJournalStale = true;
  }

  async savepoint(): Promise<void> {
    this.run('savepoint command');
  }

  async releaseSavepoint(): Promise<void> {
    this.run('release command');
  }

  async rollbackToSavepoint(): Promise<void> {
    this.run('rollback to command');
    this.run('release command');
  }

  /** All at once: to ask for each would cost more in waiting for answers than in finding them. */
  #replies(prefetch: readonly Prefetch[]): PrefetchedReplies {
    const statement = this.prepare(replyTo);
    return prefetch
      .flatMap(({ replies }) => replies ?? [])
      .map(({ scope, key }) => {
        const row = statement.get(scope, key) as { answer: string } | undefined;
        return { scope, key, reply: row?.answer ?? null };
      });
  }

  /** Puts the words of those incidents into the index that come first after those that are in it. */
  #indexWords(most: number): void {
    const { last } = this.prepare(lastToIndex).get(most) as { last: number | null };
    if (last === null) return;
    this.run(intoIndex, last);
    this.run('update words_indexed set number = ?', last);
  }

  #write(changes: Changes): void {
    for (const [table, rows] of changes.rows) {
      for (const row of rows) this.run(insertInto(table, row), ...values(row));
    }
    // An address of somebody who leaves is to be nowhere, as what is erased.
    const isErasing = changes.erased.length > 0 || changes.rows.has('subscribers');
    if (isErasing) this.#isJournalStale = true;
    for (const seq of changes.erased) {
      this.run('update events set personal = null, salt = null where seq = ?', seq);
    }
    if (changes.repliesBefore !== null) {
      this.run('delete from answers where at < ?', changes.repliesBefore);
    }
    if (changes.uploadsBefore !== null) {
      const sql = "delete from uploads where state = 'gone' and expires_at < ?";
      this.run(sql, changes.uploadsBefore);
    }
    if (changes.signalsBefore !== null) {
      this.run('delete from deliveries where received_at < ?', changes.signalsBefore);
      const sql = "delete from alerts where state = 'resolved' and received_at < ?";
      this.run(sql, changes.signalsBefore);
      this.run('delete from anomalies where ended_at < ?', changes.signalsBefore);
      this.run('delete from watched_counts where at < ?', changes.signalsBefore);
    }
    if (changes.messagesBefore !== null) {
      this.run('delete from messages where done_at < ?', changes.messagesBefore);
      this.run('delete from chat_posts where drawn_at < ?', changes.messagesBefore);
    }
    if (changes.subscribersBefore !== null) {
      this.run('delete from subscribers where ends_at < ?', changes.subscribersBefore);
    }
    if (changes.measuredBefore !== null) {
      this.run('delete from measured_minutes where at < ?', changes.measuredBefore);
      this.run('delete from measured_hours where at < ?', changes.measuredBefore);
      this.run('delete from burn_episodes where ended_at < ?', changes.measuredBefore);
    }
    if (changes.calendarsBefore !== null) {
      this.run('delete from shift_calendars where tried_at < ?', changes.calendarsBefore);
    }
    if (changes.wordsToIndex !== null) this.#indexWords(changes.wordsToIndex);
    const { seq, hash, at } = changes.head;
    this.run('update head set seq = ?, hash = ?, at = ? where id = 1', seq, hash, at);
  }
}

/**
 * Tries again while another process holds a lock. SQLite's own way of waiting stops this whole
 * process meanwhile, and it could be this process that is waited for.
 * @throws SqliteError `SQLITE_BUSY` when the lock is held for longer than anybody should wait
 */
export async function waitWhileBusy(work: () => void): Promise<void> {
  const giveUpAt = performance.now() + lockTimeoutMs;
  for (let pauseMs = 1; ; pauseMs = Math.min(pauseMs * 2, 20)) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > giveUpAt) throw error;
    }
    await after(pauseMs);
  }
}

const texts = new Map<string, string>();

/** Written once for each table: all rows of a table have the same columns. */
function insertInto(table: WrittenTable, row: object): string {
  const kept = texts.get(table);
  if (kept !== undefined) return kept;
  const columns = Object.keys(row);
  const key = replacedBy(table);
  const replacing = columns.map((column) => `${column} = excluded.${column}`).join(', ');
  const text =
    `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})` +
    (key === null ? '' : ` on conflict (${key.join(', ')}) do update set ${replacing}`);
  texts.set(table, text);
  return text;
}

function values(row: object): Value[] {
  return Object.values(row);
}
