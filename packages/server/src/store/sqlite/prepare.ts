import { existsSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { cannotOpen } from '../cannot-open.ts';
import { migrate } from '../migrations/migrate.ts';
import type { KitMigration } from '../migrations/migration.ts';
import { migrationTable } from '../migrations/names.ts';
import { notingIndexed } from '../note-indexed.ts';
import { rebuild } from '../rebuild.ts';
import { rebuildTexts } from '../rebuild-texts.ts';
import type { Tables } from '../schema.ts';
import type { CannotOpen } from '../unavailable.ts';
import { assertWritable, userName } from './file-access.ts';
import { isJournalMissing, markOpen } from './journal.ts';
import { SqliteWriter, waitWhileBusy } from './writer.ts';

export interface PrepareOptions {
  /** Told a sentence when it takes a while. */
  note?(sentence: string): void;
  /** Another list than this version's is for a later one. */
  migrations?: Record<string, KitMigration>;
  /** Takes a file whose journal is missing as it is. */
  withoutJournal?: boolean;
}

/**
 * Opens a file to write to it, makes it when it is not there, and brings its tables up to date.
 * @throws CannotOpen
 */
export async function openFile(
  file: string,
  options: PrepareOptions = {},
): Promise<Database.Database> {
  assertWritable(file);
  let database: Database.Database | undefined;
  try {
    if (!options.withoutJournal && isJournalMissing(file)) {
      throw cannotOpen('journal-missing', { file });
    }
    assertOwn(file);
    // No waiting inside SQLite, see `waitWhileBusy`.
    database = new Database(file, { timeout: 0 });
    await prepare(database, file, options);
    return database;
  } catch (error) {
    database?.close();
    throw problemWith(file, error) ?? error;
  }
}

/** Looks into a file that is there before anything of it is changed, were it only how its journal works. */
function assertOwn(file: string): void {
  if (!statSync(file, { throwIfNoEntry: false })?.size) return;
  // Where there is a journal, closing it after writing would move that into the file.
  const readonly = existsSync(`${file}-wal`);
  const database = new Database(file, { readonly, fileMustExist: true });
  try {
    const tables = database
      .prepare(
        "select name from sqlite_master where type = 'table' and name not like 'sqlite~_%' escape '~'",
      )
      .pluck()
      .all() as string[];
    const has = (...names: string[]) => names.every((name) => tables.includes(name));
    if (has('head', migrationTable) || has('head', 'kysely_migration')) return;
    if (tables.length === 0) {
      // Versions before made the tables in the journal.
      if (database.pragma('journal_mode', { simple: true }) !== 'wal') return;
      throw cannotOpen('journal-missing', { file });
    }
    throw cannotOpen('other-tables', { where: file, tables: tables.slice(0, 5).join(', ') });
  } finally {
    database.close();
  }
}

async function prepare(
  database: Database.Database,
  file: string,
  { note = () => undefined, migrations }: PrepareOptions,
): Promise<void> {
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
    if (await migrate(migrating, 'sqlite', file, migrations)) await rebuild(writer);
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

/** What SQLite says of a file that it cannot use, in a sentence; null for what is not the file's doing. */
export function problemWith(file: string, error: unknown): CannotOpen | null {
  if (!(error instanceof Database.SqliteError)) return null;
  const { code, message: why } = error;
  if (code === 'SQLITE_NOTADB') return cannotOpen('not-sqlite', { file }, error);
  if (code.startsWith('SQLITE_BUSY')) return cannotOpen('file-locked', { file }, error);
  if (code.startsWith('SQLITE_FULL')) return cannotOpen('disk-full', { file }, error);
  if (code.startsWith('SQLITE_CORRUPT')) return cannotOpen('damaged', { file, why }, error);
  if (code.startsWith('SQLITE_IOERR')) return cannotOpen('disk-failing', { file, code }, error);
  if (/^SQLITE_(READONLY|CANTOPEN|PERM)/.test(code)) {
    return cannotOpen('file-not-writable', { file, user: userName() }, error);
  }
  return null;
}
