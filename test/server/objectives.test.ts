import { describe, expect, test } from 'vitest';
import type { Objective } from '../../packages/server/src/domain/objectives/objectives.ts';
import { emptyDatabase } from './support/database.ts';
import {
  amir,
  base,
  closed,
  grace,
  intranet,
  refusalOf,
  report,
  rosa,
  testKit,
  visitor,
} from './support/kit.ts';

const secret = '0f3b92c47de81a6655ab31d09c7e42f8';
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const checkout: Objective = {
  ...{ id: 'checkout', name: 'Checkout works', service: 'applications' },
  ...{ target: 99.9, windowDays: 30, indicator: { kind: 'measurements' }, isPublic: false },
};
const mail: Objective = {
  ...{ id: 'mail', name: 'Mail is there', service: 'email', target: 99.9, windowDays: 30 },
  ...{ indicator: { kind: 'incidents', priority: 'P2' }, isPublic: true },
};

type Kit = ReturnType<typeof testKit>;

async function publish({ as }: Pick<Kit, 'as'>, objectives: readonly Objective[]) {
  const { configuration } = as(amir);
  const { current } = await configuration.get.query({ kind: 'objectives' });
  await configuration.publish.mutate({
    ...{ kind: 'objectives', basedOn: current.version, reason: 'The desk wants it so.' },
    document: { objectives: [...objectives] },
  });
}

const sources = ['shop', 'app'].map((key) => ({ key, kind: 'measurements', secret }));

/** A desk with two sources that count for an objective. */
async function counting(objectives: readonly Objective[], options: { database?: string } = {}) {
  const kit = testKit({ sources, ...options });
  await publish(kit, objectives);
  return { ...kit, ...counted(kit) };
}

function counted({ kit, as, clock }: Kit) {
  const desk = as(grace);
  const post = (body: unknown, source = 'shop') =>
    kit.fetch(
      new Request(`${base}/intake/${source}/${secret}`, {
        ...{ method: 'POST', body: JSON.stringify(body) },
      }),
    );
  return {
    desk,
    post,
    /** Of the last minutes, up to the one that runs. */
    async said(minutes: number, total: number, bad: number, source = 'shop') {
      const last = Math.floor(clock.now / minute) * minute;
      const measurements = Array.from({ length: minutes }, (_, index) => ({
        ...{ objective: 'checkout', minute: new Date(last - index * minute).toISOString() },
        ...{ good: total - bad, total },
      }));
      const answer = await post({ measurements }, source);
      expect(answer.status, await answer.text()).toBe(202);
    },
    async look() {
      clock.now += minute;
      await kit.fireDue();
    },
    state: async (id = 'checkout') => (await desk.objectives.get.query({ id })).objective,
    async raised() {
      const { incidents } = await desk.incidents.list.query({ status: 'all', limit: 100 });
      const own = incidents.filter(({ title }) => title?.includes('error budget'));
      return own.map(({ status }) => status.category);
    },
  };
}

describe('objectives', () => {
  test('SLO-1: a service and a priority that there are not, an id twice and a target without a budget are refused with their place', async () => {
    const { as } = testKit();
    const refusal = await refusalOf(
      publish({ as }, [
        { ...checkout, service: 'teapot' },
        { ...mail, id: 'checkout', indicator: { kind: 'incidents', priority: 'P9' } },
      ]),
    );
    expect(refusal.fields?.map(({ path }) => path.join('.'))).toEqual([
      'document.objectives.1.id',
      'document.objectives.0.service',
      'document.objectives.1.indicator.priority',
    ]);
    for (const target of [100, 10, 99.12345]) {
      const { fields } = await refusalOf(publish({ as }, [{ ...checkout, target }]));
      expect(fields?.[0]?.path).toEqual(['document', 'objectives', 0, 'target']);
    }
    expect(await as(grace).objectives.list.query({})).toMatchObject({ objectives: [] });
  });

  test('SLO-2: a minute counts once a source however often it comes, late ones count, and what is wrong is refused as a whole', async () => {
    const { post, state, clock } = await counting([checkout, mail]);
    const of = (at: number, good: number, total: number, objective = 'checkout') => ({
      ...{ objective, minute: new Date(at).toISOString(), good, total },
    });
    const amounts = async () => (await state()).budget.amounts;
    expect(await state()).toMatchObject({ state: 'too-few', budget: { leftShare: null } });
    for (const source of ['shop', 'shop', 'app']) {
      expect((await post(of(clock.now, 95, 100), source)).status).toBe(202);
    }
    expect(await amounts()).toMatchObject({ total: 200, used: 10 });
    // Later in the same minute, and put right.
    await post(of(clock.now + 59_000, 99, 100));
    expect(await amounts()).toMatchObject({ total: 200, used: 6 });
    // Out of order, and as late as it looks back.
    await post({ measurements: [of(clock.now - 3 * day, 1, 1), of(clock.now - 29 * day, 1, 2)] });
    expect(await amounts()).toMatchObject({ total: 203, used: 7 });
    const before = of(clock.now - day, 5, 5);
    for (const [wrong, why] of [
      [of(clock.now + 3 * minute, 1, 1), /measurements\.1: .* has not begun/],
      [of(clock.now - 31 * day, 1, 1), /measurements\.1: .* longer ago than the 30 days/],
      [of(clock.now, 1, 1, 'teapot'), /measurements\.1: There is no objective “teapot”/],
      [of(clock.now, 1, 1, 'mail'), /no objective “mail” that is measured/],
      [of(clock.now, 2, 1), /measurements\.1\.good: More was good/],
      [{ ...of(clock.now, 1, 1), minute: 'noon' }, /measurements\.1\.minute: This is no time/],
      [before, /is there twice/],
    ] as const) {
      const answer = await post({ measurements: [before, wrong] });
      expect(answer.status).toBe(422);
      expect(await answer.text()).toMatch(why);
    }
    expect(await amounts()).toMatchObject({ total: 203, used: 7 });
  });

  test('SLO-5 SLO-6: what burns fast raises an alert once, in whichever process, and is resolved once it is over', async () => {
    const database = await emptyDatabase();
    const first = await counting([checkout], { database });
    const { clock } = first;
    await first.said(60, 100, 0);
    await first.look();
    expect(await first.state()).toMatchObject({ state: 'on-track', budget: { leftShare: 1 } });
    // The long window burns, and the short one for long enough.
    await first.said(60, 100, 3);
    const other = testKit({ database, sources, now: () => clock.now });
    clock.now += minute;
    await Promise.all([first.kit.fireDue(), other.kit.fireDue()]);
    const burning = await first.state();
    expect(burning).toMatchObject({
      ...{ state: 'burning', burning: { level: 'fast' } },
      incident: expect.stringMatching(/^INC-/),
    });
    expect(await first.raised()).toEqual(['new']);
    await first.kit.close();
    // Another process goes on where that one stopped.
    const next = { ...other, clock, ...counted({ ...other, clock }) };
    await next.look();
    expect(await next.raised()).toEqual(['new']);
    await next.said(30, 100, 0);
    await next.look();
    expect(await next.state()).toMatchObject({ burning: { level: 'steady' }, incident: null });
    clock.now += 2 * minute;
    await next.look();
    expect(await next.raised()).toEqual(['resolved']);
    const { episodes } = await next.desk.objectives.history.query({ id: 'checkout' });
    expect(episodes.map(({ kind, level, endedAt }) => [kind, level, endedAt === null])).toEqual(
      expect.arrayContaining([
        ['alert', 'fast', false],
        ['note', 'steady', true],
      ]),
    );
    expect(episodes).toHaveLength(2);
  });

  test('SLO-5: what burns steadily is only noted, and too few events raise nothing', async () => {
    const { said, look, state, raised, clock } = await counting([checkout]);
    await said(9, 1, 1);
    await look();
    expect(await state()).toMatchObject({ state: 'too-few', burning: null });
    clock.now += 2 * hour;
    await said(60, 1_000, 2);
    await look();
    expect(await state()).toMatchObject({ burning: { level: 'steady' }, incident: null });
    expect(await raised()).toEqual([]);
  });

  test('SLO-3: time counts in which an incident of the priority or above was open, reopened too; what the objective raised does not', async () => {
    const { as, desk, look, state, clock } = await counting([mail]);
    const down = async () => ((await state('mail')).budget.amounts?.used ?? 0) / minute;
    const high = { service: 'email', impact: 'high', urgency: 'high' } as const;
    await as(rosa).incidents.report.mutate(report(high));
    // Of a lower priority, of another service, and cancelled: none of them counts.
    const low = report({ service: 'email', impact: 'low', urgency: 'low' });
    for (const each of [low, report({ ...high, service: 'network' }), report(high)]) {
      await as(rosa).incidents.report.mutate(each);
    }
    clock.now += 10 * minute;
    await desk.incidents.cancel.mutate({ incident: 'INC-4', reason: 'It was a drill.' });
    expect(await down()).toBe(10);
    const solved = { incident: 'INC-1', code: 'fixed', text: 'Restarted the server.' } as const;
    await desk.incidents.resolve.mutate(solved);
    clock.now += 30 * minute;
    expect(await down()).toBe(10);
    await desk.incidents.reopen.mutate({ incident: 'INC-1', reason: 'It is down again.' });
    clock.now += 5 * minute;
    expect(await down()).toBe(15);
    await look();
    const burning = await state('mail');
    expect(burning).toMatchObject({ state: 'burning', burning: { level: 'fast' } });
    const own = burning.incident ?? '';
    expect(own).toMatch(/^INC-/);
    await desk.incidents.resolve.mutate(solved);
    clock.now += 30 * minute;
    expect(await down()).toBe(16);
    expect((await desk.incidents.get.query({ incident: own })).incident.service).toBe('email');
  });

  test('SLO-7: others than the desk see what is public of services that their site shows, without how many events there were', async () => {
    const site = {
      ...intranet,
      anonymous: { ...intranet.anonymous, badges: true },
      badges: { services: ['email', 'applications'] },
    };
    const kit = testKit({ sources, sites: [site] });
    const lan: Objective = { ...mail, id: 'lan', service: 'network' };
    const sales: Objective = { ...checkout, id: 'sales', isPublic: true };
    await publish(kit, [checkout, mail, lan, sales]);
    const idsOf = async (who: Parameters<Kit['as']>[0]) =>
      (await kit.as(who).objectives.list.query({})).objectives.map(({ id }) => id);
    expect(await idsOf(grace)).toEqual(['checkout', 'mail', 'lan', 'sales']);
    expect(await idsOf(rosa)).toEqual(['mail', 'sales']);
    expect(await idsOf(visitor)).toEqual(['mail', 'sales']);
    const seen = await kit.as(visitor).objectives.get.query({ id: 'sales' });
    expect(seen.objective.budget.amounts).toBeNull();
    const hidden = kit.as(rosa).objectives.history.query({ id: 'checkout' });
    expect(await refusalOf(hidden)).toMatchObject({ code: 'not-found' });
    const unseen = testKit().as({ site: closed }).objectives.list.query({});
    expect(await refusalOf(unseen)).toMatchObject({ code: 'sign-in-required' });
  });

  test('SLO-6: an objective that is taken away takes its episode along, and no source is called as what it raises', async () => {
    const kit = await counting([checkout]);
    await kit.said(60, 100, 3);
    await kit.look();
    expect(await kit.raised()).toEqual(['new']);
    await publish(kit, []);
    await kit.look();
    kit.clock.now += 2 * minute;
    await kit.look();
    expect(await kit.raised()).toEqual(['resolved']);
    const taken = testKit({ sources: [{ key: 'objectives', kind: 'measurements', secret }] });
    await expect((async () => taken.kit.fetch(new Request(`${base}/healthz`)))()).rejects.toThrow(
      /No source is called objectives/,
    );
  });
});
