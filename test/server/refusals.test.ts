import { describe, expect, test } from 'vitest';
import { amir, base, grace, headersOf, report, testKit } from './support/kit.ts';

const json = { 'content-type': 'application/json' };

type Sent = {
  what: string;
  path: string;
  method?: string;
  body?: BodyInit | (() => BodyInit);
  expect: [status: number, code: string, field?: string];
};

const reporting = (change: object): string => JSON.stringify(report(change as never));

const cases: Sent[] = [
  {
    what: 'malformed JSON',
    path: '/trpc/incidents.report',
    body: '{"title":',
    expect: [400, 'malformed-request'],
  },
  {
    what: 'no body',
    path: '/trpc/incidents.report',
    method: 'POST',
    expect: [400, 'invalid-input'],
  },
  {
    what: 'a body that is a list',
    path: '/trpc/incidents.report',
    body: '[1,2]',
    expect: [400, 'invalid-input'],
  },
  {
    what: 'an unknown field',
    path: '/trpc/incidents.report',
    body: reporting({ priority: 'P1' }),
    expect: [400, 'invalid-input', 'priority'],
  },
  {
    what: 'an unknown field inside',
    path: '/trpc/incidents.report',
    body: reporting({ contact: { phone: '1' } }),
    expect: [400, 'invalid-input', 'contact.phone'],
  },
  {
    what: 'a title that is too long',
    path: '/trpc/incidents.report',
    body: reporting({ title: 'x'.repeat(201) }),
    expect: [400, 'invalid-input', 'title'],
  },
  {
    what: 'a title of spaces',
    path: '/trpc/incidents.report',
    body: reporting({ title: '      ' }),
    expect: [400, 'invalid-input', 'title'],
  },
  {
    what: 'a description that is too long',
    path: '/trpc/incidents.report',
    body: reporting({ description: 'x'.repeat(10_001) }),
    expect: [400, 'invalid-input', 'description'],
  },
  {
    what: 'an unknown service',
    path: '/trpc/incidents.report',
    body: reporting({ service: 'teleport' }),
    expect: [400, 'invalid-input', 'service'],
  },
  {
    what: 'an unknown level',
    path: '/trpc/incidents.report',
    body: reporting({ impact: '__proto__' }),
    expect: [400, 'invalid-input', 'impact'],
  },
  {
    what: 'a number for a text',
    path: '/trpc/incidents.report',
    body: reporting({ title: 7 }),
    expect: [400, 'invalid-input', 'title'],
  },
  {
    what: 'no key',
    path: '/trpc/incidents.report',
    body: reporting({ key: undefined }),
    expect: [400, 'invalid-input', 'key'],
  },
  {
    what: 'an email that is none',
    path: '/trpc/incidents.report',
    body: reporting({ contact: { email: 'nobody' } }),
    expect: [400, 'invalid-input', 'contact.email'],
  },
  {
    what: 'a body over the limit',
    path: '/trpc/incidents.report',
    body: () => `"${'x'.repeat(300_000)}"`,
    expect: [413, 'body-too-large'],
  },
  {
    what: 'a body over the limit that does not say its length',
    path: '/trpc/incidents.report',
    body: () => endless(),
    expect: [413, 'body-too-large'],
  },
  {
    what: 'an unknown procedure',
    path: '/trpc/incidents.destroy',
    body: '{}',
    expect: [404, 'not-found'],
  },
  {
    what: 'a mutation asked with GET',
    path: '/trpc/incidents.report',
    expect: [405, 'method-not-allowed'],
  },
  {
    what: 'an unknown incident',
    path: `/trpc/incidents.get?input=${enc({ incident: 'INC-404' })}`,
    expect: [404, 'incident-not-found', 'incident'],
  },
  {
    what: 'a reference that is none',
    path: `/trpc/incidents.get?input=${enc({ incident: "1' or 1=1" })}`,
    expect: [400, 'invalid-input', 'incident'],
  },
  {
    what: 'a note on an unknown incident',
    path: '/trpc/incidents.addNote',
    body: JSON.stringify({ incident: 'INC-404', text: 'hello' }),
    expect: [404, 'incident-not-found', 'incident'],
  },
  {
    what: 'an empty note',
    path: '/trpc/incidents.addNote',
    body: JSON.stringify({ incident: 'INC-1', text: ' ' }),
    expect: [400, 'invalid-input', 'text'],
  },
  {
    what: 'an unknown resolution code',
    path: '/trpc/incidents.resolve',
    body: JSON.stringify({ incident: 'INC-1', code: 'magic', text: 'gone' }),
    expect: [400, 'invalid-input', 'code'],
  },
  {
    what: 'a batch that is too long',
    path: `/trpc/${Array(21).fill('forms.report').join(',')}?batch=1&input=%7B%7D`,
    expect: [413, 'batch-too-long'],
  },
  {
    what: 'too many badges',
    path: `/trpc/badges.get?input=${enc({ incidents: Array(501).fill('INC-1') })}`,
    expect: [400, 'invalid-input', 'incidents'],
  },
  {
    what: 'no badge at all',
    path: `/trpc/badges.get?input=${enc({ incidents: [] })}`,
    expect: [400, 'invalid-input', 'incidents'],
  },
  {
    what: 'input in the address that is no JSON',
    path: '/trpc/badges.get?input=%7B',
    expect: [400, 'malformed-request'],
  },
  {
    what: 'a matrix of the wrong shape',
    path: '/trpc/matrix.publish',
    body: JSON.stringify({ basedOn: 1, matrix: { impacts: [] } }),
    expect: [400, 'invalid-input', 'matrix.impacts'],
  },
  {
    what: 'a stream with a foreign topic',
    path: '/live',
    body: JSON.stringify({ topics: { 'weather:Berlin': 0 } }),
    expect: [400, 'topic-unknown', 'topics.weather:Berlin'],
  },
  {
    what: 'a stream of an unknown incident',
    path: '/live',
    body: JSON.stringify({ topics: { 'incident:INC-404': 0 } }),
    expect: [404, 'incident-not-found', 'topics.incident:INC-404'],
  },
  {
    what: 'a stream that is no JSON',
    path: '/live',
    body: '{',
    expect: [400, 'malformed-request'],
  },
  {
    what: 'a stream from a position that is none',
    path: '/live',
    body: JSON.stringify({ topics: { matrix: -1 } }),
    expect: [400, 'invalid-input', 'topics.matrix'],
  },
  {
    what: 'a stream of too many topics',
    path: '/live',
    body: JSON.stringify({
      topics: Object.fromEntries(
        Array.from({ length: 1001 }, (_, index) => [`badge:INC-${index + 1}`, 0]),
      ),
    }),
    expect: [413, 'too-many-topics'],
  },
  { what: 'an unknown address', path: '/admin.php', expect: [404, 'not-found'] },
  {
    what: 'an address with a method that it has not',
    path: '/live',
    method: 'DELETE',
    expect: [405, 'method-not-allowed'],
  },
  {
    what: 'a way out of the kit’s folder',
    path: '/kit/..%2f..%2fpackage.json',
    expect: [404, 'not-found'],
  },
  {
    what: 'a badge picture with a target that is none',
    path: '/badges/incident/INC-1.svg?target=profit',
    expect: [400, 'invalid-input', 'target'],
  },
];

function enc(value: unknown): string {
  return encodeURIComponent(JSON.stringify(value));
}

function endless(): ReadableStream<Uint8Array> {
  const part = new TextEncoder().encode('x'.repeat(64 * 1024));
  return new ReadableStream({ pull: (controller) => controller.enqueue(part) });
}

describe('refusals', () => {
  test('API-1 API-2: each kind of bad input gets its code, status and field, and writes nothing', async () => {
    const { kit, clock, as } = testKit();
    await as(grace).incidents.report.mutate(report());
    const head = async () => (await as(grace).incidents.list.query({ limit: 1 })).seq;
    const before = await head();
    for (const { what, path, method, body, expect: expected } of cases) {
      const sent = typeof body === 'function' ? body() : body;
      const response = await kit.fetch(
        new Request(base + path, {
          method: method ?? (sent === undefined ? 'GET' : 'POST'),
          headers: { ...(await headersOf(amir, clock.now)), ...json },
          ...(sent !== undefined && { body: sent, duplex: 'half' }),
        } as RequestInit),
      );
      const text = await response.text();
      const { error } = JSON.parse(text);
      const { code, fields } = error.data ?? error;
      const [status, expectedCode, field] = expected;
      expect([response.status, code], what).toEqual([status, expectedCode]);
      expect(error.message, what).toMatch(/^[A-Z“1].{10,}[.]$/s);
      if (field)
        expect(
          fields.map((each: { path: string[] }) => each.path.join('.')),
          what,
        ).toContain(field);
      expect(text, what).not.toMatch(/\.ts:\d|node_modules|at [A-Z]\w+\./);
    }
    expect(await head()).toBe(before);
  });

  test('API-2: one bad call in a batch does not spoil the others', async () => {
    const { kit, clock } = testKit();
    const input = enc({ 0: {}, 1: { incident: 'INC-404' } });
    const response = await kit.fetch(
      new Request(`${base}/trpc/incidents.list,incidents.get?batch=1&input=${input}`, {
        headers: await headersOf(grace, clock.now),
      }),
    );
    expect(response.status).toBe(207);
    const [list, get] = await response.json();
    expect(list.result.data.total).toBe(0);
    expect(get.error.data.code).toBe('incident-not-found');
  });
});
