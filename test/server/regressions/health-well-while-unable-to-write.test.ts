import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { emptyDatabase, engine } from '../support/database.ts';
import { HurtDesk } from '../support/hurt-desk.ts';
import { type HeldLock, holdHead } from '../support/hurt-postgres.ts';

/** Holds the lock that whoever writes needs. */
async function holdWrites(url: string): Promise<HeldLock> {
  if (engine === 'postgres') return holdHead(url);
  const database = new Database(url.slice('sqlite:'.length));
  database.exec('begin immediate');
  return {
    async release() {
      database.close();
    },
  };
}

test('LOG-22: health says that nothing can be written though it can be read, and that it can again; nothing is left of its looking', async () => {
  const url = await emptyDatabase();
  const desk = new HurtDesk(url);
  await desk.report();
  const { seq } = await desk.healthBody();
  const held = await holdWrites(url);
  await desk.isUnwell();
  await desk.read();
  await held.release();
  await expect.poll(() => desk.health(), { timeout: 5_000 }).toBe(200);
  expect((await desk.healthBody()).seq).toBe(seq);
  await desk.isBack();
  await desk.hasLostNothing();
});
