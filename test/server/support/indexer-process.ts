/**
 * `node indexer-process.ts <database>`
 *
 * Indexes the words of what is reported to a database, of a few incidents at a time, and says a line for each time. It
 * begins with the first line of its input, so that it can be started ahead of time.
 */
import { once } from 'node:events';
import { openStore } from '../../../packages/server/src/store/open-store.ts';

const [url = ''] = process.argv.slice(2);
await once(process.stdin, 'data');
const store = await openStore(url);
for (;;) {
  const before = await store.read(({ texts }) => texts.countUnindexed());
  if (before > 0) await store.write(({ texts }) => texts.catchUp(3));
  if (before > 0) process.stdout.write(`${before}\n`);
  else await new Promise((resolve) => setTimeout(resolve, 5));
}
