import { describe, expect, test } from 'vitest';
import { sourceKinds } from '../../../packages/server/src/intake/kinds.ts';
import { Sources } from '../../../packages/server/src/operations/signals/sources.ts';
import { base, grace, testKit } from '../support/kit.ts';
import { alert, message } from './alertmanager-message.ts';

const secret = '0f3b92c47de81a6655ab31d09c7e42f8';
const minutes = 60_000;
const source = (rest: object = {}) => ({
  ...{ key: 'prometheus', kind: 'alertmanager', secret },
  ...rest,
});

function silent(rest: object) {
  const kit = testKit({ sources: [source(rest)] });
  kit.clock.now = Date.UTC(2026, 10, 26, 9);
  const { clock } = kit;
  const iso = (at: number) => new Date(at).toISOString();
  const send = async (alerts: object[]) => {
    const url = `${base}/intake/prometheus/${secret}`;
    const answer = await kit.kit.fetch(new Request(url, { method: 'POST', body: message(alerts) }));
    expect(answer.status).toBe(202);
  };
  const pass = async (ms: number) => {
    clock.now += ms;
    await kit.kit.fireDue();
  };
  const desk = kit.as(grace);
  const statuses = async () =>
    (await desk.incidents.list.query({ status: 'all' })).incidents
      .sort((one, other) => (one.incident < other.incident ? -1 : 1))
      .map(({ status }) => status.category);
  const entries = async (incident: string) =>
    (await desk.incidents.timeline.query({ incident })).entries;
  return { ...kit, desk, iso, send, pass, statuses, entries };
}

describe('silence', () => {
  test('SIG-13: an alert of which nothing more is heard is over by silence, and says so', async () => {
    const { send, pass, statuses, entries, clock, iso, desk } = silent({ expireSeconds: 600 });
    const fires = alert('aa', { startsAt: iso(clock.now) });
    await send([fires]);
    await pass(9 * minutes);
    await send([fires]);
    await pass(10 * minutes - 1);
    expect((await desk.signals.alerts.query({})).alerts).toHaveLength(1);
    await pass(1);
    expect((await desk.signals.alerts.query({})).alerts).toEqual([]);
    expect((await entries('INC-1')).at(-1)).toMatchObject({ kind: 'alert-ended', by: 'silence' });
    await pass(2 * minutes);
    expect(await statuses()).toEqual(['resolved']);
    // It was not over: what is heard of it then opens it again.
    await send([fires]);
    expect(await statuses()).toEqual(['active']);
  });

  test('SIG-13: without an expiry an alert fires for as long as nobody says otherwise', async () => {
    const { send, pass, statuses, clock, iso } = silent({});
    await send([alert('aa', { startsAt: iso(clock.now) })]);
    await pass(29 * 24 * 60 * minutes);
    expect(await statuses()).toEqual(['new']);
  });

  test('SIG-13: a source that is silent for too long is one incident, which its next delivery ends', async () => {
    const { send, pass, statuses, entries, clock, iso } = silent({ heartbeatSeconds: 300 });
    const start = clock.now;
    const over = () =>
      alert('aa', { status: 'resolved', startsAt: iso(start), endsAt: iso(clock.now) });
    await send([over()]);
    await pass(5 * minutes);
    expect(await statuses()).toEqual([]);
    await pass(1);
    await pass(20 * minutes);
    expect(await statuses()).toEqual(['new']);
    expect((await entries('INC-1'))[0]).toMatchObject({
      title: 'Nothing is heard of prometheus',
      actor: { name: 'prometheus' },
    });
    await send([over()]);
    await pass(2 * minutes);
    expect(await statuses()).toEqual(['resolved']);
  });

  test('SIG-13: a kind that never says that an alert is over needs an expiry', () => {
    const [kind] = sourceKinds.values();
    if (!kind) throw new Error('There are no kinds.');
    const kinds = new Map([['never', { ...kind, name: 'never', resolves: false }]]);
    const never = { key: 'never', kind: 'never', secret };
    expect(() => new Sources([never], kinds)).toThrow('set its expireSeconds');
    expect(new Sources([{ ...never, expireSeconds: 600 }], kinds).get('never')?.expireMs).toBe(
      600_000,
    );
  });
});
