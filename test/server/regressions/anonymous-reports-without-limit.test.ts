import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  base,
  clientOf,
  grace,
  headersOf,
  intranet,
  refusalOf,
  report,
  rosa,
  testKit,
  visitor,
  type Who,
} from '../support/kit.ts';
import { solve } from '../support/proofs.ts';

const other = { ...intranet, key: 'pk_other', name: 'Other' };

/** A kit with the limits that there are by default, or others, and who asks from which address. */
function limitedKit(limits: object = {}) {
  const { kit, clock, as } = testKit({ sites: [intranet, other], limits });
  const from = (remoteAddress: string, who: Who = visitor) =>
    clientOf(
      (request) => kit.fetch(request, { remoteAddress }),
      who,
      () => clock.now,
    );
  /** Lets time pass, by the machine's clock and by the database's. */
  const pass = (ms: number) => {
    clock.now += ms;
    vi.setSystemTime(Date.now() + ms);
  };
  return { kit, clock, as, from, pass };
}

/** How many of so many reports at once were taken. */
async function taken(many: Promise<unknown>[]): Promise<number> {
  const settled = await Promise.allSettled(many);
  return settled.filter(({ status }) => status === 'fulfilled').length;
}

/** So many of them, at once. */
const times = <T>(count: number, each: (index: number) => T) =>
  Array.from({ length: count }, (_, at) => each(at));

describe('what anybody may report', () => {
  beforeEach(() => {
    // The windows of limits are the machine's time where it alone counts.
    vi.useFakeTimers({ toFake: ['Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('LIM-1: 300 reports of one address at once: five are taken, and are there', async () => {
    const { as, from } = limitedKit();
    const flood = times(300, () => from('203.0.113.9').incidents.report.mutate(report()));
    expect(await taken(flood)).toBe(5);
    const { incidents } = await as(grace).incidents.list.query({});
    expect(incidents).toHaveLength(5);
    expect(await taken([from('203.0.113.10').incidents.report.mutate(report())])).toBe(1);
    expect(await taken([from('203.0.113.9', rosa).incidents.report.mutate(report())])).toBe(1);
  });

  test('LIM-1: whoever is refused is told when to come again, and is taken then', async () => {
    const { kit, clock, from, pass } = limitedKit();
    const one = from('203.0.113.9');
    await Promise.all(times(5, () => one.incidents.report.mutate(report())));
    const again = report();
    const response = await kit.fetch(
      new Request(`${base}/trpc/incidents.report`, {
        method: 'POST',
        headers: { ...(await headersOf(visitor, clock.now)), 'content-type': 'application/json' },
        body: JSON.stringify(again),
      }),
      { remoteAddress: '203.0.113.9' },
    );
    const { error } = await response.json();
    expect(response.status).toBe(429);
    expect(error.data).toMatchObject({ code: 'too-many-requests', details: { what: 'reports' } });
    const { retryAfter } = error.data.details;
    expect(response.headers.get('retry-after')).toBe(String(retryAfter));
    expect(response.headers.get('access-control-expose-headers')).toContain('retry-after');
    expect(retryAfter).toBeGreaterThan(50);
    expect(retryAfter).toBeLessThanOrEqual(60);
    pass(retryAfter * 1000);
    expect(await taken([one.incidents.report.mutate(again)])).toBe(1);
  });

  test('LIM-1: an hour and a day have limits of their own', async () => {
    const { from, pass } = limitedKit();
    const one = from('203.0.113.9');
    let inDay = 0;
    for (let hour = 0; hour < 5; hour += 1) {
      let inHour = 0;
      for (let minute = 0; minute < 8; minute += 1) {
        inHour += await taken(times(6, () => one.incidents.report.mutate(report())));
        pass(61_000);
      }
      expect(inHour).toBeLessThanOrEqual(30);
      inDay += inHour;
      pass(3_600_000);
    }
    expect(inDay).toBe(100);
  });

  test('LIM-1: all addresses of one network of IPv6 are one', async () => {
    const { from } = limitedKit();
    const reportFrom = (address: string) => from(address).incidents.report.mutate(report());
    expect(await taken(times(20, (at) => reportFrom(`2001:db8:1:2::${at + 1}`)))).toBe(5);
    expect(await taken([reportFrom('2001:db8:1:2:aaaa:bbbb:cccc:dddd')])).toBe(0);
    expect(await taken([reportFrom('2001:db8:1:3::1')])).toBe(1);
  });

  test('LIM-2: many addresses shut nobody out: each has to do some work, the more the harder', async () => {
    const proofOfWork = { above: { max: 3, seconds: 60 }, easiest: 200, hardest: 500 };
    const { from } = limitedKit({ proofOfWork });
    const reportFrom = (at: number, more: Record<string, unknown> = {}) =>
      from(`198.51.100.${at}`).incidents.report.mutate(report(more));
    expect(await taken(times(3, (at) => reportFrom(at + 1)))).toBe(3);
    const refused = await refusalOf(reportFrom(20));
    expect(refused).toMatchObject({ code: 'proof-of-work-required', httpStatus: 429 });
    expect(refused.details).toMatchObject({ why: 'missing', challenge: { maxnumber: 400 } });
    const proof = await solve(refused);
    expect(await taken([reportFrom(20, { proof })])).toBe(1);
    for (const at of [21, 22]) {
      const asked = await refusalOf(reportFrom(at));
      expect(await taken([reportFrom(at, { proof: await solve(asked) })])).toBe(1);
    }
    // Twice as many as are taken without.
    expect((await refusalOf(reportFrom(23))).details).toMatchObject({
      challenge: { maxnumber: 500 },
    });
    const elsewhere = from('198.51.100.23', { site: other });
    expect(await taken([elsewhere.incidents.report.mutate(report())])).toBe(1);
  });

  test('LIM-3: a proof is good once, in time, for its site, and when it is right', async () => {
    const sites = [intranet, other].map((site) => ({
      ...site,
      anonymous: { report: true, proofOfWork: true },
    }));
    const { kit, clock } = testKit({ sites, limits: { proofOfWork: { easiest: 200 } } });
    const from = (site: (typeof sites)[number], address: string) =>
      clientOf(
        (request) => kit.fetch(request, { remoteAddress: address }),
        { site },
        () => clock.now,
      );
    const [here, there] = sites.map(
      (site) => (proof?: string) =>
        from(site, `198.51.100.${Math.floor(Math.random() * 250)}`).incidents.report.mutate(
          report({ ...(proof && { proof }) }),
        ),
    );
    if (!here || !there) throw new Error('There are two.');
    const why = async (call: Promise<unknown>) => (await refusalOf(call)).details?.why;
    const proofFor = async (send: typeof here) => solve(await refusalOf(send()));
    const proof = await proofFor(here);
    expect(await taken(times(4, () => here(proof)))).toBe(1);
    expect(await why(here(proof))).toBe('used');
    expect(await why(there(await proofFor(here)))).toBe('wrong');
    const late = await proofFor(here);
    clock.now += 601_000;
    expect(await why(here(late))).toBe('expired');
    const right = JSON.parse(atob(await proofFor(here)));
    for (const change of [
      { number: right.number + 1 },
      { salt: right.salt.replace('pk_intranet', 'pk_intranes') },
      { salt: right.salt.replace(/until=\d/, 'until=9') },
      { signature: '0'.repeat(64) },
      { algorithm: 'SHA-1' },
      { number: -1 },
    ]) {
      expect(await why(here(btoa(JSON.stringify({ ...right, ...change }))))).toBe('wrong');
    }
    expect(await why(here('{}'))).toBe('wrong');
    expect(await taken([here(btoa(JSON.stringify(right)))])).toBe(1);
  });

  test('LIM-3: the same report with another proof is the same report', async () => {
    const site = { ...intranet, anonymous: { report: true, proofOfWork: true } };
    const { as } = testKit({ sites: [site], limits: { proofOfWork: { easiest: 100 } } });
    const sent = report();
    const send = (proof?: string) =>
      as(visitor).incidents.report.mutate({ ...sent, ...(proof && { proof }) });
    const [first, second] = [
      await solve(await refusalOf(send())),
      await solve(await refusalOf(send())),
    ];
    expect(first).not.toBe(second);
    expect(await send(first)).toEqual(await send(second));
  });

  test('LIM-4: whoever fills in what nobody sees is taken after harder work, and not lost', async () => {
    const { from } = limitedKit({ proofOfWork: { easiest: 100 } });
    const trapped = report({ website: 'https://spam.example' });
    const refused = await refusalOf(from('198.51.100.1').incidents.report.mutate(trapped));
    expect(refused.details).toMatchObject({ challenge: { maxnumber: 800 } });
    const proof = await solve(refused);
    expect(await taken([from('198.51.100.1').incidents.report.mutate({ ...trapped, proof })])).toBe(
      1,
    );
  });

  test('LIM-4: nobody sends a form within two seconds, and no stamp but ours says when it was given out', async () => {
    const { clock, from } = limitedKit();
    const one = from('198.51.100.1');
    const { stamp } = await one.forms.report.query();
    const refused = await refusalOf(one.incidents.report.mutate(report({ stamp })));
    expect(refused.details).toEqual({ what: 'reports', retryAfter: 2 });
    clock.now += 2_000;
    expect(await taken([one.incidents.report.mutate(report({ stamp }))])).toBe(1);
    const changed = stamp.replace(/^\d+/, String(clock.now + 1_000));
    expect(await taken([one.incidents.report.mutate(report({ stamp: changed }))])).toBe(1);
  });

  test('LIM-4: a site may take reports from its form alone: without a stamp of ours, none', async () => {
    const strict = { ...other, anonymous: { ...other.anonymous, requiresStamp: true } };
    const { as, clock } = testKit({ sites: [intranet, strict], limits: {} });
    const one = as({ site: strict });
    const sent = (stamp?: string) => one.incidents.report.mutate(report({ stamp }));
    const { stamp } = await one.forms.report.query();
    const changed = stamp.replace(/^\d+/, String(clock.now - 60_000));
    for (const [given, why] of [
      [undefined, 'missing'],
      ['', 'not-verified'],
      [changed, 'not-verified'],
    ] as const) {
      expect(await refusalOf(sent(given))).toMatchObject({
        code: 'stamp-required',
        httpStatus: 403,
        details: { why },
      });
    }
    expect((await refusalOf(sent(stamp))).details).toEqual({ what: 'reports', retryAfter: 2 });
    expect((await as(grace).incidents.list.query({})).total).toBe(0);
    clock.now += 2_000;
    expect((await sent(stamp)).incident).toBe('INC-1');
    // Who signed in is known, and others sites do not ask for it.
    await as({ ...rosa, site: strict }).incidents.report.mutate(report());
    await as(visitor).incidents.report.mutate(report());
  });
});
