/**
 * A process that opens the store of a URL and writes for as long as it lives: argument 1 the URL,
 * argument 2 how many writers at a time. Prints the position of every event that it was answered, a
 * line each.
 *
 * `hold` as argument 3: it stops in the middle of a transaction, prints `holding`, and stays there.
 * It begins with the first line of its input, so that it can be started ahead of time.
 */
import { once } from 'node:events';
import { openStore } from '../../../packages/server/src/store/open-store.ts';
import { all, noteOn, reportOn } from './log.ts';

const [url = '', writers = '1', mode] = process.argv.slice(2);
await once(process.stdin, 'data');
const store = await openStore(url);

if (mode === 'hold') {
  void store.write((transaction) => reportOn(transaction, 'shares the commit'));
  void store.write(async (transaction) => {
    await reportOn(transaction, 'half-written');
    // Asking for a list puts what was written so far into the database's own transaction.
    await transaction.incidents.findNumbers(all, null, 1);
    process.stdout.write('holding\n');
    await new Promise(() => setInterval(() => {}, 60_000));
  });
} else {
  const write = async () => {
    for (;;) {
      const seq = await store.write(async (transaction) => {
        const number = await reportOn(transaction);
        return (await noteOn(transaction, number, 'and a note')).seq;
      });
      process.stdout.write(`${seq}\n`);
    }
  };
  for (let each = 0; each < Number(writers); each += 1) void write();
}
