import { request } from 'node:http';
import { describe, expect, test, vi } from 'vitest';
import { CallLane } from '../../packages/server/src/http/call-lane.ts';
import { clientOf, closed, grace, headersOf, report, rosa, testKit, token } from './support/kit.ts';

interface Sent {
  path: string;
  headers?: Record<string, string | null>;
  body?: string | Uint8Array<ArrayBuffer>;
  /** Whether it is plain enough for the lane. */
  isPlain?: boolean;
}

interface Answer {
  status: number;
  headers: Record<string, unknown>;
  body: string;
}

/** What is about the connection and not about the answer. */
const ofTheWire = ['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding'];

function without(headers: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ofTheWire.includes(name)));
}

function overTheWire(url: string, headers: Record<string, string>, body: Uint8Array) {
  return new Promise<Answer>((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => {
        const text = Buffer.concat(parts).toString();
        resolve({
          status: response.statusCode ?? 0,
          headers: without(response.headers),
          body: text,
        });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

describe('the fast lane of commands', () => {
  test('API-3: what it answers is what the procedure would have answered, to the letter', async () => {
    const { kit, clock, as } = testKit();
    const answered = vi.spyOn(CallLane.prototype, 'answer');
    const { url } = await kit.start({ port: 0 });
    await as(rosa).incidents.report.mutate(report());
    await as(grace).incidents.acknowledge.mutate({ incident: 'INC-1' });
    const bearer = (signed: string) => ({ authorization: `Bearer ${signed}` });
    const desk = await headersOf(grace, clock.now);
    const json = (value: unknown) => JSON.stringify(value);
    const note = (change: object) => ({
      incident: 'INC-1',
      text: 'Seen.',
      key: 'a-key-1',
      ...change,
    });
    const path = '/trpc/incidents.report';
    const cases: Record<string, Sent> = {
      'a report': { path, body: json(report()) },
      'a report with the key in the address': {
        path: `${path}?key=pk_intranet`,
        headers: { 'x-incident-kit-key': null },
        body: json(report()),
      },
      'a report of its page': {
        path,
        headers: { origin: 'https://intranet.example' },
        body: json(report({ title: 'Ünïcode and 🙂' })),
      },
      'a note of the desk': {
        path: '/trpc/incidents.addNote',
        headers: desk,
        body: json(note({})),
      },
      'a note of a visitor': { path: '/trpc/incidents.addNote', body: json(note({})) },
      'a second acknowledgement': {
        path: '/trpc/incidents.acknowledge',
        headers: desk,
        body: json({ incident: 'INC-1' }),
      },
      'no such incident': {
        path: '/trpc/incidents.acknowledge',
        headers: desk,
        body: json({ incident: 'INC-77' }),
      },
      'a title that is too short': { path, body: json(report({ title: 'x' })) },
      'several things wrong': { path, body: json({ title: 1, impact: null, more: true }) },
      'malformed JSON': { path, body: '{"title":' },
      'no body': { path, body: '' },
      'a list': { path, body: '[1,2]' },
      'a mark at the beginning': { path, body: `\uFEFF${json(report())}` },
      'no UTF-8': { path, body: new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]) },
      'a charset': {
        path,
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: json(report()),
      },
      'no key': { path, headers: { 'x-incident-kit-key': null }, body: json(report()) },
      'an unknown key': { path, headers: { 'x-incident-kit-key': 'pk_no' }, body: json(report()) },
      'a site where visitors may not': {
        path,
        headers: { 'x-incident-kit-key': closed.key },
        body: json(report()),
      },
      'a page of elsewhere': {
        path,
        headers: { origin: 'https://elsewhere.example' },
        body: json(report()),
      },
      'a token that is none': { path, headers: bearer('nonsense'), body: json(report()) },
      'a header that is no token': {
        path,
        headers: { authorization: 'Basic eA==' },
        body: json(report()),
      },
      'a token that has run out': {
        path,
        headers: bearer(await token(rosa, clock.now - 3_600_000)),
        body: json(report()),
      },
      'a reporter who publishes a matrix': {
        path: '/trpc/matrix.publish',
        headers: await headersOf(rosa, clock.now),
        body: json({}),
      },
      'another type': {
        path,
        headers: { 'content-type': 'text/plain' },
        body: json(report()),
        isPlain: false,
      },
      'a query': { path: '/trpc/incidents.list', body: '{}', isPlain: false },
      'no such procedure': { path: '/trpc/incidents.explode', body: '{}', isPlain: false },
      'what every object has': { path: '/trpc/toString', body: '{}', isPlain: false },
      'a batch': { path: `${path}?batch=1`, body: json({ 0: report() }), isPlain: false },
      'more than is taken': {
        path,
        body: json(report({ description: 'x'.repeat(300_000) })),
        isPlain: false,
      },
    };
    for (const [what, { path: target, headers, body = '', isPlain = true }] of Object.entries(
      cases,
    )) {
      const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
      const all = {
        'content-type': 'application/json',
        'x-incident-kit-key': 'pk_intranet',
        ...headers,
      };
      const sent = Object.fromEntries(
        Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
      );
      const length = { 'content-length': String(bytes.length) };
      const before = answered.mock.calls.length;
      const fast = await overTheWire(url + target, { ...sent, ...length }, bytes);
      expect(answered.mock.calls.length - before, what).toBe(isPlain ? 1 : 0);
      const response = await kit.fetch(
        new Request(url + target, { method: 'POST', headers: { ...sent, ...length }, body: bytes }),
      );
      const slow: Answer = {
        status: response.status,
        headers: without(Object.fromEntries(response.headers)),
        body: await response.text(),
      };
      expect(fast, what).toEqual(slow);
    }
    answered.mockRestore();
  });

  test('API-2: who goes away in the middle of a request disturbs nobody', async () => {
    const { kit, clock } = testKit();
    const { url } = await kit.start({ port: 0 });
    const sent = request(`${url}/trpc/incidents.report`, {
      method: 'POST',
      headers: {
        ...(await headersOf(rosa, clock.now)),
        'content-type': 'application/json',
        'content-length': '5000',
      },
    });
    const gone = new Promise((resolve) => sent.once('close', resolve));
    sent.on('error', () => undefined);
    await new Promise<void>((resolve) => sent.write('{"title":', () => resolve()));
    sent.destroy();
    await gone;
    const client = clientOf(fetch, rosa, () => clock.now, url);
    expect((await client.incidents.report.mutate(report())).incident).toBe('INC-1');
  });
});
