import { once } from 'node:events';
import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { installDefaults } from '../../../../packages/server/src/operations/install-defaults.ts';
import { openStore } from '../../../../packages/server/src/store/open-store.ts';
import { deskDocuments } from './desk.ts';
import { fill } from './fill.ts';

/** Writes that may wait for the thread: as much as it needs so as not to wait itself. */
const mostWaiting = 4;

/**
 * Fills an SQLite file that is not there yet.
 * @param until when the year ends that its incidents are of, epoch milliseconds
 * @returns its size in bytes
 */
export async function fillSqlite(file: string, incidents: number, until: number): Promise<number> {
  const store = await openStore(`sqlite:${file}`);
  await installDefaults(store, deskDocuments, until - 366 * 86_400_000);
  const [rules, head] = await store.read(async (snapshot) => [
    await snapshot.rules(),
    await snapshot.logHead(),
  ]);
  await store.close();
  if (!head) throw new Error(`${file} has no head.`);

  const thread = new Worker(new URL('./sqlite-thread.ts', import.meta.url), {
    workerData: { file },
  });
  let waiting = 0;
  thread.on('message', () => {
    waiting -= 1;
  });
  await fill({
    incidents,
    until,
    rules,
    head,
    async write(changes) {
      thread.postMessage(changes);
      waiting += 1;
      while (waiting >= mostWaiting) await once(thread, 'message');
    },
  });
  thread.postMessage('close');
  await once(thread, 'exit');
  return statSync(file).size;
}
