import { describe, expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../packages/server/src/store/open-store.ts';
import type { Store } from '../../../packages/server/src/store/port/store.ts';
import { PostgresStore } from '../../../packages/server/src/store/postgres/store.ts';
import { PostgresWriter } from '../../../packages/server/src/store/postgres/writer.ts';
import { administer } from '../../support/postgres.ts';
import { startWriter } from '../support/children.ts';
import { emptyDatabase, testStore } from '../support/database.ts';
import { ownPostgres, untilItWorks } from '../support/hurt-postgres.ts';
import { brokenLink, reportTo, wholeLog } from '../support/log.ts';

const head = (store: Store) => store.read((snapshot) => snapshot.log.lastSeq());

describe('PostgreSQL going away', () => {
  test('LOG-4 LOG-9: a store goes on by itself after PostgreSQL was restarted, and has what it answered', async () => {
    const { server, url } = await ownPostgres();
    const store = await testStore(url);
    const listening = await testStore(url);
    await reportTo(store);
    await server.stop();
    const refusals = await Promise.allSettled([
      reportTo(store),
      reportTo(store),
      head(store),
      reportTo(listening),
    ]);
    expect(refusals).toMatchObject(
      refusals.map(() => ({ status: 'rejected', reason: { code: 'database-unavailable' } })),
    );
    await server.start();
    const later: unknown[] = [];
    const number = await untilItWorks(() => reportTo(store), later);
    expect(later).toMatchObject(later.map(() => ({ code: 'database-unavailable' })));
    expect(await untilItWorks(() => head(store))).toBe(number);
    // Nothing that was refused was kept, nothing that was answered is missing.
    expect(number).toBe(2);
    expect(brokenLink(await wholeLog(store))).toBeNull();
    // The hints come again, too.
    await new Promise<void>((resolve) => {
      listening.onHint((seq) => seq >= 3 && resolve());
      const report = async () => {
        await reportTo(store);
      };
      void untilItWorks(report);
    });
  });

  test('LOG-4: a connection that is cut while it is used is told apart: answered and kept, or refused and not', async () => {
    const url = await emptyDatabase();
    const store = await testStore(url);
    const cutting = await testStore(url);
    const kept = new Set<number>();
    let refused = 0;
    const database = new URL(url);
    const cut = () =>
      administer(
        `${database.protocol}//${database.username}:${database.password}@${database.host}`,
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = '${database.pathname.slice(1)}' and pid <> pg_backend_pid()`,
      );
    let isCutting = true;
    const cuts = (async () => {
      for (let each = 0; each < 25; each += 1) await cut();
      isCutting = false;
    })();
    const write = async () => {
      while (isCutting) {
        await reportTo(store).then(
          (number) => kept.add(number),
          (error) => {
            expect(error.code).toBe('database-unavailable');
            expect(error.message).toContain('Nothing was changed');
            refused += 1;
          },
        );
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    await Promise.all([cuts, ...[1, 2, 3, 4].map(write)]);
    const log = await untilItWorks(() => wholeLog(cutting));
    expect(refused).toBeGreaterThan(0);
    expect(log.length).toBe(kept.size);
    expect(brokenLink(log)).toBeNull();
  });

  test('LOG-9: when an instance is killed in the middle of a commit, nothing of it is left and the others go on at once', async () => {
    const url = await emptyDatabase();
    const store = await testStore(url);
    await reportTo(store);
    const killed = startWriter(url, '1', 'hold');
    killed.begin();
    await killed.says(1);
    // Waits for the lock that the other holds.
    const waiting = [reportTo(store), reportTo(store)];
    await killed.kill();
    expect(await Promise.all(waiting)).toEqual([2, 3]);
    const log = await wholeLog(store);
    expect(log).toHaveLength(3);
    expect(JSON.stringify(log)).not.toMatch(/half-written|shares the commit/);
    expect(brokenLink(log)).toBeNull();
  });

  test('LOG-9: a commit is hinted to the other instances, with its position, and not to its own', async () => {
    const url = await emptyDatabase();
    const [one, other] = [await testStore(url), await testStore(url)];
    const own: number[] = [];
    one.onHint((seq) => own.push(seq));
    const hinted = (store: Store) => new Promise<number>((resolve) => store.onHint(resolve));
    const atOther = hinted(other);
    await reportTo(one);
    expect(await atOther).toBe(1);
    // A hint that comes after the other's own has to be the other's.
    const atOne = hinted(one);
    await reportTo(other);
    expect(await atOne).toBe(2);
    expect(own).toEqual([2]);
  });
});

describe('PostgreSQL at the start', () => {
  test('LOG-9: it is waited for, as containers start in any order', async () => {
    const { server, url } = await ownPostgres();
    await server.stop();
    let hasNoted = (_sentence: string) => {};
    const noted = new Promise<string>((resolve) => {
      hasNoted = resolve;
    });
    const opening = openStore(url, { note: hasNoted });
    expect(await noted).toMatch(/^PostgreSQL at 127\.0\.0\.1:\d+ cannot be reached .*Waiting/);
    await server.start();
    const store = await opening;
    expect(await reportTo(store)).toBe(1);
    await store.close();
  });

  test('LOG-9: what cannot be opened is told in a sentence that names the place and no password', async () => {
    const url = new URL(await emptyDatabase());
    const change = (change: Partial<URL>) => Object.assign(new URL(url), change).href;
    const nowhere = change({ port: '1' });
    const failures = await Promise.all(
      [
        nowhere,
        change({ password: 'hunter2' }),
        change({ pathname: '/no_such' }),
        'postgres://kit:hunter2@[nonsense/kit',
      ].map((each) =>
        PostgresStore.open(each, { startTimeoutMs: 100, note() {} }).then(
          () => 'opened',
          (error: Error) => `${error.message} ${JSON.stringify(error)} ${String(error.cause)}`,
        ),
      ),
    );
    expect(failures).toEqual([
      expect.stringMatching(/PostgreSQL at 127\.0\.0\.1:1 cannot be reached .*DATABASE_URL/),
      expect.stringMatching(/does not let the user “kit” in/),
      expect.stringMatching(/has no database “no_such”/),
      expect.stringMatching(/not an address of PostgreSQL/),
    ]);
    expect(failures.join()).not.toMatch(/hunter2|kit:kit/);
  });

  test('LOG-4: commits are on disk also where the server’s default is not to wait for that', async () => {
    const url = await emptyDatabase();
    const name = new URL(url).pathname.slice(1);
    await administer(
      url.slice(0, -name.length - 1),
      `alter database ${name} set synchronous_commit = off`,
    );
    const writer = new PostgresWriter(url);
    onTestFinished(() => writer.close());
    const { connection } = await writer.begin([]);
    const setting = `select current_setting('synchronous_commit') as value`;
    expect(await connection.allOnce(setting, [])).toEqual([{ value: 'on' }]);
    await writer.rollback();
  });
});
