import { describe, expect, test } from 'vitest';
import { base, grace, intranet, report, rosa, testKit, visitor } from './support/kit.ts';

const minute = 60_000;
const key = 'pk_intranet';

/** A page that shows nothing but the service email, and its form offers laptops. */
const shop = {
  key: 'pk_shop',
  name: 'Shop & “more”',
  origins: ['https://shop.example'],
  anonymous: { badges: true },
  badges: { services: ['email'] },
  form: { services: ['laptop'] },
};

function kitWithFeed() {
  const made = testKit({ sites: [intranet, shop], publicUrl: base });
  const ask = (service: string, { as = key, ...headers }: Record<string, string> = {}) =>
    made.kit.fetch(
      new Request(`${base}/services/${service}/incidents.atom?key=${as}`, { headers }),
    );
  const read = async (service: string, as = key) => (await ask(service, { as })).text();
  return { ...made, ask, read };
}

function valuesOf(text: string, element: string): string[] {
  const found = text.matchAll(new RegExp(`<${element}(?: [^>]*)?>([^<]*)</${element}>`, 'g'));
  return [...found].map(([, value = '']) => value);
}

describe('a feed of a service', () => {
  test('OUT-22: it has the status of incidents that the page shows, and nothing that anybody wrote', async () => {
    const { as, ask } = kitWithFeed();
    await as(rosa).incidents.report.mutate(
      report({ service: 'email', title: 'Secret title', description: 'Secret words' }),
    );
    await as(rosa).incidents.report.mutate(report({ service: 'network' }));
    await as(grace).incidents.addNote.mutate({ incident: 'INC-1', text: 'Secret note' });
    const answer = await ask('email', { as: shop.key });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
    const text = await answer.text();
    expect(valuesOf(text, 'title')).toEqual(['Email and calendar', 'INC-1 · New']);
    expect(valuesOf(text, 'name')).toEqual(['Shop &amp; “more”']);
    expect(text).not.toMatch(/secret|rosa|grace/i);
    expect(text).toContain(`href="${base}/services/email/incidents.atom?key=pk_shop"`);
  });

  test('OUT-22: ids stay the same, and the time is when the status was last another', async () => {
    const { as, clock, read } = kitWithFeed();
    const at = clock.now;
    const isoAfter = (minutes: number) => new Date(at + minutes * minute).toISOString();
    await as(rosa).incidents.report.mutate(report({ service: 'email' }));
    const before = await read('email');
    clock.now += minute;
    await as(grace).incidents.addNote.mutate({ incident: 'INC-1', text: 'We look into it' });
    expect(await read('email')).toBe(before);
    clock.now += minute;
    await as(rosa).incidents.report.mutate(report({ service: 'email' }));
    clock.now += minute;
    const done = { incident: 'INC-1', code: 'fixed', text: 'A new cable' } as const;
    await as(grace).incidents.resolve.mutate(done);
    const after = await read('email');
    expect(valuesOf(after, 'title').slice(1)).toEqual(['INC-1 · Resolved', 'INC-2 · New']);
    expect(valuesOf(after, 'updated')).toEqual([isoAfter(3), isoAfter(3), isoAfter(2)]);
    expect(valuesOf(after, 'published')).toEqual([isoAfter(0), isoAfter(2)]);
    expect(valuesOf(after, 'id').slice(0, 2)).toEqual(valuesOf(before, 'id'));
    for (const id of valuesOf(after, 'id')) expect(id).toMatch(/^urn:uuid:[\da-f-]{36}$/);
  });

  test('OUT-22: a reader that has it already is told no more than that', async () => {
    const { as, ask } = kitWithFeed();
    const etag = (await ask('email')).headers.get('etag') ?? '';
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const again = await ask('email', { 'if-none-match': tag });
      expect([again.status, await again.text()]).toEqual([304, '']);
    }
    await as(rosa).incidents.report.mutate(report({ service: 'email' }));
    expect((await ask('email', { 'if-none-match': etag })).status).toBe(200);
  });

  test('OUT-22: a service that the page does not name, or a page that shows no badges, has none', async () => {
    const { ask } = kitWithFeed();
    const statusOf = async (service: string, as: string) => (await ask(service, { as })).status;
    expect(await statusOf('laptop', shop.key)).toBe(200);
    for (const service of ['network', 'no-such', 'a%2Fb']) {
      expect(await statusOf(service, shop.key), service).toBe(404);
    }
    expect(await statusOf('email', 'pk_no-such')).toBe(401);
  });

  test('OUT-22: a page shows what was reported through it, and of other pages what it may', async () => {
    const { as, read } = kitWithFeed();
    await as(visitor).incidents.report.mutate(report({ service: 'laptop' }));
    expect(valuesOf(await read('laptop'), 'title')).toHaveLength(2);
    expect(valuesOf(await read('laptop', shop.key), 'title')).toHaveLength(1);
  });
});
