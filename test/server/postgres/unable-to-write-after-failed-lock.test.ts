import { describe, expect, test } from 'vitest';
import { emptyDatabase, testStore } from '../support/database.ts';
import { HurtDesk } from '../support/hurt-desk.ts';
import {
  administrator,
  cancelStatements,
  holdHead,
  untilOneWaits,
} from '../support/hurt-postgres.ts';
import { reportTo } from '../support/log.ts';

describe('the lock of the log', () => {
  test('LOG-22: when waiting for it was cancelled, the next write works, and reads what was committed meanwhile', async () => {
    const url = await emptyDatabase();
    const admin = await administrator(url);
    const store = await testStore(url);
    await reportTo(store);
    const held = await holdHead(url);
    // With a key that is looked up in the same packet: that, too, fails, and says less.
    const cancelled = store.write(async () => 'written', {
      replies: [{ scope: 'desk', key: 'one' }],
    });
    const refused = expect(cancelled).rejects.toMatchObject({
      code: 'database-unavailable',
      cause: { code: '57014' },
    });
    await untilOneWaits(admin);
    await cancelStatements(admin);
    await refused;
    await held.release();
    expect(await reportTo(await testStore(url))).toBe(2);
    expect(await reportTo(store)).toBe(3);
  });

  test('LOG-22: when it was held for too long, the next write works, and health has told both', async () => {
    const url = await emptyDatabase();
    const desk = new HurtDesk(url);
    await desk.report();
    const held = await holdHead(url);
    const refusal = desk.refusal();
    await untilOneWaits(await administrator(url));
    await desk.isUnwell();
    expect(await refusal).toMatchObject({ code: 'database-unavailable' });
    expect(desk.log.join()).toContain('canceling statement due to lock timeout');
    expect(await desk.health()).toBe(503);
    await held.release();
    await desk.isBack();
    await desk.hasLostNothing();
  });

  test('LOG-10: when a batch is refused for the lock, nobody in it waits for the lock again', async () => {
    const url = await emptyDatabase();
    const admin = await administrator(url);
    const store = await testStore(url);
    await reportTo(store);
    const held = await holdHead(url);
    const batch = Array.from({ length: 20 }, (_, index) =>
      store.write(async () => 'written', { replies: [{ scope: 'desk', key: `${index}` }] }),
    );
    const outcomes = Promise.allSettled(batch);
    await untilOneWaits(admin);
    await cancelStatements(admin);
    // All of them, though the lock is still held.
    expect(await outcomes).toMatchObject(
      batch.map(() => ({ reason: { code: 'database-unavailable', cause: { code: '57014' } } })),
    );
    await held.release();
  });
});
