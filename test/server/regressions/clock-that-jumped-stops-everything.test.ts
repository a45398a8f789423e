import { describe, expect, test } from 'vitest';
import { makeFacts } from '../../../packages/server/src/operations/metrics/make-facts.ts';
import { run } from '../support/cli.ts';
import { emptyDatabase, execute, testStore } from '../support/database.ts';
import { base, grace, refusalOf, report, rosa, testKit } from '../support/kit.ts';
import { readTables } from '../support/tables.ts';

const year = 365 * 86_400_000;

/** A desk whose clock was ten years ahead while INC-2 was reported, and is right again. */
async function jumped() {
  const database = await emptyDatabase();
  const { kit, clock, as } = testKit({ database });
  clock.now = Date.now();
  await as(rosa).incidents.report.mutate(report());
  clock.now += 10 * year;
  await as(rosa).incidents.report.mutate(report({ title: 'Reported in the future' }));
  clock.now = Date.now();
  const health = async () => {
    const response = await kit.fetch(new Request(`${base}/healthz`));
    return { http: response.status, ...(await response.json()) };
  };
  return { database, kit, clock, as, desk: as(grace).incidents, health };
}

const time = () => new Date().toISOString().slice(0, 16) + 'Z';
const who = ['--by', 'Grace Okafor', '--reason', 'The battery of the machine was empty'];

describe('a clock that was ahead while something was recorded', () => {
  test('LOG-8 API-1: health says so, and so does every command that is refused for it', async () => {
    const { desk, as, health, kit, clock } = await jumped();
    const refusal = await refusalOf(desk.acknowledge.mutate({ incident: 'INC-1' }));
    expect(refusal).toMatchObject({ code: 'clock-behind', httpStatus: 503 });
    expect(refusal.message).toContain('3,650 days behind the log');
    expect(await health()).toMatchObject({
      http: 503,
      status: 'clock-behind',
      error: { code: 'clock-behind', message: expect.stringContaining('incident-kit doctor') },
    });
    // What is there can be read, and what falls due is left alone.
    expect((await desk.list.query({})).total).toBe(2);
    expect(await kit.fireDue()).toBe(0);
    expect((await refusalOf(as(rosa).incidents.report.mutate(report()))).code).toBe('clock-behind');
    // A clock that is a little behind is no matter.
    clock.now += 10 * year - 30_000;
    expect(await health()).toMatchObject({ http: 200, status: 'ok' });
    await desk.acknowledge.mutate({ incident: 'INC-1' });
  });

  test('LOG-28: the doctor explains it, and changes nothing', async () => {
    const { database, health } = await jumped();
    const tables = ['events', 'head', 'incidents'];
    const before = await readTables(database, tables);
    const { code, out } = await run('doctor', '--database', database);
    expect(code).toBe(1);
    expect(out).toContain('after now: the clock says');
    expect(out).toContain('INC-2');
    expect(out).toContain('--correct-time');
    for (const [args, expected] of [
      [['--correct-time', time(), '--by', 'Grace'], 2],
      [['--correct-time', time(), '--by', '\u200b', '--reason', 'Because'], 2],
      [['--correct-time', '2026-11-26T09:30', ...who], 2],
      [['--correct-time', '2001-01-01T00:00Z', ...who], 1],
    ] as const) {
      const refused = await run('doctor', '--database', database, ...args);
      expect.soft(refused.code, `${args.join(' ')}: ${refused.err}`).toBe(expected);
      expect.soft(refused.err).not.toContain('    at ');
    }
    expect(await readTables(database, tables)).toEqual(before);
    expect(await health()).toMatchObject({ http: 503 });
  }, 60_000);

  test('LOG-28: somebody lets the log go on from now, and it keeps who and why', async () => {
    const { database, desk, as, health, clock } = await jumped();
    const corrected = await run('doctor', '--database', database, '--correct-time', time(), ...who);
    expect(corrected, corrected.err).toMatchObject({ code: 0 });
    expect(corrected.out).toContain('Grace Okafor');
    // The server that was running goes on.
    clock.now = Date.now();
    expect(await health()).toMatchObject({ http: 200, status: 'ok' });
    for (const incident of ['INC-1', 'INC-2']) {
      await desk.acknowledge.mutate({ incident });
      await desk.hold.mutate({ incident, to: 'waiting-vendor', reason: 'A battery' });
      clock.now += 10_000;
      await desk.resume.mutate({ incident });
      await desk.resolve.mutate({ incident, code: 'fixed', text: 'Set the clock' });
      const { incident: after } = await desk.get.query({ incident });
      expect(after.status.category).toBe('resolved');
      const explained = await desk.explainClock.query({ incident, target: 'resolution' });
      expect(explained.spans.every(({ from, to }) => to === null || to >= from)).toBe(true);
      expect((await desk.timeline.query({ incident })).entries.length).toBeGreaterThan(4);
    }
    await as(rosa).incidents.report.mutate(report());

    const well = await run('doctor', '--database', database);
    expect(well, well.out).toMatchObject({ code: 0 });
    expect(well.out).toContain('by Grace Okafor: The battery of the machine was empty');
    const again = await run('doctor', '--database', database, '--correct-time', time(), ...who);
    expect(again).toMatchObject({ code: 1, err: 'The log is not ahead of the clock.\n' });
    const verified = await run('verify', '--database', database);
    expect(verified, verified.out).toMatchObject({ code: 0 });
    // What figures are made of is made beside the log, a moment later.
    await makeFacts(await testStore(database));
    const before = await readTables(database);
    expect(await run('rebuild', '--database', database)).toMatchObject({ code: 0 });
    expect(await readTables(database)).toEqual(before);
    // Somebody who takes the correction out is found.
    await execute(database, `update events set data = '{}' where type = 'log.time-corrected'`);
    expect(await run('verify', '--database', database)).toMatchObject({ code: 1 });
  }, 60_000);
});
