import Database from 'better-sqlite3';
import { markClosed } from './journal.ts';

/** How much is copied before others of this process have their turn. */
const pagesAtOnce = 2_000;

/**
 * Copies a database as it is at one instant, while servers go on writing to it. The copy is one file,
 * without a journal.
 * @param target is overwritten
 * @param onProgress told, again and again, how many of its pages are copied
 * @throws SqliteError
 */
export async function copyFile(
  file: string,
  target: string,
  onProgress: (copied: number, pages: number) => void = () => undefined,
): Promise<void> {
  const source = new Database(file, { readonly: true, fileMustExist: true });
  try {
    // A copy begins anew whenever somebody else has written, unless what is read stands still.
    source.exec('begin');
    source.prepare('select count(*) from sqlite_master').get();
    await source.backup(target, {
      progress({ totalPages, remainingPages }) {
        onProgress(totalPages - remainingPages, totalPages);
        return pagesAtOnce;
      },
    });
  } finally {
    source.close();
  }
  const copy = new Database(target);
  try {
    copy.pragma('journal_mode = DELETE');
    markClosed(copy);
  } finally {
    copy.close();
  }
}
