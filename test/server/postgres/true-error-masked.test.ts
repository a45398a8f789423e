import { describe, expect, test } from 'vitest';
import { emptyDatabase, execute, testStore } from '../support/database.ts';
import { HurtDesk } from '../support/hurt-desk.ts';
import { administrator, fillDisk } from '../support/hurt-postgres.ts';
import { reportTo } from '../support/log.ts';

describe('what the database refused a write with', () => {
  test('LOG-10 LOG-22: a full disk refuses everybody with that, health says so, and once there is room the desk goes on', async () => {
    const url = await emptyDatabase();
    const desk = new HurtDesk(url);
    const incident = await desk.report();
    const makeRoom = await fillDisk(await administrator(url));
    const refusals = await Promise.all(Array.from({ length: 12 }, () => desk.refusal()));
    expect(refusals).toMatchObject(
      refusals.map(() => ({ code: 'database-unavailable', httpStatus: 503 })),
    );
    expect(desk.log.join()).toContain('No space left on device');
    expect(desk.log.join()).not.toContain('rolled back');
    expect(await desk.health()).toBe(503);
    // What can still be written elsewhere is no sign that a report can.
    await desk.writeAside(incident);
    expect(await desk.health()).toBe(503);
    await desk.read();
    await makeRoom();
    await desk.isBack();
    await desk.hasLostNothing();
  });

  test('LOG-22: a right that was taken away is named in the log, and health knows before anybody has written', async () => {
    const url = await emptyDatabase();
    const role = `clerk_${new URL(url).pathname.slice(1)}`;
    await execute(url, `create role ${role} login password 'kit' in role kit`);
    const clerk = Object.assign(new URL(url), { username: role, password: 'kit' }).href;
    await execute(
      url,
      `
      revoke kit from ${role};
      grant usage on schema public to ${role};
      grant all on all tables in schema public to ${role}`,
    );
    const desk = new HurtDesk(clerk);
    await desk.report();
    await execute(url, `revoke insert on events from ${role}`);
    await desk.isUnwell();
    expect(await desk.refusal()).toMatchObject({ code: 'database-unavailable' });
    expect(desk.log.join()).toContain('permission denied for table events');
    await execute(url, `grant insert on events to ${role}`);
    await desk.isBack();
    await desk.hasLostNothing();
    await execute(url, `drop owned by ${role}; drop role ${role}`);
  });

  test('LOG-10 LOG-22: a constraint that a write violates is named in the log; the others of its batch are kept, and the desk is well', async () => {
    const url = await emptyDatabase();
    const store = await testStore(url);
    await execute(
      url,
      `alter table events add constraint no_cake check (personal not like '%cake%')`,
    );
    const outcomes = await Promise.allSettled(
      ['tea', 'cake', 'jam'].map((title) => reportTo(store, title)),
    );
    expect(outcomes).toMatchObject([
      { value: 1 },
      { reason: { message: expect.stringContaining('no_cake') } },
      { value: 2 },
    ]);
    await store.checkWritable();
  });
});
