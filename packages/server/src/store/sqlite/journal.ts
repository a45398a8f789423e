import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import type Database from 'better-sqlite3';

/**
 * A database is marked while a server has it open: what it wrote last is then in its journal (the WAL)
 * beside the file, and a file without it has silently lost that, or everything. The mark is SQLite's
 * user_version, which stands in the first page and means nothing to SQLite.
 */
const open = 1;
const closed = 0;

/** Where the header of a file has its user_version: 4 bytes, big-endian. */
const markAt = 60;

/**
 * Whether a file was open when its server ended, and its journal is not there. Nothing is opened for it:
 * SQLite would make a new journal.
 */
export function isJournalMissing(file: string): boolean {
  const hasJournal = () => existsSync(`${file}-wal`);
  // Looked at twice, as another process may open it just now.
  return !hasJournal() && readMark(file) === open && !hasJournal();
}

function readMark(file: string): number {
  if (!existsSync(file)) return closed;
  const mark = Buffer.alloc(4);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, mark, { position: markAt });
    return mark.readUInt32BE();
  } finally {
    closeSync(descriptor);
  }
}

/** Marks a file as open, in the file itself and not only in its journal. */
export function markOpen(database: Database.Database): void {
  if (database.pragma('user_version', { simple: true }) !== open) mark(database, open);
}

/** Takes the mark away, as good as it can be done: another process may hold a lock. */
export function markClosed(database: Database.Database): void {
  try {
    mark(database, closed);
  } catch {
    // The journal stays beside the file then.
  }
}

function mark(database: Database.Database, value: number): void {
  database.pragma(`user_version = ${value}`);
  database.pragma('wal_checkpoint(PASSIVE)');
}
