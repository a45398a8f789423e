import type { IncidentKitOptions } from '@incident-kit/server';
import { type AlertRules, defaultAlertRules } from '@incident-kit/server/domain';
import { describe, expect, test } from 'vitest';
import { deskDocuments } from '../../support/simulate-incidents/desk-documents.ts';
import { amir, base, grace, rosa, testKit } from '../support/kit.ts';
import { alert, message } from './alertmanager-message.ts';

const secret = '0f3b92c47de81a6655ab31d09c7e42f8';
const otherSecret = 'b81c07e5f2d94a3608cc71be5590fa2d';
const sources = [
  { key: 'prometheus', kind: 'alertmanager' as const, secret },
  { key: 'other', kind: 'alertmanager' as const, secret: otherSecret },
  { key: 'events', kind: 'cloudevents' as const, secret },
];
const seconds = 1_000;
const minutes = 60 * seconds;

/** A kit that monitoring alerts, and how a test speaks to it. */
function alerted(configuration: IncidentKitOptions['configuration'] = {}) {
  const kit = testKit({ sources, configuration });
  kit.clock.now = Date.UTC(2026, 10, 26, 9);
  const { clock } = kit;
  const iso = (at: number) => new Date(at).toISOString();
  /** Begun now, if not said otherwise. */
  const fires = (key: string, rest: Record<string, unknown> = {}) =>
    alert(key, { startsAt: iso(clock.now), ...rest });
  const over = (key: string, startsAt: number) =>
    alert(key, { status: 'resolved', startsAt: iso(startsAt), endsAt: iso(clock.now) });
  const send = async (alerts: unknown[], rest = {}, to = `prometheus/${secret}`) => {
    const url = `${base}/intake/${to}`;
    const body = message(alerts, rest);
    const answer = await kit.kit.fetch(new Request(url, { method: 'POST', body }));
    expect(answer.status).toBe(202);
  };
  const pass = async (ms: number) => {
    clock.now += ms;
    await kit.kit.fireDue();
  };
  const desk = kit.as(grace);
  const queue = async () =>
    (await desk.incidents.list.query({ status: 'all' })).incidents.sort((one, other) =>
      one.incident < other.incident ? -1 : 1,
    );
  const statuses = async () => (await queue()).map(({ status }) => status.category);
  const timeline = async (incident: string) =>
    (await desk.incidents.timeline.query({ incident })).entries;
  const kinds = async (incident: string) =>
    (await timeline(incident)).map(({ kind }) => kind).filter((kind) => kind !== 'sla-warned');
  const rules = async (change: Partial<AlertRules>) =>
    kit.as(amir).configuration.publish.mutate({
      kind: 'signals',
      document: { ...defaultAlertRules, ...change },
      basedOn: (await kit.as(amir).configuration.get.query({ kind: 'signals' })).current.version,
      reason: 'The desk wants it so.',
    });
  return { ...kit, desk, fires, over, send, pass, queue, statuses, timeline, kinds, rules, iso };
}

const byService = (outcome: Record<string, unknown> = {}) => ({
  rules: [
    {
      id: 'by-service',
      name: 'By service',
      when: {},
      outcome: { raise: true, groupBy: ['service'], threshold: 1, pauseMs: 0, ...outcome },
    },
  ],
});
const labels = (service: string, severity = 'warning') => ({
  labels: { alertname: 'Slow', service, severity },
});

describe('incidents from alerts', () => {
  test('SIG-30: what fires is an incident of its source, with the levels and the service that it says', async () => {
    const { send, fires, queue, timeline } = alerted();
    await send([fires('aa', labels('email', 'critical'))]);
    const [incident] = await queue();
    expect(incident).toMatchObject({
      title: 'Mail waits',
      priority: 'P1',
      service: 'email',
    });
    expect(await timeline('INC-1')).toMatchObject([
      {
        kind: 'reported',
        actor: { name: 'prometheus', role: 'system' },
        description: expect.stringMatching(
          /alertname: Slow[\s\S]*https:\/\/runbooks\.example\/mail/,
        ),
      },
      { kind: 'alert-attached', source: 'prometheus', severity: 'critical', again: false },
    ]);
  });

  test('SIG-6 SIG-2: a repeat adds nothing, and each alert of a delivery is its own', async () => {
    const { send, fires, queue, kinds, pass, clock } = alerted();
    const both = [fires('aa'), fires('bb')];
    for (let times = 0; times < 5; times += 1) {
      await send(both);
      clock.now += minutes;
    }
    await pass(0);
    expect(await queue()).toHaveLength(2);
    expect(await kinds('INC-1')).toEqual(['reported', 'alert-attached']);
  });

  test('SIG-10: it is resolved by its source once all its alerts have been over for the settle time', async () => {
    const { send, fires, over, pass, clock, rules, statuses, timeline } = alerted();
    await rules(byService());
    const start = clock.now;
    await send([fires('aa'), fires('bb')]);
    await pass(minutes);
    await send([over('aa', start)]);
    await pass(10 * minutes);
    expect(await statuses()).toEqual(['new']);
    await send([over('bb', start)]);
    await pass(2 * minutes - 1);
    expect(await statuses()).toEqual(['new']);
    await pass(1);
    expect(await statuses()).toEqual(['resolved']);
    expect((await timeline('INC-1')).at(-1)).toMatchObject({
      kind: 'resolved',
      code: 'alert-ended',
      actor: { role: 'system' },
    });
  });

  test('SIG-10: what fires again within the settle time keeps it open', async () => {
    const { send, fires, over, pass, clock, statuses, kinds } = alerted();
    const start = clock.now;
    await send([fires('aa')]);
    await pass(minutes);
    await send([over('aa', start)]);
    await pass(minutes);
    await send([fires('aa')]);
    await pass(10 * minutes);
    expect(await statuses()).toEqual(['new']);
    expect(await kinds('INC-1')).toEqual([
      'reported',
      'alert-attached',
      'alert-ended',
      'alert-attached',
    ]);
  });

  test('SIG-10: what a person has taken stays theirs to resolve, and says so', async () => {
    const { send, fires, over, pass, clock, statuses, desk, timeline } = alerted();
    const start = clock.now;
    await send([fires('aa')]);
    await desk.incidents.acknowledge.mutate({ incident: 'INC-1' });
    await pass(minutes);
    await send([over('aa', start)]);
    await pass(60 * minutes);
    expect(await statuses()).toEqual(['active']);
    expect((await timeline('INC-1')).findLast(({ kind }) => kind === 'alert-ended')).toMatchObject({
      stays: 'taken',
      settlesAt: null,
    });
  });

  test('SIG-10: who takes it within the settle time keeps it', async () => {
    const { send, fires, over, pass, clock, statuses, desk } = alerted();
    const start = clock.now;
    await send([fires('aa')]);
    await send([over('aa', start)]);
    await pass(minutes);
    await desk.incidents.acknowledge.mutate({ incident: 'INC-1' });
    await pass(60 * minutes);
    expect(await statuses()).toEqual(['active']);
  });

  test('SIG-11: a resolved incident swallowed new alerts: within the window they open it again', async () => {
    const { send, fires, over, pass, clock, statuses, kinds } = alerted();
    const start = clock.now;
    await send([fires('aa')]);
    await send([over('aa', start)]);
    await pass(2 * minutes);
    expect(await statuses()).toEqual(['resolved']);
    await pass(30 * minutes - 1);
    await send([fires('aa')]);
    expect(await statuses()).toEqual(['active']);
    expect((await kinds('INC-1')).slice(-2)).toEqual(['reopened', 'alert-attached']);
    // And it ends by itself again.
    const again = clock.now;
    await pass(minutes);
    await send([over('aa', again)]);
    await pass(2 * minutes);
    expect(await statuses()).toEqual(['resolved']);
  });

  test('SIG-11: later than the window it is another incident, linked to the one before', async () => {
    const { send, fires, over, pass, clock, statuses, timeline } = alerted();
    const start = clock.now;
    await send([fires('aa')]);
    await send([over('aa', start)]);
    await pass(2 * minutes);
    await pass(30 * minutes + 1);
    await send([fires('aa')]);
    expect(await statuses()).toEqual(['resolved', 'new']);
    expect(await timeline('INC-2')).toContainEqual(
      expect.objectContaining({ kind: 'linked', link: 'related', target: 'INC-1' }),
    );
  });

  test('SIG-11: once closed it is another incident, also within the window', async () => {
    const { send, fires, over, pass, clock, statuses, desk } = alerted();
    const start = clock.now;
    await send([fires('aa')]);
    await send([over('aa', start)]);
    await pass(2 * minutes);
    await desk.incidents.close.mutate({ incident: 'INC-1', basedOn: await seqOf(desk, 'INC-1') });
    await send([fires('aa')]);
    expect(await statuses()).toEqual(['closed', 'new']);
  });

  test('SIG-11: repeats of what a person resolved open nothing, and are told once', async () => {
    const { send, fires, pass, clock, statuses, kinds, desk, iso } = alerted();
    const start = clock.now;
    await send([fires('aa')]);
    await desk.incidents.resolve.mutate({
      incident: 'INC-1',
      basedOn: await seqOf(desk, 'INC-1'),
      code: 'fixed',
      text: 'Restarted it.',
    });
    for (let times = 0; times < 3; times += 1) {
      await pass(minutes);
      await send([fires('aa', { startsAt: iso(start) })]);
    }
    expect(await statuses()).toEqual(['resolved']);
    expect((await kinds('INC-1')).slice(2)).toEqual(['resolved', 'alert-persists']);
  });

  test('SIG-14: alerts of the same values are one incident; of other values, and later ones, another', async () => {
    const { send, fires, pass, rules, queue, timeline } = alerted();
    await rules(byService());
    await send([fires('aa', labels('email')), fires('bb', labels('network'))]);
    await pass(10 * minutes);
    await send([fires('cc', labels('email'))]);
    await pass(1);
    await send([fires('dd', labels('email'))]);
    expect(await queue()).toHaveLength(3);
    const attached = (await timeline('INC-1')).filter(({ kind }) => kind === 'alert-attached');
    expect(attached).toMatchObject([{ rule: 'by-service', rulesVersion: 1 }, {}]);
  });

  test('SIG-14: a threshold counts different keys that fire, of all sources', async () => {
    const { send, fires, over, clock, rules, queue, timeline } = alerted();
    await rules(byService({ threshold: 3 }));
    const start = clock.now;
    await send([fires('aa'), fires('bb')]);
    await send([fires('aa'), fires('bb')]);
    await send([over('bb', start)]);
    await send([fires('cc')]);
    expect(await queue()).toEqual([]);
    await send([fires('aa')], {}, `other/${otherSecret}`);
    expect(await queue()).toHaveLength(1);
    const attached = (await timeline('INC-1')).filter(({ kind }) => kind === 'alert-attached');
    expect(attached).toHaveLength(3);
  });

  test('SIG-14: later rules move nothing', async () => {
    const { send, fires, over, pass, clock, rules, queue, statuses } = alerted();
    await rules(byService());
    const start = clock.now;
    await send([fires('aa'), fires('bb')]);
    await rules({});
    await send([fires('aa', { startsAt: new Date(start).toISOString() })]);
    expect(await queue()).toHaveLength(1);
    await send([over('aa', start), over('bb', start)]);
    await pass(2 * minutes);
    expect(await statuses()).toEqual(['resolved']);
  });

  test('SIG-5 SIG-20: a severity that goes up raises the priority, one that goes down changes nothing', async () => {
    const { kit, queue, clock, iso, pass } = alerted();
    const said = (severity: string) =>
      kit.fetch(
        new Request(`${base}/intake/events/${secret}`, {
          method: 'POST',
          body: JSON.stringify({
            ...{
              specversion: '1.0',
              id: severity,
              source: 'mail',
              type: 'alert',
              subject: 'queue',
            },
            time: iso(clock.now),
            data: { state: 'firing', severity },
          }),
        }),
      );
    const priority = async () => (await queue()).map((each) => each.priority);
    for (const [severity, expected] of [
      ['warning', 'P3'],
      ['critical', 'P1'],
      ['info', 'P1'],
    ] as const) {
      expect((await said(severity)).ok).toBe(true);
      expect(await priority()).toEqual([expected]);
      await pass(minutes);
    }
  });

  test('SIG-12: an incident says how many alerts its source left out', async () => {
    const { send, fires, timeline } = alerted();
    const one = fires('aa');
    await send([one], { truncatedAlerts: 7 });
    await send([one], { truncatedAlerts: 7 });
    await send([one]);
    expect((await timeline('INC-1')).slice(2)).toMatchObject([
      { kind: 'alerts-unnamed', count: 7 },
      { kind: 'alerts-unnamed', count: 0 },
    ]);
  });

  test('SIG-9: what is over before it was said to fire opens nothing', async () => {
    const { send, fires, over, clock, queue, iso } = alerted();
    const start = clock.now;
    clock.now += minutes;
    await send([over('aa', start)]);
    await send([fires('aa', { startsAt: iso(start) })]);
    expect(await queue()).toEqual([]);
  });

  test('SIG-2: a group that says “resolved” while one of it fires keeps its incident open', async () => {
    const { send, fires, over, pass, clock, rules, statuses } = alerted();
    await rules(byService());
    const start = clock.now;
    await send([fires('aa'), fires('bb')]);
    await pass(minutes);
    const still = fires('bb', { startsAt: new Date(start).toISOString() });
    await send([over('aa', start), still], { status: 'resolved' });
    await pass(60 * minutes);
    expect(await statuses()).toEqual(['new']);
  });

  test('SIG-4: a wrong key folded everything: alerts with a placeholder for a key make no incident', async () => {
    const { send, fires, queue } = alerted();
    await send([fires('{{ .Fingerprint }}'), fires('$KEY'), fires('aa')]);
    expect(await queue()).toHaveLength(1);
  });

  test('SIG-5: a severity that goes up and down neither closes nor opens anything', async () => {
    const { kit, statuses, clock, iso, pass, kinds } = alerted();
    const startsAt = iso(clock.now);
    for (const severity of ['warning', 'critical', 'warning', 'critical', 'info']) {
      const event = { specversion: '1.0', source: 'mail', type: 'alert', subject: 'queue' };
      const data = { state: 'firing', severity, startsAt };
      const body = JSON.stringify({ ...event, id: iso(clock.now), time: iso(clock.now), data });
      const url = `${base}/intake/events/${secret}`;
      await kit.fetch(new Request(url, { method: 'POST', body }));
      await pass(5 * minutes);
    }
    expect(await statuses()).toEqual(['new']);
    expect(new Set(await kinds('INC-1'))).toEqual(
      new Set(['reported', 'alert-attached', 'prioritized', 'sla-breached']),
    );
  });

  test('a rule may only list alerts, and an alert of a merged incident goes on in the other', async () => {
    const { send, fires, over, pass, clock, rules, queue, desk, statuses } = alerted();
    await rules({
      rules: [
        {
          id: 'quiet',
          name: 'Quiet',
          when: { labels: { service: ['laptop'] } },
          outcome: { raise: false, threshold: 1, pauseMs: 0 },
        },
      ],
    });
    await send([fires('zz', labels('laptop'))]);
    expect(await queue()).toEqual([]);
    expect((await desk.signals.alerts.query({})).alerts).toHaveLength(1);
    const start = clock.now;
    await send([fires('aa'), fires('bb')]);
    const basedOn = await seqOf(desk, 'INC-1');
    await desk.incidents.merge.mutate({ incident: 'INC-1', into: 'INC-2', basedOn });
    await pass(minutes);
    await send([over('bb', start), fires('aa', { startsAt: new Date(start).toISOString() })]);
    await pass(10 * minutes);
    expect(await statuses()).toEqual(['closed', 'new']);
    await send([over('aa', start)]);
    await pass(2 * minutes);
    expect(await statuses()).toEqual(['closed', 'resolved']);
  });

  test('SIG-15: of a new incident nobody is told within its pause, and nobody at all if it ends by itself', async () => {
    const { send, fires, over, pass, clock, rules, desk, kinds } = alerted(deskDocuments);
    await rules(byService({ pauseMs: 5 * minutes }));
    const decisions = async (incident: string) =>
      (await desk.notifications.explain.query({ incident })).decisions.map(({ rule, why }) => [
        rule,
        why,
      ]);
    const start = clock.now;
    await send([fires('aa', labels('service-1'))]);
    await pass(3 * minutes - 1);
    await send([over('aa', start)]);
    await pass(2 * minutes);
    await pass(60 * minutes);
    expect((await kinds('INC-1')).at(-1)).toBe('resolved');
    expect(await decisions('INC-1')).toEqual([['assigned', 'paused']]);
    await send([fires('bb', labels('service-2'))]);
    await pass(5 * minutes - 1);
    expect(await decisions('INC-2')).toEqual([['assigned', 'paused']]);
    await pass(1);
    expect(await kinds('INC-2')).toContain('pause-ended');
    expect(await decisions('INC-2')).toEqual([
      ['assigned', 'paused'],
      ['pause-ended', null],
    ]);
  });

  test('SIG-16: what fires four times within an hour is held open until it has been over for half an hour', async () => {
    const { send, fires, over, pass, clock, statuses, desk, timeline, rules } =
      alerted(deskDocuments);
    await rules(byService());
    const said = labels('service-1');
    for (let times = 0; times < 4; times += 1) {
      const start = clock.now;
      await send([fires('aa', said)]);
      await pass(5 * minutes);
      await send([{ ...over('aa', start), ...said }]);
      await pass(5 * minutes);
    }
    await pass(25 * minutes - 1);
    expect(await statuses()).toEqual(['active']);
    await pass(1);
    expect(await statuses()).toEqual(['resolved']);
    const ended = (await timeline('INC-1')).filter(({ kind }) => kind === 'alert-ended');
    expect(ended).toMatchObject([
      { flapping: false },
      { flapping: false },
      { flapping: false },
      { flapping: true },
    ]);
    const { decisions } = await desk.notifications.explain.query({ incident: 'INC-1' });
    expect(decisions.filter(({ rule }) => rule === 'flapping')).toHaveLength(1);
  });

  test('SIG-18: alerts stuck in a blackout: when maintenance ends, what still fires is told without a new signal', async () => {
    const { send, fires, over, pass, clock, statuses, desk, rules, kinds } = alerted(deskDocuments);
    const start = clock.now;
    const when = { labels: { service: ['service-1'] } };
    const window = { from: start, to: start + 60 * minutes, when };
    await rules({ maintenance: [{ id: 'disks', name: 'New disks', ...window }] });
    const why = async (incident: string) =>
      (await desk.notifications.explain.query({ incident })).decisions.map(({ rule, why }) => [
        rule,
        why,
      ]);
    const said = labels('service-1');
    await send([fires('aa', said), fires('bb', said), fires('cc', labels('service-2'))]);
    expect(await why('INC-3')).toEqual([['assigned', null]]);
    await pass(30 * minutes);
    // A resolve is not lost in it.
    await send([{ ...over('bb', start), ...said }]);
    await pass(30 * minutes - 1);
    expect(await statuses()).toEqual(['new', 'resolved', 'new']);
    expect(await why('INC-1')).toEqual([['assigned', 'paused']]);
    await pass(1);
    expect(await why('INC-1')).toEqual([
      ['assigned', 'paused'],
      ['pause-ended', null],
    ]);
    expect(await why('INC-2')).toEqual([['assigned', 'paused']]);
    expect(await kinds('INC-1')).toContain('pause-ended');
  });

  test('SIG-18: paging went on: when maintenance begins, what fires already tells nobody any more', async () => {
    const { send, fires, over, pass, clock, desk, rules, kinds } = alerted(deskDocuments);
    const start = clock.now;
    const said = labels('service-1');
    const window = { from: start + 10 * minutes, to: start + 24 * 60 * minutes, when: {} };
    await rules({ maintenance: [{ id: 'disks', name: 'New disks', ...window }] });
    await send([fires('aa', said)]);
    await pass(10 * minutes);
    await pass(minutes);
    expect((await kinds('INC-1')).filter((kind) => kind === 'pause-begun')).toHaveLength(1);
    await send([{ ...over('aa', start), ...said }]);
    await pass(5 * minutes);
    await send([fires('aa', said)]);
    await pass(12 * 60 * minutes);
    const { decisions } = await desk.notifications.explain.query({ incident: 'INC-1' });
    const [first, ...rest] = decisions;
    expect(first?.why).toBeNull();
    expect(rest.length).toBeGreaterThan(0);
    expect(new Set(rest.map(({ why }) => why))).toEqual(new Set(['paused']));
  });

  test('SIG-31: what-if: a draft says what it would have made of the alerts that are remembered', async () => {
    const { send, fires, over, pass, clock, as, queue } = alerted();
    const start = clock.now;
    await send(Array.from({ length: 12 }, (_, place) => fires(`key-${place}`)));
    await pass(minutes);
    await send([over('key-0', start)]);
    await pass(60 * minutes);
    await send([fires('key-0')]);
    const document = { ...defaultAlertRules, ...byService() };
    const tried = await as(amir).signals.tryRules.mutate({ document });
    expect(tried.inForce).toMatchObject({ alerts: 12, episodes: 13, made: 13 });
    expect(tried.draft).toMatchObject({ alerts: 12, episodes: 13, made: 1, listed: 0 });
    expect(tried.draft.incidents).toMatchObject([
      { rule: 'by-service', alerts: 12, episodes: 13, groupedBy: { service: 'mail' } },
    ]);
    expect(await queue()).toHaveLength(13);
    await expect(as(rosa).signals.tryRules.mutate({ document })).rejects.toThrow();
    const threshold = { ...defaultAlertRules, ...byService({ threshold: 13 }) };
    const none = await as(amir).signals.tryRules.mutate({ document: threshold });
    expect(none.draft).toMatchObject({ made: 0, listed: 13 });
  });

  test('SIG-32: what fires of an incident is told with its labels and links, to the desk alone', async () => {
    const { send, fires, over, clock, rules, desk, as, pass } = alerted();
    await rules(byService());
    const start = clock.now;
    await send([fires('aa'), fires('bb')], { truncatedAlerts: 2 });
    await pass(minutes);
    await send([over('aa', start)], { truncatedAlerts: 2 });
    expect(await desk.signals.ofIncident.query({ incident: 'INC-1' })).toMatchObject({
      firing: [{ key: 'bb', labels: { service: 'mail' }, links: [{}, {}], startsAt: start }],
      ended: 1,
      unnamed: { prometheus: 2 },
      settlesAt: null,
    });
    await expect(as(rosa).signals.ofIncident.query({ incident: 'INC-1' })).rejects.toThrow();
  });

  test('a draft of the alert rules that names what there is not is refused', async () => {
    const { rules } = alerted();
    await expect(rules(byService({ service: 'nothing' }))).rejects.toThrow('does not exist');
    await expect(rules({ otherwise: { impact: 'huge', urgency: 'low' } })).rejects.toThrow(
      'The matrix has no impact',
    );
  });
});

async function seqOf(desk: ReturnType<typeof alerted>['desk'], incident: string) {
  return (await desk.incidents.get.query({ incident })).incident.seq;
}
