import { once } from 'node:events';
import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { installDesk } from '../../../support/simulate-incidents/database.ts';
import { fill } from '../../../support/simulate-incidents/fill.ts';

/** Writes that may wait for the thread: as much as it needs so as not to wait itself. */
const mostWaiting = 4;

/**
 * Fills an SQLite file that is not there yet, faster than a server ever could: in two threads, and
 * without a journal.
 * @param until when the year ends that its incidents are of, epoch milliseconds
 * @returns its size in bytes
 */
export async function fillSqlite(file: string, incidents: number, until: number): Promise<number> {
  const begun = await installDesk(`sqlite:${file}`, until);
  const thread = new Worker(new URL('./sqlite-thread.ts', import.meta.url), {
    workerData: { file },
  });
  let waiting = 0;
  thread.on('message', () => {
    waiting -= 1;
  });
  const beganAt = performance.now();
  await fill({
    incidents,
    eventsEach: 10,
    until,
    ...begun,
    async write(changes) {
      thread.postMessage(changes);
      waiting += 1;
      while (waiting >= mostWaiting) await once(thread, 'message');
    },
    onProgress: (events) => progress(file, events, beganAt),
  });
  thread.postMessage('close');
  await once(thread, 'exit');
  return statSync(file).size;
}

/** On stderr, beside the figures. */
export function progress(name: string, events: number, beganAt: number): void {
  const perSecond = (events * 1_000) / (performance.now() - beganAt);
  const whole = (figure: number) => Math.round(figure).toLocaleString('en');
  process.stderr.write(`${name}: ${whole(events)} events, ${whole(perSecond)} a second\n`);
}
