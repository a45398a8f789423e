import { request } from 'node:http';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { BadgeCache } from '../../packages/server/src/operations/incidents/badge-cache.ts';
import { withoutKeptBadges } from './support/badge-cache.ts';
import {
  base,
  clientOf,
  grace,
  headersOf,
  report,
  rosa,
  testKit,
  visitor,
  withKit,
} from './support/kit.ts';

const minute = 60_000;

async function listening(kit: ReturnType<typeof testKit>) {
  const { url } = await kit.kit.start({ port: 0 });
  return url;
}

function target(incidents: string[]) {
  return `/trpc/badges.get?input=${encodeURIComponent(JSON.stringify({ incidents }))}&key=pk_intranet`;
}

describe('badges', () => {
  test('API-3 API-4: kept badges are what reading them gives, whatever happens in between', async () => {
    const step = fc.oneof(
      fc.constant({ do: 'report' as const }),
      fc.record({
        do: fc.constantFrom('acknowledge' as const, 'resolve' as const, 'note' as const),
        to: fc.integer({ min: 1, max: 3 }),
      }),
      fc.record({
        do: fc.constant('wait' as const),
        ms: fc.constantFrom(1, 14 * minute, 5 * 60 * minute),
      }),
      fc.record({
        do: fc.constant('read' as const),
        which: fc.subarray(['INC-1', 'INC-2', 'INC-3', 'INC-9'], { minLength: 1 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), (steps) =>
        withKit(async (kit) => {
          const url = await listening(kit);
          const desk = kit.as(grace);
          for (const each of steps) {
            if (each.do === 'report') await desk.incidents.report.mutate(report());
            else if (each.do === 'wait') kit.clock.now += each.ms;
            else if (each.do === 'read') {
              const path = target(each.which);
              // The first two may be kept or be answered from what was; the third is read.
              const kept = await Promise.all([fetch(url + path), fetch(url + path)]);
              const read = await withoutKeptBadges(() => kit.kit.fetch(new Request(base + path)));
              const [first, second, third] = await Promise.all(
                [...kept, read].map((answer) => answer.json()),
              );
              expect(first.result.data.badges).toEqual(third.result.data.badges);
              expect(second.result.data.badges).toEqual(third.result.data.badges);
              expect(second.result.data.now).toBe(kit.clock.now);
              expect(second.result.data.seq).toBeLessThanOrEqual(third.result.data.seq);
            } else {
              const incident = `INC-${each.to}`;
              const change = {
                acknowledge: () => desk.incidents.acknowledge.mutate({ incident }),
                resolve: () =>
                  desk.incidents.resolve.mutate({ incident, code: 'fixed', text: 'Done' }),
                note: () => desk.incidents.addNote.mutate({ incident, text: 'Hm' }),
              }[each.do];
              await change().catch(() => undefined); // refused ones change nothing, which is part of it
            }
          }
        }),
      ),
      { numRuns: 20 },
    );
  }, 60_000);

  test('API-3: kept badges are answered with the headers that a page of another origin needs', async () => {
    const kit = testKit();
    const url = await listening(kit);
    await kit.as(rosa).incidents.report.mutate(report());
    const headers = { origin: 'https://intranet.example' };
    const read = await fetch(url + target(['INC-1']), { headers });
    const kept = await fetch(url + target(['INC-1']), { headers });
    for (const answer of [read, kept]) {
      expect(answer.status).toBe(200);
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
      expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });

  test('ACC-2 API-3: kept badges are not answered to an origin that the site does not name', async () => {
    const kit = testKit();
    const url = await listening(kit);
    await kit.as(rosa).incidents.report.mutate(report());
    const from = async (origin?: string) =>
      (await fetch(url + target(['INC-1']), { headers: origin ? { origin } : {} })).status;
    expect(await from()).toBe(200);
    expect(await from('https://intranet.example')).toBe(200);
    expect(await from('https://evil.example')).toBe(403);
    expect(await from('https://evil.example')).toBe(403);
  });

  test('API-3: what one has read is kept for whoever may see the same, in whichever order', async () => {
    const kit = testKit();
    const url = await listening(kit);
    await kit.as(rosa).incidents.report.mutate(report());
    await kit.as(rosa).incidents.report.mutate(report());
    const key = { 'x-incident-kit-key': 'pk_intranet' };
    const address = (incidents: string[]) =>
      `${url}/trpc/badges.get?input=${encodeURIComponent(JSON.stringify({ incidents }))}`;
    const both = encodeURIComponent(JSON.stringify({ 0: { incidents: ['INC-2', 'INC-1'] } }));
    const kept = vi.spyOn(BadgeCache.prototype, 'keep');
    await fetch(url + target(['INC-1', 'INC-2']));
    expect(kept).toHaveBeenCalledTimes(1);
    const signedIn = await headersOf(rosa, kit.clock.now);
    for (const [where, headers] of [
      [url + target(['INC-2', 'INC-1']), {}],
      [address(['INC-2']), key],
      [address(['INC-1', 'INC-2']), { ...key, origin: 'https://intranet.example' }],
      [address(['INC-1', 'INC-2']), signedIn],
      [`${url}/trpc/badges.get?batch=1&input=${both}`, signedIn],
      [`${url}/badges/incident/INC-1.svg`, key],
    ] as const) {
      expect((await fetch(where, { headers })).status).toBe(200);
      expect(kept, where).toHaveBeenCalledTimes(1);
    }
    // The desk may know of more, so it is told apart.
    await fetch(address(['INC-1', 'INC-2']), { headers: await headersOf(grace, kit.clock.now) });
    expect(kept).toHaveBeenCalledTimes(2);
    kept.mockRestore();
  });

  test('SLA-7: one that does not exist does not spoil the others', async () => {
    const { as } = testKit();
    await as(rosa).incidents.report.mutate(report());
    const { badges } = await as(visitor).badges.get.query({
      incidents: ['INC-1', 'INC-2', 'nonsense', '__proto__', 'INC-1'],
    });
    expect(badges['INC-1']?.clocks.resolution.state).toBe('running');
    expect([badges['INC-2'], badges.nonsense]).toEqual([null, null]);
  });

  test('SLA-7: five hundred badges are one answer', async () => {
    const kit = testKit();
    await Promise.all(
      Array.from({ length: 500 }, () => kit.as(rosa).incidents.report.mutate(report())),
    );
    const incidents = Array.from({ length: 500 }, (_, index) => `INC-${index + 1}`);
    const url = await listening(kit);
    const client = clientOf(fetch, visitor, () => kit.clock.now, url);
    const { badges } = await client.badges.get.query({ incidents });
    expect(Object.values(badges).filter(Boolean)).toHaveLength(500);
  });

  test('SLA-6 API-2: the picture says in words how the clock stands, and what is wrong when it cannot', async () => {
    const { kit, as, clock } = testKit();
    const start = clock.now;
    await as(rosa).incidents.report.mutate(report({ impact: 'high', urgency: 'high' }));
    const picture = async (path: string) => {
      const response = await kit.fetch(new Request(`${base}/badges/incident/${path}`));
      const label = /aria-label="([^"]*)"/.exec(await response.text())?.[1];
      return [response.status, response.headers.get('content-type'), label];
    };
    const svg = 'image/svg+xml; charset=utf-8';
    clock.now = start + 48 * minute;
    expect(await picture('INC-1.svg?key=pk_intranet&target=resolution')).toEqual([
      200,
      svg,
      'INC-1 · Due in 3 h 12 min',
    ]);
    // Without a target it is of what is due first, and that is what is overdue.
    for (const target of ['', '&target=response']) {
      expect(await picture(`INC-1.svg?key=pk_intranet${target}`)).toEqual([
        200,
        svg,
        'INC-1 · Overdue by 33 min',
      ]);
    }
    expect(await picture('INC-2.svg?key=pk_intranet')).toEqual([404, svg, 'INC-2 · Unknown']);
    expect(await picture('%3Cb%3E%22.svg?key=pk_intranet')).toEqual([
      404,
      svg,
      '&#60;b&#62;&#34; · Unknown',
    ]);
    expect((await picture('INC-1.svg'))[0]).toBe(401);
    await as(grace).incidents.resolve.mutate({ incident: 'INC-1', code: 'fixed', text: 'Done' });
    clock.now += 1e9;
    expect((await picture('INC-1.svg?key=pk_intranet'))[2]).toBe(
      'INC-1 · Met, 3 h 12 min to spare',
    );
  });

  test('API-3: twenty connections read one badge while it changes and never see it go back', async () => {
    const kit = testKit();
    const url = await listening(kit);
    const desk = kit.as(grace);
    await desk.incidents.report.mutate(report());
    let written = false;
    onTestFinished(() => {
      written = true;
    });
    const readers = Array.from({ length: 20 }, async () => {
      let last = 0;
      while (!written) {
        const { badges } = (await getJson(url + target(['INC-1']))).result.data;
        expect(badges['INC-1'].seq).toBeGreaterThanOrEqual(last);
        last = badges['INC-1'].seq;
      }
      return last;
    });
    for (let index = 0; index < 50; index += 1) {
      const { seq } = await desk.incidents.addNote.mutate({ incident: 'INC-1', text: `${index}` });
      const { badges } = (await getJson(url + target(['INC-1']))).result.data;
      expect(badges['INC-1'].seq).toBeGreaterThanOrEqual(seq); // API-4
    }
    written = true;
    await Promise.all(readers);
  });
});

function getJson(url: string) {
  return new Promise<{ result: { data: { badges: { 'INC-1': { seq: number } } } } }>(
    (resolve, reject) => {
      request(url, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part) => parts.push(part));
        response.on('end', () => resolve(JSON.parse(Buffer.concat(parts).toString())));
      })
        .on('error', reject)
        .end();
    },
  );
}
