import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../../packages/server/src/store/open-store.ts';
import { PostgresWriter } from '../../../packages/server/src/store/postgres/writer.ts';
import { bareDatabase, emptyDatabase, testStore } from '../support/database.ts';
import { HurtDesk } from '../support/hurt-desk.ts';
import { administrator } from '../support/hurt-postgres.ts';
import { brokenLink, reportTo, wholeLog } from '../support/log.ts';
import { transactionPooler } from '../support/transaction-pooler.ts';

describe('a pooler that gives each transaction another session', () => {
  test('LOG-25: instances write and read through it at the same time, and lose nothing', async () => {
    const url = await emptyDatabase();
    const pooled = await transactionPooler(url, 3);
    const desks = [new HurtDesk(pooled), new HurtDesk(pooled)];
    for (const desk of desks) await desk.isBack();
    const stops = desks.map((desk) => desk.busy());
    for (let time = 0; time < 20; time += 1) {
      await Promise.all(desks.map((desk) => desk.report()));
    }
    for (const stop of stops) expect(await stop()).toEqual(new Set());
    for (const desk of desks) {
      expect(await desk.health()).toBe(200);
      await desk.hasLostNothing();
    }
  });

  test('LOG-25: what it needs of a session it says in each transaction, and it leaves nothing behind', async () => {
    const url = await emptyDatabase();
    const admin = await administrator(url);
    const name = new URL(url).pathname.slice(1);
    await admin.query(`alter database ${name} set synchronous_commit = off`);
    const pooled = await transactionPooler(url, 1);
    const notes: string[] = [];
    const store = await openStore(pooled, { note: (sentence) => notes.push(sentence) });
    await reportTo(store);
    await reportTo(store);
    expect(brokenLink(await wholeLog(store))).toBeNull();
    expect(notes).toEqual([expect.stringContaining('behind a pooler')]);
    await store.close();

    const settings = `select current_setting('synchronous_commit') as commit,
      current_setting('lock_timeout') as lock`;
    const writer = new PostgresWriter(pooled);
    const { connection } = await writer.begin([]);
    expect(await connection.allOnce(settings, [])).toEqual([{ commit: 'on', lock: '10s' }]);
    await writer.rollback();
    await writer.close();

    const next = new pg.Client(pooled);
    await next.connect();
    expect((await next.query(settings)).rows).toEqual([{ commit: 'off', lock: '0' }]);
    expect((await next.query('select name from pg_prepared_statements')).rows).toEqual([]);
    expect((await next.query('select pg_listening_channels()')).rows).toEqual([]);
    await next.end();
  });

  test('LOG-25: what a pooler does not allow is told at the start, and not waited for', async () => {
    const url = await emptyDatabase();
    const statements = await transactionPooler(url, 1, 'statement');
    await expect(openStore(statements)).rejects.toThrow(/a pooler that allows no transactions/);
    const transactions = await transactionPooler(url, 1);
    await expect(openStore(`${transactions}?schema=desk`)).rejects.toThrow(
      /a pooler that takes neither \?schema= nor \?options=/,
    );
  });

  test('LOG-25: the tables are made through it', async () => {
    const url = await bareDatabase();
    const pooled = await transactionPooler(url, 2);
    expect(await reportTo(await testStore(pooled))).toBe(1);
  });
});
