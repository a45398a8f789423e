/** Writes into an SQLite file what its parent sends it, in a thread of its own: the other core decides. */
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import type { Changes } from '../../../../packages/server/src/store/commit/changes.ts';
import { SqliteWriter } from '../../../../packages/server/src/store/sqlite/writer.ts';

/** Writes that share a commit: one for each would only cost time. */
const writesPerCommit = 20;

const database = new Database(workerData.file);
// Nobody reads meanwhile, and what is lost in a crash is made again. The store turns all of it on.
// SQLite refuses to go without a journal unless it is told that this is meant.
database.unsafeMode();
database.pragma('journal_mode = off');
database.pragma('synchronous = off');
database.pragma('locking_mode = exclusive');
database.pragma('cache_size = -500000');
const writer = new SqliteWriter(database);
database.exec('begin');
let writes = 0;

parentPort?.on('message', async (changes: Changes | 'close') => {
  if (changes === 'close') {
    database.exec('commit');
    database.close();
    parentPort?.close();
    return;
  }
  await writer.write(changes);
  writes += 1;
  if (writes % writesPerCommit === 0) database.exec('commit; begin');
  parentPort?.postMessage('written');
});
