import { describe, expect, test } from 'vitest';
import { CountDetector } from '../../../packages/server/src/domain/anomaly/count-detector.ts';
import { MetricDetector } from '../../../packages/server/src/domain/anomaly/metric-detector.ts';
import { defaultAlertRules } from '../../../packages/server/src/domain/signal/alert-rules.ts';
import { emptyDatabase } from '../support/database.ts';
import { amir, base, grace, refusalOf, report, rosa, testKit } from '../support/kit.ts';
import { randomFrom } from '../support/random.ts';
import { alert, message } from './alertmanager-message.ts';

const secret = '0f3b92c47de81a6655ab31d09c7e42f8';
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

type Anomalies = (typeof defaultAlertRules)['anomalies'];
const nothing: Anomalies = { services: [], numbers: [] };

async function publish(
  { as }: Pick<ReturnType<typeof testKit>, 'as'>,
  anomalies: Partial<Anomalies>,
) {
  const { configuration } = as(amir);
  const { current } = await configuration.get.query({ kind: 'signals' });
  await configuration.publish.mutate({
    ...{ kind: 'signals', basedOn: current.version, reason: 'The desk wants it so.' },
    document: { ...defaultAlertRules, anomalies: { ...nothing, ...anomalies } },
  });
}

/** A desk with a source of alerts and one of numbers, that watches for what it is told to. */
async function watching(anomalies: Partial<Anomalies>, options: { database?: string } = {}) {
  const sources = [
    { key: 'prometheus', kind: 'alertmanager', secret },
    { key: 'scripts', kind: 'numbers', secret },
  ];
  const kit = testKit({ sources, ...options });
  const desk = kit.as(grace);
  await publish(kit, anomalies);
  const post = (source: string, body: string) =>
    kit.kit.fetch(new Request(`${base}/intake/${source}/${secret}`, { method: 'POST', body }));
  const look = async () => {
    // What is counted is counted once its minute is over.
    kit.clock.now += minute;
    await kit.kit.fireDue();
  };
  return {
    ...{ ...kit, desk, post, look },
    async reports(count: number, everyMs: number, service = 'email') {
      for (let each = 0; each < count; each += 1) {
        kit.clock.now += everyMs;
        await kit.as(rosa).incidents.report.mutate(report({ service }));
      }
    },
    push: (numbers: object[]) => post('scripts', JSON.stringify({ numbers })),
    anomalies: async () => (await desk.signals.anomalies.query({})).anomalies,
    /** By alerts, the oldest first. */
    byAlert: async () => {
      const { incidents } = await desk.incidents.list.query({ status: 'all', limit: 100 });
      const titled = incidents.filter(({ title }) => title?.includes('nusual'));
      return titled.reverse().map(({ title, status }) => ({ title, is: status.category }));
    },
  };
}

const watchesEmail = (outcome: 'propose' | 'raise') => ({
  services: [{ service: 'email', reports: outcome }],
});

describe('anomalies of how often a service is reported', () => {
  test('ANO-1: nothing is watched that no document names', async () => {
    const { reports, look, anomalies } = await watching({});
    await reports(100, 2 * hour);
    await reports(30, 5_000);
    await look();
    expect(await anomalies()).toEqual([]);
  });

  test('ANO-2 ANO-4: a burst is proposed with what was expected, seen, over which window and how rare; nobody is told of it before a person raises it', async () => {
    const { reports, look, anomalies, byAlert, desk } = await watching(watchesEmail('propose'));
    await reports(100, 2 * hour);
    await look();
    expect(await anomalies()).toEqual([]);
    await reports(15, 10_000);
    await look();
    const [proposed, ...others] = await anomalies();
    expect(others).toEqual([]);
    expect(proposed).toMatchObject({
      ...{ of: 'reports', service: 'email', state: 'proposed', incident: null, endedAt: null },
      ...{ minutes: 5, decidedBy: null },
    });
    expect(proposed?.seen).toBeGreaterThanOrEqual(5);
    expect(proposed?.expected).toBeLessThan(0.5);
    expect(proposed?.onceInYears).toBeGreaterThan(10);
    // What is drawn ends with what was seen, beyond what would have been usual.
    const { minutes, points = [] } = proposed?.course ?? {};
    expect(minutes).toBe(5);
    const last = points.at(-1);
    expect(last?.value).toBe(proposed?.seen);
    expect(last?.high).toBeGreaterThanOrEqual(2);
    expect(last?.high).toBeLessThan(proposed?.seen ?? 0);
    expect(await byAlert()).toEqual([]);
    const { id = '' } = proposed ?? {};
    const raised = await desk.signals.decideAnomaly.mutate({ id, decision: 'raise' });
    expect(raised).toMatchObject({ state: 'raised', decidedBy: 'grace', incident: 'INC-116' });
    // Twice is once.
    expect(await desk.signals.decideAnomaly.mutate({ id, decision: 'raise' })).toEqual(raised);
    const title = 'Unusually many reports of Email and calendar';
    expect(await byAlert()).toEqual([{ title, is: 'new' }]);
    const refusal = await refusalOf(desk.signals.decideAnomaly.mutate({ id, decision: 'dismiss' }));
    expect(refusal).toMatchObject({ code: 'anomaly-decided', httpStatus: 409 });
  });

  test('ANO-3 ANO-5: where a service says so it is raised by itself, once while it lasts, and is over when things are usual again', async () => {
    const { reports, look, anomalies, byAlert, clock } = await watching(watchesEmail('raise'));
    await reports(100, 2 * hour);
    for (let each = 0; each < 6; each += 1) {
      await reports(10, 10_000);
      await look();
    }
    const title = 'Unusually many reports of Email and calendar';
    expect(await byAlert()).toEqual([{ title, is: 'new' }]);
    expect(await anomalies()).toMatchObject([
      { state: 'raised', incident: expect.stringMatching(/^INC-/) },
    ]);
    clock.now += 2 * hour;
    await look();
    clock.now += hour;
    await look();
    expect(await byAlert()).toEqual([{ title, is: 'resolved' }]);
    expect((await anomalies())[0]?.endedAt).not.toBeNull();
  });

  test('ANO-4: what was dismissed stays quiet while it lasts, and is decided no more once it is over', async () => {
    const { reports, look, anomalies, byAlert, desk, clock } = await watching(
      watchesEmail('propose'),
    );
    await reports(100, 2 * hour);
    await reports(15, 10_000);
    await look();
    const [{ id = '' } = {}] = await anomalies();
    const reason = 'A trade fair: that was to be expected.';
    await desk.signals.decideAnomaly.mutate({ id, decision: 'dismiss', reason });
    clock.now += 61 * minute;
    await reports(15, 10_000);
    await look();
    expect(await anomalies()).toMatchObject([
      { id, state: 'dismissed', decidedBy: 'grace', decidedWhy: reason },
    ]);
    clock.now += 2 * hour;
    await look();
    await reports(15, 10_000);
    await look();
    const [next] = await anomalies();
    expect(next).toMatchObject({ state: 'proposed' });
    clock.now += 2 * hour;
    await look();
    const late = desk.signals.decideAnomaly.mutate({ id: next?.id ?? '', decision: 'raise' });
    expect(await refusalOf(late)).toMatchObject({ code: 'anomaly-over' });
    expect(await byAlert()).toEqual([]);
  });

  test('ANO-6: what was reported before is learned from, and nobody is told of what was unusual then', async () => {
    const database = await emptyDatabase();
    const before = await watching({}, { database });
    await before.reports(75, 2 * hour);
    await before.reports(15, 10_000);
    await before.reports(50, 2 * hour);
    await before.kit.close();
    const after = testKit({ database });
    after.clock.now = before.clock.now;
    await publish(after, watchesEmail('propose'));
    const look = async () => {
      after.clock.now += minute;
      await after.kit.fireDue();
    };
    const seen = async () => (await after.as(grace).signals.anomalies.query({})).anomalies;
    await look();
    expect(await seen()).toEqual([]);
    for (let each = 0; each < 15; each += 1) {
      after.clock.now += 10_000;
      await after.as(rosa).incidents.report.mutate(report({ service: 'email' }));
    }
    await look();
    expect(await seen()).toMatchObject([{ of: 'reports', state: 'proposed' }]);
  });

  test('ANO-6: several instances look, and each report is counted once', async () => {
    const database = await emptyDatabase();
    const one = await watching(watchesEmail('propose'), { database });
    const other = testKit({ database, now: () => one.clock.now });
    await one.reports(100, 2 * hour);
    await one.reports(6, 10_000);
    one.clock.now += minute;
    await Promise.all([one.kit.fireDue(), other.kit.fireDue()]);
    const [seen, ...others] = await one.anomalies();
    expect(others).toEqual([]);
    expect(seen?.seen ?? 6).toBeLessThanOrEqual(7);
  });
});

describe('anomalies of how often alerts of a service begin to fire', () => {
  test('ANO-2: they are counted by the episode, and not by how often a source repeats itself', async () => {
    const { post, look, anomalies, clock } = await watching({
      services: [{ service: 'email', signals: 'propose' }],
    });
    await look();
    let next = 0;
    const fire = async (count: number) => {
      const alerts = Array.from({ length: count }, () => {
        next += 1;
        const startsAt = new Date(clock.now).toISOString();
        const labels = { alertname: `A${next}`, service: 'email' };
        return alert(`key${next}`, { startsAt, labels });
      });
      const sent = message(alerts);
      for (let again = 0; again < 3; again += 1)
        expect((await post('prometheus', sent)).status).toBe(202);
    };
    for (let each = 0; each < 60; each += 1) {
      clock.now += 4 * hour;
      await fire(1);
      await look();
    }
    expect(await anomalies()).toEqual([]);
    clock.now += 4 * hour;
    await fire(12);
    await look();
    expect(await anomalies()).toMatchObject([{ of: 'signals', service: 'email', seen: 12 }]);
  });
});

describe('anomalies of numbers that are pushed', () => {
  const watchesMails = (outcome: 'propose' | 'raise') => ({
    numbers: [{ source: 'scripts', name: 'mails-waiting', outcome }],
  });
  const usual = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => ({
      name: 'mails-waiting',
      value: 50 + (index % 7) / 7,
      at: new Date(from + index * 5 * minute).toISOString(),
    }));

  test('ANO-7: a number outside of anything seen is raised with what was expected, and over after a dozen usual ones', async () => {
    const { push, look, byAlert, anomalies, clock } = await watching(watchesMails('raise'));
    const from = clock.now - 3 * day;
    expect((await push(usual(from, 600))).status).toBe(202);
    expect(await anomalies()).toEqual([]);
    await push([{ name: 'mails-waiting', value: 90, at: (from + 600 * 5 * minute) / 1_000 }]);
    expect(await anomalies()).toMatchObject([
      {
        ...{ of: 'numbers', source: 'scripts', name: 'mails-waiting', seen: 90, state: 'raised' },
        ...{ reason: 'outside-of-anything-seen', minutes: null, onceInYears: null },
      },
    ]);
    const course = async () => (await anomalies())[0]?.course?.points ?? [];
    const last = (await course()).at(-1);
    expect(last).toMatchObject({ value: 90 });
    expect(last?.high).toBeLessThan(60);
    expect(await byAlert()).toEqual([{ title: 'mails-waiting is unusual', is: 'new' }]);
    await push(usual(from + 601 * 5 * minute, 12));
    expect((await course()).at(-13)).toMatchObject({ value: 90 });
    clock.now += 2 * minute;
    await look();
    expect(await byAlert()).toEqual([{ title: 'mails-waiting is unusual', is: 'resolved' }]);
  });

  test('ANO-7: what comes twice or late adds nothing, also to another process that goes on', async () => {
    const database = await emptyDatabase();
    const first = await watching(watchesMails('propose'), { database });
    const from = first.clock.now - 3 * day;
    await first.push(usual(from, 300));
    await first.kit.close();
    const sources = [{ key: 'scripts', kind: 'numbers', secret }];
    const { kit, as } = testKit({ database, sources, now: () => first.clock.now });
    const push = (numbers: object[]) =>
      kit.fetch(
        new Request(`${base}/intake/scripts/${secret}`, {
          method: 'POST',
          body: JSON.stringify({ numbers }),
        }),
      );
    // A spike in the past: it was looked at already, by then.
    await push([{ name: 'mails-waiting', value: 9_000, at: new Date(from).toISOString() }]);
    await push(usual(from, 300));
    const seen = async () => (await as(grace).signals.anomalies.query({})).anomalies;
    expect(await seen()).toEqual([]);
    await push([{ name: 'mails-waiting', value: 9_000 }]);
    expect(await seen()).toMatchObject([{ seen: 9_000, state: 'proposed' }]);
  });

  test('ANO-7: what is no number is refused with the reason, and nothing is learned of it', async () => {
    const { post, kit, as } = await watching(watchesMails('propose'));
    for (const body of [
      '{"name":"mails-waiting","value":"many"}',
      '{"name":"","value":1}',
      '{"numbers":[]}',
      'twelve',
    ]) {
      expect((await post('scripts', body)).status, body).toBe(422);
    }
    await kit.fireDue();
    const { deliveries } = await as(amir).signals.deliveries.query({ source: 'scripts' });
    expect(deliveries).toHaveLength(4);
    expect(deliveries.every(({ problem }) => problem !== null)).toBe(true);
  });

  test('ANO-7: no source takes the name by which anomalies are raised', async () => {
    const kit = testKit({ sources: [{ key: 'anomalies', kind: 'numbers', secret }] });
    await expect((async () => kit.kit.fetch(new Request(`${base}/healthz`)))()).rejects.toThrow(
      /No source is called anomalies/,
    );
  });
});

describe('what is known of a series', () => {
  test('ANO-6: kept and taken up again at any time, it goes on as if nothing had been', () => {
    const random = randomFrom(23);
    const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value));
    const whole = { counts: new CountDetector(0), numbers: new MetricDetector() };
    let counts = new CountDetector(0);
    let numbers = new MetricDetector();
    let at = 0;
    for (let each = 0; each < 3_000; each += 1) {
      at += random() < 0.02 ? 10_000 : random() * hour;
      const value = Math.sin(at / day) * 10 + random() + (random() < 0.01 ? 100 : 0);
      expect(counts.observe(at)).toEqual(whole.counts.observe(at));
      expect(numbers.observe(at, value)).toEqual(whole.numbers.observe(at, value));
      if (random() > 0.2) continue;
      counts = new CountDetector(copy(counts.memory));
      numbers = new MetricDetector({}, copy(numbers.memory));
    }
  });

  test('ANO-8: a service that there is not, and one that is named twice, are refused with their place', async () => {
    const { as } = testKit();
    const services = [
      { service: 'email', reports: 'raise' as const },
      { service: 'email', signals: 'raise' as const },
      { service: 'teapot', reports: 'raise' as const },
    ];
    const refusal = await refusalOf(publish({ as }, { services }));
    expect(refusal.fields?.map(({ path }) => path.join('.'))).toEqual([
      'document.anomalies.services.2.service',
      'document.anomalies.services.1',
    ]);
  });
});
