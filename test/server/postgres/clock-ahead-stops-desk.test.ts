import { createIncidentKit } from '@incident-kit/server';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type Child, startShifted } from '../support/children.ts';
import { emptyDatabase, testStore } from '../support/database.ts';
import { clientOf, grace, headersOf, intranet, report } from '../support/kit.ts';
import { wholeLog } from '../support/log.ts';

const [minute, hour] = [60_000, 3_600_000];

type Said = { url?: string; code?: string; msg?: string; offByMs?: number; fired?: number };

/** The first line that it says which is meant. */
async function line(child: Child, isMeant: (said: Said) => boolean): Promise<Said> {
  for (let count = 1; ; count += 1) {
    await child.says(count);
    const said: Said = JSON.parse(child.lines[count - 1] ?? '');
    if (isMeant(said)) return said;
  }
}

test.each([
  ['ahead', 2 * hour],
  ['behind', -2 * hour],
])(
  'LOG-23: an instance that is two hours %s breaches nothing, stops nobody and says so',
  async (_, shift) => {
    const database = await emptyDatabase();
    const kit = createIncidentKit({ database, sites: [intranet] });
    onTestFinished(() => kit.close());
    const desk = clientOf(kit.fetch, grace, Date.now);
    // To be answered within minutes, and to be solved within hours.
    const urgent = () => report({ impact: 'high', urgency: 'high' });
    await desk.incidents.report.mutate(urgent());

    const child = startShifted(database, shift);
    const told = await line(child, ({ code }) => code === 'clock-off');
    expect(told.msg).toContain(`120 minutes ${shift > 0 ? 'ahead of' : 'behind'} the database's`);
    expect(Math.abs((told.offByMs ?? 0) - shift)).toBeLessThan(minute);
    const { url = '' } = await line(child, (said) => said.url !== undefined);
    const health = await fetch(`${url}/healthz`);
    expect([health.status, (await health.json()).error.code]).toEqual([503, 'clock-off']);

    // What it is asked to write, it writes with the time of the database.
    const there = clientOf(fetch, grace, Date.now, url);
    await there.incidents.report.mutate(urgent());
    child.begin();
    expect((await line(child, ({ fired }) => fired !== undefined)).fired).toBe(0);
    const { reportedAt } = await desk.incidents.report.mutate(urgent());
    expect(Math.abs(reportedAt - Date.now())).toBeLessThan(minute);
    const log = await wholeLog(await testStore(database));
    expect(log.map(({ type }) => type).filter((type) => /warned|breached/.test(type))).toEqual([]);
    expect(log.filter(({ at }) => Math.abs(at - Date.now()) > minute)).toEqual([]);
    expect((await kit.fetch(new Request('http://kit.test/healthz'))).status).toBe(200);
    await child.kill();
  },
);

test('LOG-23: a clock that is set while the instance runs changes nothing of its time, and it sweeps again once it is right', async () => {
  const store = await testStore();
  const { now } = Date;
  const spy = vi.spyOn(Date, 'now');
  onTestFinished(() => spy.mockRestore());
  expect(await store.check()).toBeNull();
  for (const shift of [2 * hour, -2 * hour, 10_000]) {
    spy.mockImplementation(() => now() + shift);
    expect(Math.abs(store.now() - now())).toBeLessThan(2_000);
    expect(await store.check()).toMatchObject({ code: 'clock-off' });
    expect(Math.abs(store.now() - now())).toBeLessThan(2_000);
    spy.mockImplementation(now);
    expect(await store.check()).toBeNull();
  }
});

test('LOG-23: a clock that was given is the one to go by, whatever the database’s says', async () => {
  const database = await emptyDatabase();
  const clock = { now: Date.UTC(2031, 0, 1) };
  const kit = createIncidentKit({ database, sites: [intranet], now: () => clock.now });
  onTestFinished(() => kit.close());
  const desk = clientOf(kit.fetch, grace, () => clock.now);
  const { incident, reportedAt } = await desk.incidents.report.mutate(
    report({ impact: 'high', urgency: 'high' }),
  );
  expect(reportedAt).toBe(clock.now);
  clock.now += hour;
  // Its own timer may have been quicker.
  await kit.fireDue();
  const { entries } = await desk.incidents.timeline.query({ incident });
  expect(entries.map(({ kind }) => kind)).toContain('sla-breached');
  const health = await kit.fetch(
    new Request('http://kit.test/healthz', { headers: await headersOf(grace, clock.now) }),
  );
  expect(health.status).toBe(200);
});
