import { expect, test } from 'vitest';
import { GroupCommit } from '../../../packages/server/src/store/commit/group-commit.ts';
import { DocumentCache } from '../../../packages/server/src/store/document-cache.ts';
import { PostgresReader } from '../../../packages/server/src/store/postgres/reader.ts';
import { PostgresWriter } from '../../../packages/server/src/store/postgres/writer.ts';
import { emptyDatabase } from '../support/database.ts';
import { untilItWorks } from '../support/hurt-postgres.ts';
import { reportOn } from '../support/log.ts';
import { wayTo } from '../support/proxy.ts';

/** A way to the database on which, from some moment on, nothing is heard of the connections that there are. */
async function fadingWayTo(url: string) {
  let fade = () => {};
  const way = await wayTo(url, (client, database) => {
    client.pipe(database).pipe(client);
    const before = fade;
    fade = () => {
      before();
      client.unpipe();
      database.unpipe();
      client.resume();
      database.resume();
    };
  });
  return { url: way, fade: () => fade() };
}

test('LOG-22: a machine that has vanished without a word is not waited for as long as the network would', async () => {
  const way = await fadingWayTo(await emptyDatabase());
  const writer = new PostgresWriter(way.url, 200);
  const commits = new GroupCommit(writer, new DocumentCache());
  const reader = new PostgresReader(way.url, new DocumentCache(), 1, 200);
  const write = () => commits.write((transaction) => reportOn(transaction));
  const read = () => reader.read((snapshot) => snapshot.log.lastSeq());
  expect(await write()).toBe(1);
  expect(await read()).toBe(1);
  way.fade();
  await expect(write()).rejects.toMatchObject({ code: 'database-unavailable' });
  // The transaction of the lost connection ends with it.
  expect(await untilItWorks(write)).toBe(2);
  expect(await untilItWorks(read)).toBe(2);
  await commits.close();
  await writer.close();
  await reader.close();
});
