import type { Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { emptyDatabase, execute, testStore } from '../support/database.ts';
import { reportTo, wholeLog } from '../support/log.ts';
import { wayTo } from '../support/proxy.ts';

/** A way to the database that can be cut after a commit has gone in, and before its answer has come out. */
async function proxyTo(url: string) {
  let losesAnswer = false;
  let isClosed = false;
  const sockets = new Set<Socket>();
  const through = await wayTo(url, (client, database) => {
    let hasCommitted = false;
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    }
    if (isClosed) client.destroy();
    client.on('data', (bytes) => {
      hasCommitted ||= losesAnswer && bytes.includes('commit\0');
      database.write(bytes);
    });
    database.on('data', (bytes) => {
      if (!hasCommitted) client.write(bytes);
      // “C”, the tag with its length, “COMMIT”: it is on disk, and nobody will hear of it.
      else if (bytes.includes('COMMIT\0')) {
        losesAnswer = false;
        client.destroy();
      }
    });
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  return {
    url: through,
    loseTheNextAnswer() {
      losesAnswer = true;
    },
    close() {
      isClosed = true;
    },
  };
}

describe('a commit whose answer is lost', () => {
  test('LOG-4: it was made, so those who sent it are answered, and it is there once', async () => {
    const url = await emptyDatabase();
    const proxy = await proxyTo(url);
    const store = await testStore(proxy.url);
    const told: number[] = [];
    store.onCommit((events) => told.push(...events.map((each) => each.seq)));
    await reportTo(store);
    proxy.loseTheNextAnswer();
    expect(await Promise.all([reportTo(store), reportTo(store)])).toEqual([2, 3]);
    expect(await reportTo(store)).toBe(4);
    expect(told).toEqual([1, 2, 3, 4]);
    expect((await wholeLog(await testStore(url))).map((each) => each.seq)).toEqual([1, 2, 3, 4]);
  });

  test('LOG-5: PostgreSQL gave it up at the last moment, so those who sent it are refused, and nothing is there', async () => {
    const url = await emptyDatabase();
    const store = await testStore(url);
    await reportTo(store);
    await execute(
      url,
      `create function leave() returns trigger language plpgsql as
         'begin perform pg_terminate_backend(pg_backend_pid()); return null; end';
       create constraint trigger leaving after insert on events
         deferrable initially deferred for each row execute function leave()`,
    );
    const refused = await Promise.allSettled([reportTo(store), reportTo(store)]);
    expect(refused).toMatchObject(
      refused.map(() => ({
        reason: {
          code: 'database-unavailable',
          message: expect.stringContaining('Nothing was changed'),
        },
      })),
    );
    await execute(url, 'drop trigger leaving on events');
    expect(await reportTo(store)).toBe(2);
  });

  test('LOG-4: when nobody can be asked how it ended, that is what is said', async () => {
    const url = await emptyDatabase();
    const proxy = await proxyTo(url);
    const store = await testStore(proxy.url);
    await reportTo(store);
    proxy.loseTheNextAnswer();
    proxy.close();
    await expect(reportTo(store)).rejects.toMatchObject({
      code: 'database-unavailable',
      message: expect.stringContaining('Look whether this was kept'),
    });
    expect(await wholeLog(await testStore(url))).toHaveLength(2);
  });
});
