import type { Writing } from './commit/engine.ts';
import { PendingWrites } from './commit/pending-writes.ts';
import { run } from './connection.ts';
import { readHead } from './log/event-log.ts';
import { readOutdated, textsOf } from './projections/incident-texts.ts';
import { readIncidents } from './projections/incidents.ts';

/** Incidents that are read, and whose words are written, in one go. */
const atOnce = 500;

/** More than are worth making anew one by one. */
const many = 100;

/**
 * Makes the words of all incidents anew when an earlier version made those of many. It is for an engine
 * that takes words out of its index slowly, and all at once fast; in a transaction that holds the lock of
 * the log.
 * @param onProgress told how many incidents have theirs
 */
export async function rebuildTexts(
  connection: Writing,
  onProgress: (incidents: number) => void,
): Promise<void> {
  if ((await readOutdated(connection, many)).length < many) return;
  const head = await readHead(connection);
  await connection.clear('incident_texts');
  for (let [last, count] = [0, 0]; ; ) {
    const numbers = await numbersAfter(connection, last);
    if (numbers.length === 0) return;
    const pending = new PendingWrites();
    for (const each of await readIncidents(connection, numbers)) pending.addTexts(textsOf(each));
    await connection.write(pending.changes(head));
    last = numbers.at(-1) ?? last;
    count += numbers.length;
    onProgress(count);
  }
}

async function numbersAfter(connection: Writing, last: number): Promise<number[]> {
  const query = connection.builder
    .selectFrom('incidents')
    .select('number')
    .where('number', '>', last)
    .orderBy('number')
    .limit(atOnce);
  return (await run(connection, query)).map((row) => row.number);
}
