import type pg from 'pg';
import { describe, expect, test } from 'vitest';
import { emptyDatabase } from '../support/database.ts';
import { HurtDesk } from '../support/hurt-desk.ts';
import {
  administrator,
  cancelStatements,
  fillDisk,
  hold,
  holdHead,
  killSession,
  ownPostgres,
  terminateSessions,
  untilItWorks,
} from '../support/hurt-postgres.ts';

/** The codes of what may be refused meanwhile. */
const unavailable = new Set(['database-unavailable']);

/** A desk that reports, reads and looks at its health all the time while its database is hurt. */
async function hurt(
  url: string,
  harm: (admin: pg.Client, desk: HurtDesk) => Promise<void>,
  expected = unavailable,
): Promise<void> {
  const desk = new HurtDesk(url);
  await desk.report();
  const stop = desk.busy();
  await harm(await administrator(url), desk);
  await desk.isBack();
  const refusals = await stop();
  expect([...refusals].filter((code) => !expected.has(code))).toEqual([]);
  await desk.hasLostNothing();
}

/** Harm that lasts until it is taken away: meanwhile the desk says that it is not well. */
const lasting =
  (begin: (admin: pg.Client, url: string) => Promise<() => Promise<unknown>>, url: string) =>
  async (admin: pg.Client, desk: HurtDesk) => {
    const end = await begin(admin, url);
    await desk.isUnwell();
    await end();
  };

describe('a busy desk loses nothing that it has answered, says how it is, and is back', () => {
  test.for<[string, (admin: pg.Client) => Promise<void>]>([
    ['its statements are cancelled', cancelStatements],
    ['its sessions are ended', terminateSessions],
  ])('LOG-22: when %s, again and again', async ([, harm]) => {
    await hurt(await emptyDatabase(), async (admin) => {
      for (let time = 0; time < 15; time += 1) {
        await harm(admin);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    });
  });

  test.for<[string, (admin: pg.Client, url: string) => Promise<() => Promise<unknown>>]>([
    [
      'somebody holds the lock of the log',
      async (_admin, url) => {
        const held = await holdHead(url);
        return () => held.release();
      },
    ],
    [
      'somebody holds a table that it writes to',
      async (_admin, url) => {
        const held = await hold(url, 'lock table incidents in exclusive mode');
        return () => held.release();
      },
    ],
    ['there is no room for more', (admin) => fillDisk(admin)],
    [
      'the database only lets it read',
      async (admin, url) => {
        const name = new URL(url).pathname.slice(1);
        await admin.query(`alter database ${name} set default_transaction_read_only = on`);
        await terminateSessions(admin);
        return async () => {
          await admin.query('set default_transaction_read_only = off');
          await admin.query(`alter database ${name} reset default_transaction_read_only`);
          await terminateSessions(admin);
        };
      },
    ],
  ])('LOG-22: when %s', async ([, begin]) => {
    const url = await emptyDatabase();
    await hurt(url, lasting(begin, url));
  });

  test('LOG-22: when a constraint refuses whatever it writes', async () => {
    const url = await emptyDatabase();
    const begin = async (admin: pg.Client) => {
      await admin.query('alter table events add constraint no_more check (false) not valid');
      return () => admin.query('alter table events drop constraint no_more');
    };
    // That is no reason to try again, so it is told as what nobody foresaw.
    await hurt(url, lasting(begin, url), new Set([...unavailable, 'internal']));
  });

  test('LOG-22: when PostgreSQL is stopped, crashes, or loses a process to the system', async () => {
    const { server, url } = await ownPostgres();
    const desk = new HurtDesk(url);
    await desk.report();
    const stop = desk.busy();
    const down = async (how: 'stop' | 'crash') => {
      await server[how]();
      await desk.isUnwell();
      await server.start();
      await desk.isBack();
    };
    await down('stop');
    await down('crash');
    const admin = await administrator(url);
    const ended = new Promise((resolve) => admin.once('end', resolve));
    await killSession(admin);
    await ended;
    // It may have recovered before anybody could ask how the desk is.
    await untilItWorks(() => desk.report());
    await desk.isBack();
    expect(await stop()).toEqual(unavailable);
    await desk.hasLostNothing();
  });
});
