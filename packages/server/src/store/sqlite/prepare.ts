import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { migrate } from '../migrations/migrate.ts';
import { notingIndexed } from '../note-indexed.ts';
import { rebuild } from '../rebuild.ts';
import { rebuildTexts } from '../rebuild-texts.ts';
import type { Tables } from '../schema.ts';
import { CannotOpen } from '../unavailable.ts';
import { SqliteWriter, waitWhileBusy } from './writer.ts';

/**
 * Opens a file to write to it, makes it when it is not there, and brings its tables up to date.
 * @param note told a sentence when that takes a while
 * @throws CannotOpen when the file is no database, or one of a newer version
 */
export async function openFile(
  file: string,
  note: (sentence: string) => void = () => undefined,
): Promise<Database.Database> {
  mkdirSync(dirname(file), { recursive: true });
  // No waiting inside SQLite, see `waitWhileBusy`.
  const database = new Database(file, { timeout: 0 });
  try {
    await prepare(database, note);
  } catch (error) {
    database.close();
    throw isNoDatabase(error)
      ? new CannotOpen(
          `${file} is not an SQLite database. Name another file in DATABASE_URL, or move it away.`,
          { cause: error },
        )
      : error;
  }
  return database;
}

async function prepare(database: Database.Database, note: (sentence: string) => void) {
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
    const writer = new SqliteWriter(database);
    if (await migrate(migrating, 'sqlite')) await rebuild(writer);
    await rebuildTexts(writer, notingIndexed(note));
    database.exec('commit');
  } catch (error) {
    if (database.inTransaction) database.exec('rollback');
    throw error;
  }
}

function isNoDatabase(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code === 'SQLITE_NOTADB';
}
