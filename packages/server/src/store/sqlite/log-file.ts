import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import { DocumentCache } from '../document-cache.ts';
import { migrationTables, tablesAfter } from '../migrations/tables-after.ts';
import type { DatabaseReader } from '../port/store.ts';
import { damageIn } from '../unavailable.ts';
import { assertReadable } from './file-access.ts';
import { isJournalMissing } from './journal.ts';
import { SqliteReader } from './reader.ts';

/**
 * Opens a file to read the log in it, and to see whether the file is whole.
 *
 * SQLite keeps an index of the journal in a file beside the database, and would make a journal where
 * there is none. Where that cannot be written, or would hide that the journal is missing, what is read is
 * a copy in the folder for temporary files.
 * @throws CannotOpen when it is not there, or cannot be read
 */
export function openLogFile(file: string): DatabaseReader {
  assertReadable(file);
  const isMissing = isJournalMissing(file);
  if (!isMissing && canBeOpened(file)) return new LogFile(file);
  const folder = mkdtempSync(join(tmpdir(), 'incident-kit-'));
  try {
    return new CopiedLog(copyInto(folder, file), {
      folder,
      lost: isMissing
        ? `The file was open when its server ended, and its journal ${file}-wal is missing: what was written last is not in it.`
        : null,
    });
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function copyInto(folder: string, file: string): string {
  const copy = join(folder, basename(file));
  copyFileSync(file, copy);
  if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`);
  return copy;
}

class LogFile extends SqliteReader implements DatabaseReader {
  readonly #file: string;

  constructor(file: string) {
    super(file, new DocumentCache());
    this.#file = file;
  }

  async now(): Promise<number> {
    return Date.now();
  }

  async findDamage(): Promise<string | null> {
    const database = new Database(this.#file, { readonly: true, fileMustExist: true });
    try {
      const found = database.pragma('integrity_check(1)', { simple: true });
      if (found !== 'ok') return `The file is damaged (${found}).`;
      const has = database.prepare('select 1 from sqlite_master where name = ?');
      const executed = migrationTables.find((table) => has.get(table));
      const names = executed ? database.prepare(`select name from ${executed}`).pluck().all() : [];
      const missing = tablesAfter('sqlite', names as string[]).find((table) => !has.get(table));
      return missing === undefined ? null : `The table “${missing}” is missing.`;
    } catch (error) {
      const damage = damageIn(error);
      if (damage === null) throw error;
      return `The file is damaged (${damage}).`;
    } finally {
      database.close();
    }
  }
}

class CopiedLog extends LogFile {
  readonly #folder: string;
  readonly #lost: string | null;

  /** @param lost what is missing from the copy, in a sentence */
  constructor(copy: string, { folder, lost }: { folder: string; lost: string | null }) {
    super(copy);
    this.#folder = folder;
    this.#lost = lost;
  }

  override async findDamage(): Promise<string | null> {
    return (await super.findDamage()) ?? this.#lost;
  }

  override async close(): Promise<void> {
    await super.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Whether SQLite can read a file where it is; it may be unable to write what it needs beside it. */
function canBeOpened(file: string): boolean {
  const database = new Database(file, { readonly: true, fileMustExist: true });
  try {
    database.prepare('select 1 from sqlite_master').get();
    return true;
  } catch (error) {
    const { code = '' } = error as { code?: string };
    // What else is wrong with it is told by whoever reads.
    return !/^SQLITE_(CANTOPEN|READONLY)/.test(code);
  } finally {
    database.close();
  }
}
