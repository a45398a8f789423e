import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { migrate } from '../migrations/migrate.ts';
import { notingIndexed } from '../note-indexed.ts';
import { rebuild } from '../rebuild.ts';
import { rebuildTexts } from '../rebuild-texts.ts';
import type { Tables } from '../schema.ts';
import { CannotOpen, damageIn } from '../unavailable.ts';
import { isJournalMissing, markOpen } from './journal.ts';
import { SqliteWriter, waitWhileBusy } from './writer.ts';

export interface OpenFileOptions {
  /** Told a sentence when it takes a while. */
  note?(sentence: string): void;
  /** Takes a file whose journal is missing as it is. */
  withoutJournal?: boolean;
}

/**
 * Opens a file to write to it, makes it when it is not there, and brings its tables up to date.
 * @throws CannotOpen when the file is no database, one of a newer version, or one without its journal
 */
export async function openFile(
  file: string,
  { note = () => undefined, withoutJournal = false }: OpenFileOptions = {},
): Promise<Database.Database> {
  mkdirSync(dirname(file), { recursive: true });
  if (!withoutJournal && isJournalMissing(file)) throw journalMissing(file);
  // No waiting inside SQLite, see `waitWhileBusy`.
  const database = new Database(file, { timeout: 0 });
  try {
    await prepare(database, note);
  } catch (error) {
    database.close();
    if (isNoDatabase(error)) {
      throw new CannotOpen(
        `${file} is not an SQLite database. Name another file in DATABASE_URL, or move it away.`,
        { cause: error },
      );
    }
    const damage = damageIn(error);
    throw damage === null
      ? error
      : new CannotOpen(`${file} is damaged (${damage}). Put a backup in its place.`, {
          cause: error,
        });
  }
  return database;
}

async function prepare(database: Database.Database, note: (sentence: string) => void) {
  // FULL syncs the journal on every commit: with NORMAL, SQLite's default advice for WAL, a power cut
  // may take back commits that were already acknowledged.
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
    const writer = new SqliteWriter(database);
    if (await migrate(migrating, 'sqlite')) await rebuild(writer);
    await rebuildTexts(writer, notingIndexed(note));
    database.exec('commit');
  } catch (error) {
    if (database.inTransaction) database.exec('rollback');
    throw error;
  }
  // WAL lets readers go on beside a writer. Only now, so that the tables of a new database are in the
  // file itself: without its journal it is still known for what it is.
  await waitWhileBusy(() => database.pragma('journal_mode = WAL'));
  await waitWhileBusy(() => markOpen(database));
}

function journalMissing(file: string): CannotOpen {
  return new CannotOpen(
    `${file} was open when its server ended, and its journal ${file}-wal is missing: what was written ` +
      'last is not in the file. Put the journal beside it, or a backup in its place. If there is neither, ' +
      '“incident-kit rebuild” takes the file as it is.',
  );
}

function isNoDatabase(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code === 'SQLITE_NOTADB';
}
