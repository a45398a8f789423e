import { request } from 'node:http';
import { defaultAlertRules } from '@incident-kit/server/domain';
import { pino } from 'pino';
import { describe, expect, test, vi } from 'vitest';
import { Exchange } from '../../packages/server/src/api/exchange.ts';
import { appRouter } from '../../packages/server/src/api/router.ts';
import { withoutKeptBadges } from './support/badge-cache.ts';
import {
  amir,
  base,
  clientOf,
  closed,
  grace,
  headersOf,
  report,
  rosa,
  testKit,
  token,
  visitor,
} from './support/kit.ts';
import { uploadTo } from './support/uploads.ts';

interface Sent {
  path: string;
  headers?: Record<string, string | null>;
  body?: string | Uint8Array<ArrayBuffer>;
  /** Whether it is plain enough to be exchanged. */
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

/** What tRPC's own handler is asked with: a header that says nothing but keeps a call from the exchange. */
const forTrpc = { 'trpc-accept': 'application/json' };

async function answerOf(response: Response): Promise<Answer> {
  return {
    status: response.status,
    headers: without(Object.fromEntries(response.headers)),
    body: await response.text(),
  };
}

/** The secret behind a receipt is each database's own, and so are a form's stamp, the secrets of sites and deliveries. */
function sameReceipts({ body, ...answer }: Answer): Answer {
  return {
    ...answer,
    body: body
      .replace(/rcpt_(\d+)_[\w-]{43}/g, 'rcpt_$1')
      .replace(/oncall_[\w-]{43}/g, 'oncall_')
      .replace(/signature=[\w-]{43}/g, 'signature=')
      .replace(/"delivery":"[\da-f-]{36}"/g, '"delivery":""')
      .replace(/"stamp":"(\d+)\.[\w-]{43}"/g, '"stamp":"$1"')
      .replace(/"value":"[\w+/]{43}="/g, '"value":"secret"'),
  };
}

describe('the exchange', () => {
  test('API-3: what it answers is what the procedure would have answered, to the letter', async () => {
    const { kit, clock, as } = testKit();
    const answered = vi.spyOn(Exchange.prototype, 'answer');
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
      const exchanged = isPlain ? 1 : 0;
      expect(answered.mock.calls.length - before, what).toBe(exchanged);
      const fetched = (extra: object) =>
        kit.fetch(
          new Request(url + target, {
            method: 'POST',
            headers: { ...sent, ...length, ...extra },
            body: bytes,
          }),
        );
      const slow = await answerOf(await fetched(forTrpc));
      expect(answered.mock.calls.length - before, what).toBe(exchanged);
      expect(fast, what).toEqual(slow);
      expect(await answerOf(await fetched({})), what).toEqual(slow);
    }
    answered.mockRestore();
  });

  test('API-3: every procedure answers everybody the same as through tRPC’s own handler', async () => {
    const secret = '0f3b92c47de81a6655ab31d09c7e42f8';
    const options = {
      publicUrl: 'https://incidents.example.com',
      hosts: ['kit.test'],
      sources: [{ key: 'prometheus', kind: 'alertmanager', secret }],
    };
    const [plain, own] = [testKit(options), testKit(options)];
    const answered = vi.spyOn(Exchange.prototype, 'answer');
    const { url } = await plain.kit.start({ port: 0 });
    const key = { 'x-incident-kit-key': 'pk_intranet' };
    const everybody: Record<string, Record<string, string>> = {
      'a visitor': key,
      'a reporter': await headersOf(rosa, plain.clock.now),
      'the desk': await headersOf(grace, plain.clock.now),
      'an administrator': await headersOf(amir, plain.clock.now),
      'somebody with a wrong token': { ...key, authorization: 'Bearer nonsense' },
      nobody: {},
    };
    const types = Object.entries(
      appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>,
    );
    const refused = ['', '{', '{"nonsense":true}', '{"incident":"INC-1"}'];
    const asked = new Set<string>();
    let calls = 0;
    const same = async (path: string, text: string, what: string, headers: object) => {
      const isQuery = types.find(([each]) => each === path)?.[1]._def.type === 'query';
      const target = `/trpc/${path}${isQuery && text ? `?input=${encodeURIComponent(text)}` : ''}`;
      const method = isQuery ? 'GET' : 'POST';
      const sent = { 'content-type': 'application/json', ...headers };
      const init = (extra: object) => ({
        method,
        headers: { ...sent, ...extra },
        ...(!isQuery && { body: text }),
      });
      const fast = await answerOf(await fetch(url + target, init({})));
      calls += 1;
      expect(answered, what).toHaveBeenCalledTimes(calls);
      const slow = await answerOf(await own.kit.fetch(new Request(base + target, init(forTrpc))));
      expect(answered, what).toHaveBeenCalledTimes(calls);
      expect(sameReceipts(fast), what).toEqual(sameReceipts(slow));
      const { status } = slow;
      asked.add(`${path} ${status < 400 ? 'answered' : 'refused'}`);
      return slow.body;
    };
    let last: unknown;
    for (const [who, path, input] of session) {
      const sent = typeof input === 'function' ? input(last) : input;
      const text = sent === undefined ? '' : JSON.stringify(sent);
      const body = await same(path, text, `${who}: ${path}`, everybody[who] ?? {});
      last = JSON.parse(body).result?.data;
    }
    const attached = { incident: '', entry: 0, file: 0 };
    for (const { kit, as, clock } of [plain, own]) {
      const { id } = await uploadTo(kit, rosa, clock.now, 'a file');
      const reported = await as(rosa).incidents.report.mutate(
        report({ key: 'with-a-file', attachments: [id] }),
      );
      Object.assign(attached, { incident: reported.incident, entry: reported.seq });
    }
    const text = JSON.stringify(attached);
    await same('attachments.link', text, 'a link', everybody['a reporter'] ?? {});
    for (const [path] of types) {
      for (const [who, headers] of Object.entries(everybody)) {
        // Who is nobody is refused before anybody looks at what they sent.
        const isSomebody = !['nobody', 'somebody with a wrong token'].includes(who);
        for (const text of isSomebody ? refused : ['{}']) {
          await same(path, text, `${who}: ${path} ${text}`, headers);
        }
      }
    }
    for (const [path] of types) {
      expect([...asked], path).toContain(`${path} refused`);
      if (!neverAnswered.has(path)) {
        expect([...asked], path).toContain(`${path} answered`);
      }
    }
    answered.mockRestore();
  }, 60_000);

  test('API-3: badges read the same alone, together, in a batch and signed in, kept or not', async () => {
    const kit = testKit();
    const { url } = await kit.kit.start({ port: 0 });
    const desk = kit.as(grace);
    const { receipt } = await kit.as(visitor).incidents.report.mutate(report());
    await desk.incidents.report.mutate(report());
    // Only the desk knows of it: its badge has another position than everybody else's.
    const note = { incident: 'INC-2', text: 'Hm', visibility: 'internal' as const };
    await desk.incidents.addNote.mutate(note);
    const key = { 'x-incident-kit-key': 'pk_intranet' };
    const callers = {
      visitor: key,
      reporter: await headersOf(rosa, kit.clock.now),
      desk: await headersOf(grace, kit.clock.now),
      receipt: { authorization: `Bearer ${receipt?.token}` },
      'no visitors': { 'x-incident-kit-key': closed.key },
    };
    const asks = [['INC-1'], ['INC-2', 'INC-1'], ['INC-1', 'INC-2', 'INC-9'], ['INC-2', 'x', '7']];
    const address = (incidents: string[], batch = '') => {
      const input = batch ? { 0: { incidents } } : { incidents };
      return `/trpc/badges.get?${batch}input=${encodeURIComponent(JSON.stringify(input))}`;
    };
    const ways = async (round: string) => {
      for (const [who, headers] of Object.entries(callers)) {
        for (const incidents of asks) {
          const what = `${round}, ${who}: ${incidents}`;
          const plain = await answerOf(await fetch(url + address(incidents), { headers }));
          const own = await withoutKeptBadges(async () =>
            answerOf(
              await kit.kit.fetch(
                new Request(base + address(incidents), { headers: { ...headers, ...forTrpc } }),
              ),
            ),
          );
          expect(plain, what).toEqual(own);
          const batch = await fetch(url + address(incidents, 'batch=1&'), { headers });
          expect(await batch.text(), what).toBe(`[${own.body}]`);
        }
      }
    };
    await ways('first');
    await ways('kept');
    await desk.incidents.acknowledge.mutate({ incident: 'INC-1' });
    await desk.incidents.report.mutate(report());
    await ways('after something happened');
    kit.clock.now += 5 * 3_600_000;
    const again = await headersOf(grace, kit.clock.now);
    callers.desk = again;
    callers.reporter = await headersOf(rosa, kit.clock.now);
    // Or it is written down by itself between two of them.
    await kit.kit.fireDue();
    await ways('after a while');
  });

  test('API-6: every request leaves one line in the log, whichever edge it came by', async () => {
    const lines: { level: number; method: string; path: string; status: number }[] = [];
    const write = (line: string) => lines.push(JSON.parse(line));
    const { kit } = testKit({ logger: pino({ level: 'debug' }, { write }) });
    const { url } = await kit.start({ port: 0 });
    const headers = { 'x-incident-kit-key': 'pk_intranet', 'content-type': 'application/json' };
    const badges = `/trpc/badges.get?input=${encodeURIComponent('{"incidents":["INC-1"]}')}`;
    const post = { method: 'POST', headers, body: JSON.stringify(report()) };
    const large = { ...post, body: JSON.stringify({ title: 'x'.repeat(300_000) }) };
    const requests: [string, RequestInit, status: number][] = [
      ['/trpc/incidents.report', post, 200],
      ['/trpc/incidents.report', large, 413],
      ['/trpc/incidents.explode', post, 404],
      ['/trpc/matrix.current', { headers }, 401],
      [badges, { headers }, 200],
      ['/trpc/matrix.current?batch=1', { headers }, 401],
      ['/healthz', {}, 200],
      ['/nothing', {}, 404],
    ];
    for (const send of [
      fetch,
      (to: string, init: RequestInit) =>
        kit.fetch(new Request(to, init), { remoteAddress: '203.0.113.9' }),
    ]) {
      for (const [path, init, status] of requests) {
        lines.length = 0;
        expect((await send(url + path, init)).status, path).toBe(status);
        const [line, ...more] = lines;
        expect(more, path).toEqual([]);
        expect(line).toMatchObject({ path: path.split('?')[0], status, msg: 'request' });
      }
    }
    // Answered from what was kept: there is a line, and not by default.
    lines.length = 0;
    await fetch(url + badges, { headers });
    expect(lines.map(({ level }) => level)).toEqual([20]);
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

const wifi = {
  title: 'The Wi-Fi on the second floor is down',
  impact: 'medium',
  urgency: 'medium',
  key: 'key-of-the-session',
};
const one = { incident: 'INC-1' };
const two = { incident: 'INC-2' };
const three = { incident: 'INC-3' };
const problem = { problem: 'PRB-1' };
const member = { id: 'grace', name: 'Grace Okafor' };
const [desk, admin, reporter] = ['the desk', 'an administrator', 'a reporter'];
const named = (id: string) => ({ id, name: id });

/** What was answered last, for calls that need something of it. */
type Last = Record<string, never>;

const kb = { article: 'KB-1' };
const hook = { id: 'hook', name: 'Hook', kind: 'webhook' };
const bot = {
  id: 'bot',
  owner: { whom: 'person', person: 'nobody' },
  channel: 'hook',
  address: 'https://bot.example',
};

const wifiIsThere = {
  ...{ id: 'wifi', name: 'The Wi-Fi is there', service: 'wifi', target: 99.5 },
  indicator: { kind: 'incidents', priority: 'P1' },
};

/** One asks a server elsewhere, one needs a message that has died of it, one needs months of history, and one names what is each database's own. */
const neverAnswered = new Set([
  'configuration.importHolidays',
  'messages.sendAgain',
  'problems.dismissHint',
  'signals.decideAnomaly',
  'signals.delivery',
]);

const portal = { key: 'pk_portal', name: 'Portal', origins: ['https://portal.example'] };
/** At least one call of each procedure that is answered, in an order in which they can be. */
const session: [who: string, path: string, input?: unknown | ((last: Last) => unknown)][] = [
  ['a visitor', 'incidents.report', wifi],
  ['a visitor', 'incidents.report', wifi],
  [reporter, 'incidents.report', { ...wifi, key: 'another-key' }],
  [reporter, 'incidents.report', { ...wifi, key: 'yet-another-key' }],
  [reporter, 'forms.report'],
  [reporter, 'forms.suggest', { title: 'The printer is on fire' }],
  [desk, 'incidents.list', { status: 'all' }],
  [reporter, 'incidents.list', {}],
  [desk, 'incidents.get', one],
  [desk, 'incidents.similar', one],
  [reporter, 'incidents.similarToText', { title: 'No Wi-Fi' }],
  [reporter, 'badges.get', { incidents: ['INC-1', 'INC-9'] }],
  [desk, 'configuration.get', { kind: 'catalogue' }],
  [
    admin,
    'configuration.publish',
    {
      kind: 'catalogue',
      basedOn: 1,
      document: { services: [named('wifi')], categories: [named('network')] },
    },
  ],
  [
    admin,
    'configuration.publish',
    { kind: 'teams', basedOn: 1, document: { teams: [{ ...named('net'), members: [member] }] } },
  ],
  [desk, 'configuration.versions', { kind: 'teams' }],
  [desk, 'configuration.version', { kind: 'teams', version: 1 }],
  [desk, 'configuration.compare', { kind: 'teams', from: 1, to: 2 }],
  [desk, 'configuration.check', { kind: 'teams', document: { teams: [] } }],
  [admin, 'matrix.usage'],
  [desk, 'matrix.current'],
  [
    admin,
    'matrix.publish',
    ({ current }: { current: { matrix: object } }) => ({ basedOn: 1, matrix: current.matrix }),
  ],
  [
    desk,
    'configuration.whatIf',
    ({ current }: { current: { matrix: object } }) => ({
      matrix: current.matrix,
      from: Date.UTC(2026, 10, 1),
      to: Date.UTC(2026, 11, 1),
    }),
  ],
  [desk, 'incidents.acknowledge', one],
  [desk, 'incidents.categorize', { ...one, service: 'wifi', category: 'network' }],
  [desk, 'incidents.retitle', { ...one, title: 'Nobody has Wi-Fi' }],
  [desk, 'incidents.prioritize', { ...one, impact: 'high' }],
  [desk, 'incidents.overridePriority', { ...one, priority: 'P1', reason: 'The board is here' }],
  [desk, 'incidents.restorePriority', one],
  [desk, 'incidents.assign', { ...one, team: 'net', assignee: 'grace' }],
  [desk, 'incidents.unassign', one],
  [desk, 'incidents.merge', { ...three, into: 'INC-1' }],
  [desk, 'incidents.hold', { ...one, to: 'waiting-vendor', reason: 'A part is on its way' }],
  [desk, 'incidents.move', { ...one, to: 'waiting-change', reason: 'Now for the change' }],
  [desk, 'incidents.resume', one],
  [desk, 'incidents.escalate', { ...one, kind: 'hierarchical', reason: 'It takes too long' }],
  [desk, 'incidents.link', { ...one, kind: 'problem', target: 'PRB-1' }],
  [desk, 'incidents.unlink', { ...one, kind: 'problem', target: 'PRB-1' }],
  [desk, 'problems.open', { title: 'The access points restart', incidents: ['INC-1'] }],
  [desk, 'problems.edit', { ...problem, basedOn: 1, workaround: 'Use the cable' }],
  [desk, 'problems.get', problem],
  [desk, 'problems.list', {}],
  [desk, 'problems.ofIncident', one],
  [desk, 'problems.hints', undefined],
  [desk, 'problems.unlink', { ...problem, incidents: ['INC-1'] }],
  [desk, 'problems.link', { ...problem, incidents: ['INC-1'] }],
  [desk, 'problems.move', { ...problem, basedOn: 2, to: 'closed', reason: 'It was replaced' }],
  [desk, 'incidents.addNote', { ...one, text: 'Seen.', visibility: 'internal' }],
  [desk, 'incidents.editNote', ({ seq }: Last) => ({ ...one, note: seq, text: 'Heard.' })],
  [desk, 'incidents.addNote', { ...one, text: 'Seen 🙂', key: 'key-of-the-note' }],
  [desk, 'incidents.retractNote', ({ seq }: Last) => ({ ...one, note: seq })],
  [reporter, 'incidents.join', one],
  [desk, 'incidents.explainClock', one],
  [desk, 'incidents.preview', { ...one, command: 'prioritize', input: { urgency: 'low' } }],
  [desk, 'incidents.bulk', { command: 'unassign', incidents: [one, { incident: 'INC-77' }] }],
  [desk, 'incidents.presence', { ...one, doing: 'writing' }],
  [desk, 'incidents.markRead', { ...one, until: Date.UTC(2026, 10, 23) }],
  [desk, 'people.search', { text: 'gra' }],
  [desk, 'onCall.now', undefined],
  [desk, 'onCall.shifts', { schedule: 'net', from: 0, to: 86_400_000 }],
  [
    admin,
    'configuration.publish',
    {
      kind: 'schedules',
      basedOn: 0,
      document: {
        schedules: [
          {
            ...named('net'),
            layers: [
              {
                ...named('days'),
                zone: 'UTC',
                start: '2026-01-01T00:00',
                length: { unit: 'days', count: 1 },
                people: [{ id: 'rosa', name: 'Rosa' }],
              },
            ],
          },
        ],
      },
    },
  ],
  [
    desk,
    'onCall.override',
    { schedule: 'net', from: Date.UTC(2026, 10, 1), to: Date.UTC(2026, 11, 1) },
  ],
  [desk, 'onCall.cancelOverride', { schedule: 'net', override: 'by-hand-2' }],
  [desk, 'onCall.makeFeed'],
  [desk, 'onCall.feed'],
  [desk, 'onCall.endFeed'],
  [desk, 'onCall.changes', { document: { schedules: [] }, from: 0, to: 86_400_000 }],
  [desk, 'views.save', { view: { id: 'mine', name: 'Mine', filter: { assignee: 'me' } } }],
  [desk, 'views.remove', { id: 'mine' }],
  [desk, 'views.list', undefined],
  [desk, 'incidents.resolve', { ...one, code: 'fixed', text: 'A new access point' }],
  [desk, 'incidents.saveReport', one],
  [desk, 'knowledge.draftFromIncident', one],
  [desk, 'knowledge.ofIncident', one],
  [desk, 'knowledge.rate', { ...kb, basedOn: 1, confidence: 'validated', audience: 'everyone' }],
  [reporter, 'knowledge.search', { text: 'access poi' }],
  [reporter, 'knowledge.suggest', { title: 'Nobody has Wi-Fi' }],
  [reporter, 'knowledge.get', kb],
  [reporter, 'knowledge.vote', { ...kb, helpful: true }],
  [reporter, 'knowledge.saveReport', kb],
  [
    desk,
    'knowledge.create',
    { title: 'How to print', body: 'Press **the** button', language: 'en' },
  ],
  [
    desk,
    'knowledge.edit',
    { article: 'KB-2', basedOn: 1, title: 'How to print', body: 'Push', language: 'en' },
  ],
  [desk, 'knowledge.restore', { article: 'KB-2', basedOn: 2, version: 1 }],
  [desk, 'knowledge.versions', { article: 'KB-2' }],
  [desk, 'knowledge.figures', { from: 0, to: 86_400_000 }],
  [desk, 'incidents.reopen', { ...one, reason: 'Not at all' }],
  [desk, 'incidents.resolve', { ...one, code: 'fixed', text: 'Another access point' }],
  [desk, 'incidents.close', one],
  [
    desk,
    'reviews.write',
    { ...one, basedOn: 0, summary: 'It was slow', actions: [{ what: 'Buy' }] },
  ],
  [desk, 'reviews.decide', { ...one, basedOn: 1, move: 'finish' }],
  [desk, 'reviews.get', one],
  [desk, 'reviews.list', {}],
  [desk, 'incidents.timeline', one],
  [desk, 'incidents.timeline', { ...one, after: 0, limit: 3 }],
  [desk, 'incidents.resolve', { ...two, code: 'workaround', text: 'Use the cable' }],
  [reporter, 'incidents.confirm', { ...two, fixed: true }],
  ['a visitor', 'incidents.report', { ...wifi, key: 'the-fourth-key' }],
  [desk, 'incidents.revokeReceipts', { incident: 'INC-4', reason: 'It was passed on' }],
  [desk, 'incidents.cancel', { incident: 'INC-4', reason: 'It was the cable' }],
  [desk, 'notifications.list', {}],
  [desk, 'notifications.markRead', { notification: 1 }],
  [desk, 'notifications.markAllRead', { until: 1 }],
  [desk, 'notifications.explain', one],
  [desk, 'metrics.dashboard', { from: 0, to: 86_400_000 }],
  [desk, 'metrics.export', { from: 0, to: 86_400_000 }],
  [desk, 'metrics.incidents', { from: 0, to: 86_400_000, figure: 'created' }],
  [desk, 'metrics.public', { days: 30 }],
  [desk, 'metrics.process', { from: 0, to: 86_400_000 }],
  [desk, 'metrics.processIncidents', { from: 0, to: 9, of: { part: 'node', key: 'new' } }],
  [
    admin,
    'configuration.publish',
    { kind: 'objectives', basedOn: 0, document: { objectives: [wifiIsThere] } },
  ],
  [desk, 'objectives.list', {}],
  [desk, 'objectives.get', { id: 'wifi' }],
  [desk, 'objectives.history', { id: 'wifi' }],
  [desk, 'signals.alerts', {}],
  [desk, 'signals.anomalies', {}],
  [desk, 'signals.ofIncident', one],
  [desk, 'signals.tryRules', { document: defaultAlertRules }],
  [admin, 'signals.deliveries', { source: 'prometheus' }],
  [admin, 'people.eraseAddress', { address: 'nobody@example.com' }],
  [admin, 'messages.list', {}],
  [
    admin,
    'configuration.publish',
    { kind: 'channels', basedOn: 0, document: { channels: [hook], targets: [bot] } },
  ],
  [admin, 'messages.preview', { ...one, target: 'bot', about: 'assigned' }],
  [admin, 'messages.sendAgain', { id: 'msg_1_none' }],
  [admin, 'messages.test', { target: 'bot' }],
  [admin, 'signals.delivery', { delivery: 'none' }],
  [admin, 'signals.sources', undefined],
  [admin, 'signals.tryOptions', { source: 'prometheus', alertKey: '{host}' }],
  [admin, 'signals.test', { source: 'prometheus' }],
  [admin, 'incidents.erase', one],
  [admin, 'people.erase', { id: 'rosa' }],
  [admin, 'sites.add', { site: { ...portal, tokens: {} } }],
  [admin, 'sites.get', { site: portal.key }],
  [admin, 'sites.rotate', { site: portal.key }],
  [admin, 'sites.endSecret', { site: portal.key, secret: 's1' }],
  [admin, 'sites.change', { site: portal, basedOn: 3 }],
  [admin, 'sites.disable', { site: portal.key }],
  [admin, 'sites.enable', { site: portal.key }],
  [admin, 'sites.list', undefined],
];
