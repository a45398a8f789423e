import type { IncidentKitOptions } from '@incident-kit/server';
import { defaultAlertRules } from '@incident-kit/server/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sourcesSchema } from '../../../packages/server/src/access/sources.ts';
import { sourceKinds } from '../../../packages/server/src/intake/kinds.ts';
import { amir, base, grace, testKit, withKit } from '../support/kit.ts';
import { alert, message, resolved } from './alertmanager-message.ts';

const secret = '0f3b92c47de81a6655ab31d09c7e42f8';
const sources = [
  { key: 'prometheus', kind: 'alertmanager' as const, secret },
  { key: 'other', kind: 'alertmanager' as const, secret: 'b81c07e5f2d94a3608cc71be5590fa2d' },
];
const minute = 60_000;

type Kit = ReturnType<typeof testKit>;

/** After what its messages tell of. */
function signalKit(configuration: IncidentKitOptions['configuration'] = {}): Kit {
  const kit = testKit({ sources, configuration });
  kit.clock.now = Date.UTC(2026, 10, 26);
  return kit;
}

function send(
  { kit }: Kit,
  body: BodyInit,
  { to = `prometheus/${secret}`, type = 'application/json' } = {},
) {
  return kit.fetch(
    new Request(`${base}/intake/${to}`, {
      method: 'POST',
      body,
      headers: { 'content-type': type },
    }),
  );
}

const firing = async ({ as }: Kit) => (await as(grace).signals.alerts.query({})).alerts;
const keysOf = async (kit: Kit) => (await firing(kit)).map(({ key }) => key).sort();
const deliveriesOf = async ({ as }: Kit, source = 'prometheus') =>
  (await as(amir).signals.deliveries.query({ source })).deliveries;

describe('intake', () => {
  test('SIG-1: what a source says is listed, and its delivery is kept as it came', async () => {
    const kit = signalKit();
    const body = message([alert('aa'), alert('bb')], { truncatedAlerts: 3 });
    const answer = await send(kit, body);
    expect(answer.status).toBe(202);
    expect(await answer.json()).toMatchObject({ signals: 2, unnamed: 3, quarantined: 0 });
    const [first] = await firing(kit);
    expect(first).toMatchObject({
      source: 'prometheus',
      startsAt: Date.parse('2026-11-25T20:01:00Z'),
      severity: 'warning',
      title: 'Mail waits',
      episodes: 1,
    });
    expect(await deliveriesOf(kit)).toMatchObject([
      { body, contentType: 'application/json', problem: null, signals: 2, unnamed: 3 },
    ]);
    expect(await deliveriesOf(kit, 'other')).toEqual([]);
  });

  test('SIG-1: an unknown source and a wrong secret are answered the same, and nothing is kept', async () => {
    const kit = signalKit();
    const tried = ['nobody/x', `nobody/${secret}`, `other/${secret}`, `prometheus/${secret}0`];
    const answers = await Promise.all(
      tried.map(async (to) => {
        const answer = await send(kit, message([alert('aa')]), { to });
        return [answer.status, await answer.text()];
      }),
    );
    expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(answers[0]?.[0]).toBe(404);
    expect(await firing(kit)).toEqual([]);
    expect(await deliveriesOf(kit)).toEqual([]);
  });

  test('SIG-1: what is too large is refused', async () => {
    const kit = signalKit();
    const answer = await send(
      kit,
      message([alert('aa', { annotations: { a: 'x'.repeat(300_000) } })]),
    );
    expect(answer.status).toBe(413);
    expect(await deliveriesOf(kit)).toMatchObject([
      { body: '', problem: 'It is larger than 256 KiB.' },
    ]);
    expect(await firing(kit)).toEqual([]);
  });

  test('SIG-1: what is too large and does not say how long it is is not read to its end', async () => {
    const kit = signalKit();
    let given = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        given += 1;
        controller.enqueue(new Uint8Array(65_536).fill(32));
      },
    });
    const init = { method: 'POST', body: endless, duplex: 'half' } as RequestInit;
    const answer = await kit.kit.fetch(new Request(`${base}/intake/prometheus/${secret}`, init));
    expect(answer.status).toBe(413);
    expect(given).toBeLessThan(20);
    expect(await deliveriesOf(kit)).toHaveLength(1);
  });

  test('SIG-1: what a source sends that is switched off is kept and refused', async () => {
    const off = sources.map((each) => ({ ...each, enabled: each.key !== 'prometheus' }));
    const kit = testKit({ sources: off });
    const body = message([alert('aa')]);
    const answer = await send(kit, body);
    expect([answer.status, await answer.json()]).toMatchObject([
      403,
      { problem: 'This source is switched off.' },
    ]);
    expect((await send(kit, body, { to: `other/${sources[1]?.secret}` })).status).toBe(202);
    expect(await deliveriesOf(kit)).toMatchObject([{ body, signals: 0 }]);
    expect((await firing(kit)).map(({ source }) => source)).toEqual(['other']);
  });

  test.each([
    ['words', 'alert!'],
    ['bytes that are no text', new Uint8Array([0xff, 0, 0xfe, 0x7b])],
    ['another program’s', '{"labels": {"\\u0000": 1}}'],
    ['a control in a name', message([alert('aa', { labels: { '\u0000': 1 } })])],
  ])('SIG-3: what cannot be read is kept and refused: %s', async (_, body) => {
    const kit = signalKit();
    const answer = await send(kit, body);
    expect(answer.status).toBe(422);
    const { problem } = await answer.json();
    expect(problem).toEqual(expect.any(String));
    const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
    expect(await deliveriesOf(kit)).toMatchObject([{ body: text, problem, signals: 0 }]);
    expect(await firing(kit)).toEqual([]);
  });

  test('SIG-3: JSON that is said to be text is read', async () => {
    const kit = signalKit();
    expect((await send(kit, message([alert('aa')]), { type: 'text/plain' })).status).toBe(202);
    expect(await keysOf(kit)).toEqual(['aa']);
  });

  test('SIG-4: keys that name no alert are counted, and the rest of the delivery counts', async () => {
    const kit = signalKit();
    const bad = ['', '{{ .Fingerprint }}', 'a\u0000b', 'x'.repeat(501)];
    const answer = await send(kit, message([...bad.map((key) => alert(key)), alert('aa')]));
    expect(await answer.json()).toMatchObject({ signals: 1, quarantined: bad.length });
    expect(await keysOf(kit)).toEqual(['aa']);
  });

  test('SIG-2 SIG-8: two fire, one is resolved, and the same start fires again later', async () => {
    const kit = signalKit();
    const { clock } = kit;
    await send(kit, message([alert('aa'), alert('bb')]));
    clock.now += minute;
    await send(kit, message([alert('aa'), resolved('bb', '2026-11-25T20:05:00Z')]));
    expect(await keysOf(kit)).toEqual(['aa']);
    clock.now += minute;
    await send(kit, message([alert('bb')]));
    expect(await keysOf(kit)).toEqual(['aa']);
    clock.now += 1;
    await send(kit, message([alert('bb')]));
    expect(await keysOf(kit)).toEqual(['aa', 'bb']);
  });

  test('SIG-7: a clock that runs ahead neither has the last word nor begins anew with each repeat', async () => {
    const kit = signalKit();
    const { clock } = kit;
    const iso = (ms: number) => new Date(ms).toISOString();
    const begun = iso(clock.now - minute);
    const year = 365 * 24 * 60 * minute;
    await send(kit, message([alert('aa', { startsAt: begun })]));
    const ahead = { startsAt: begun, endsAt: iso(clock.now + year), status: 'resolved' };
    await send(kit, message([alert('aa', ahead)]));
    expect(await keysOf(kit)).toEqual([]);
    clock.now += 5 * minute;
    await send(kit, message([alert('aa', { startsAt: iso(clock.now) })]));
    expect(await keysOf(kit)).toEqual(['aa']);
    for (let repeat = 0; repeat < 3; repeat += 1) {
      await send(kit, message([alert('bb', { startsAt: iso(clock.now + year) })]));
      clock.now += minute;
    }
    const [bb] = (await firing(kit)).filter(({ key }) => key === 'bb');
    expect(bb).toMatchObject({ episodes: 1, startsAt: clock.now - 3 * minute });
  });

  test('SIG-5: two sources of the same key are two alerts', async () => {
    const kit = signalKit();
    await send(kit, message([alert('aa')]));
    await send(kit, message([alert('aa')]), { to: `other/${sources[1]?.secret}` });
    await send(kit, message([resolved('aa', '2026-11-25T20:05:00Z')]));
    expect((await firing(kit)).map(({ source }) => source)).toEqual(['other']);
  });

  test('SIG-7: deliveries in any order, sent twice and split anew, leave the same alerts', async () => {
    const started = (hour: number) => `2026-11-25T1${hour}:00:00Z`;
    const single = fc
      .record({
        key: fc.constantFrom('aa', 'bb'),
        hour: fc.integer({ min: 0, max: 2 }),
        minutes: fc.option(fc.integer({ min: 1, max: 9 })),
        severity: fc.constantFrom('warning', 'critical'),
      })
      .map(({ key, hour, minutes, severity }) =>
        alert(key, {
          startsAt: started(hour),
          labels: { severity },
          ...(minutes === null
            ? {}
            : { status: 'resolved', endsAt: `2026-11-25T1${hour}:0${minutes}:00Z` }),
        }),
      );
    const history = fc.array(single, { minLength: 1, maxLength: 8 }).chain((all) =>
      fc.record({
        all: fc.constant(all),
        again: fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }),
        size: fc.integer({ min: 1, max: 3 }),
      }),
    );
    await withKit(
      async (kit) => {
        let round = 0;
        await fc.assert(
          fc.asyncProperty(history, async ({ all, again, size }) => {
            // Keys of a round are its own, so that one database serves them all.
            round += 1;
            const named = (part: string, alerts: typeof all) =>
              alerts.map((each) => ({
                ...each,
                fingerprint: `${round}-${part}-${each.fingerprint}`,
              }));
            await send(kit, message(named('one', all)));
            const parts = named('two', again);
            for (let at = 0; at < parts.length; at += size) {
              await send(kit, message(parts.slice(at, at + size)));
            }
            const outcome = async (part: string) =>
              (await kit.as(grace).signals.alerts.query({ limit: 100 })).alerts
                .filter(({ key }) => key.startsWith(`${round}-${part}-`))
                .map(({ key, startsAt, severity, episodes }) => ({
                  ...{ key: key.split('-')[2], startsAt, severity, episodes },
                }))
                .sort((one, other) => ((one.key ?? '') < (other.key ?? '') ? -1 : 1));
            expect(await outcome('two')).toEqual(await outcome('one'));
          }),
          { numRuns: 40 },
        );
      },
      { sources },
    );
  });

  test('SIG-1: every kind of source is taken in at its address', async () => {
    const kinds = [...sourceKinds.values()];
    const kit = testKit({
      sources: kinds.map(({ name }) => ({
        ...{ key: name, kind: name, secret },
        ...(name === 'sns' && { options: { signed: false } }),
      })),
    });
    // What is measured is measured of an objective, and lately.
    kit.clock.now = Date.UTC(2026, 0, 5, 9, 5);
    const objective = {
      ...{ id: 'checkout', name: 'Checkout works', service: 'applications', target: 99.9 },
      ...{ windowDays: 30, indicator: { kind: 'measurements' as const } },
    };
    const document = { objectives: [objective] };
    await kit.as(amir).configuration.publish.mutate({ kind: 'objectives', basedOn: 0, document });
    for (const { name, samples } of kinds) {
      const [{ body, headers = {} } = { body: '' }] = samples;
      const url = `${base}/intake/${name}/${secret}`;
      const answer = await kit.kit.fetch(new Request(url, { method: 'POST', body, headers }));
      expect(answer.ok, `${name}: ${await answer.text()}`).toBe(true);
    }
    expect((await firing(kit)).length).toBeGreaterThan(10);
  });

  test('a source of no kind that there is keeps the server from starting', async () => {
    const kit = testKit({ sources: [{ key: 'other', kind: 'other', secret }] });
    await expect(kit.as(grace).signals.alerts.query({})).rejects.toThrow();
  });

  test('SIG-7: deliveries that arrive together are all counted', async () => {
    const storm = { perMinute: 1_000, calmMs: 600_000 };
    const kit = signalKit({ signals: { ...defaultAlertRules, storm } });
    const keys = Array.from({ length: 30 }, (_, place) => `key-${place}`);
    const fires = keys.map((key) => send(kit, message([alert(key), alert('aa')])));
    expect((await Promise.all(fires)).map(({ status }) => status)).toEqual(keys.map(() => 202));
    expect(await keysOf(kit)).toEqual(['aa', ...keys].sort());
  });

  test.each([
    ['short', 'The secret of a source has at least 32 letters'],
    ['a'.repeat(40), 'This secret can be guessed'],
  ])('a source has no secret like %s', (weak, why) => {
    const make = () => sourcesSchema.parse([{ ...sources[0], secret: weak }]);
    expect(make).toThrow(why);
  });
});
