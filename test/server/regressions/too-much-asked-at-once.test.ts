import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  amir,
  base,
  grace,
  headersOf,
  intranet,
  refusalOf,
  report,
  rosa,
  testKit,
  token,
  visitor,
} from '../support/kit.ts';

const here = '203.0.113.9';
const there = '203.0.113.10';

/** How somebody asks the kit from an address, and what they are answered. */
function asking(limits: object) {
  const { kit, clock, as } = testKit({ limits });
  const ask = async (address: string, path: string, headers: Record<string, string> = {}) => {
    const all = { 'x-incident-kit-key': intranet.key, ...headers };
    const request = new Request(`${base}${path}`, { headers: all });
    const response = await kit.fetch(request, { remoteAddress: address });
    const body = await (path.startsWith('/live') && response.ok ? response.body : response.text());
    const [, code] = /"code":"([a-z-]+)"/.exec(typeof body === 'string' ? body : '') ?? [];
    return { status: response.status, code, body, wait: response.headers.get('retry-after') };
  };
  return { kit, clock, as, ask };
}

const badge = `/trpc/badges.get?input=${encodeURIComponent('{"incidents":["INC-1"]}')}`;

describe('what one address may ask', () => {
  test('LIM-8: badges that are kept are counted like those that are read', async () => {
    const { as, ask } = asking({ anonymousCalls: { max: 10, seconds: 60 } });
    await as(rosa).incidents.report.mutate(report());
    const statuses = [];
    for (let each = 0; each < 12; each += 1) statuses.push((await ask(here, badge)).status);
    expect(statuses).toEqual([...Array(10).fill(200), 429, 429]);
    expect(await ask(here, '/badges/incident/INC-1.svg')).toMatchObject({
      status: 429,
      code: 'too-many-requests',
    });
    expect((await ask(there, badge)).status).toBe(200);
    expect((await ask(here, '/healthz')).status).toBe(200);
  });

  test('LIM-9: who tries one receipt, token or key after the other is not listened to', async () => {
    const { as, ask, clock } = asking({ wrongCredentials: [{ max: 5, seconds: 60 }] });
    const { receipt } = await as(visitor).incidents.report.mutate(report());
    const good = { authorization: `Bearer ${receipt?.token}` };
    const get = `/trpc/incidents.get?input=${encodeURIComponent('{"incident":"INC-1"}')}`;
    const wrong = [
      { authorization: `Bearer rcpt_1_${'a'.repeat(43)}` },
      { 'x-incident-kit-key': 'pk_guessed' },
      { authorization: `Bearer ${await token(rosa, clock.now, { secret: 'x'.repeat(32) })}` },
    ];
    expect((await ask(here, get, good)).status).toBe(200);
    for (let each = 0; each < 5; each += 1) {
      expect((await ask(here, get, wrong[each % 3])).status).toBe(401);
    }
    for (const each of [...wrong, good]) {
      expect(await ask(here, get, each)).toMatchObject({ status: 429, code: 'too-many-requests' });
    }
    // A visitor is asked for nothing that could be tried.
    expect((await ask(here, badge)).status).toBe(200);
    expect((await ask(there, get, good)).status).toBe(200);
  });

  test('LIM-10: an address has so many streams, and all together have so many', async () => {
    const { ask } = asking({ streams: { perAddress: 2, total: 3 } });
    const live = '/live?topics=';
    const [first] = [await ask(here, live), await ask(here, live)];
    expect(await ask(here, live)).toMatchObject({ status: 429, wait: '30' });
    expect((await ask(there, live)).status).toBe(200);
    expect(await ask('203.0.113.11', live)).toMatchObject({ status: 503, code: 'overloaded' });
    if (!(first?.body instanceof ReadableStream)) throw new Error('It is a stream.');
    await first.body.cancel();
    expect((await ask('203.0.113.11', live)).status).toBe(200);
    expect((await ask(here, '/healthz')).status).toBe(200);
  });

  test('LIM-5: what is done with a receipt is counted by the receipt', async () => {
    const { as, kit, clock } = asking({ receiptChanges: [{ max: 3, seconds: 60 }] });
    const { receipt } = await as(visitor).incidents.report.mutate(report());
    const headers = {
      ...(await headersOf({ bearer: receipt?.token ?? '' }, clock.now)),
      'content-type': 'application/json',
    };
    const body = JSON.stringify({ incident: 'INC-1', text: 'Again.', visibility: 'public' });
    const note = async () =>
      (
        await kit.fetch(
          new Request(`${base}/trpc/incidents.addNote`, { method: 'POST', headers, body }),
        )
      ).status;
    const statuses = [];
    for (let each = 0; each < 5; each += 1) statuses.push(await note());
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
  });
});

test('LIM-5: what somebody changes who is signed in is counted by the person', async () => {
  const { as, ask, clock } = asking({ signedInChanges: [{ max: 3, seconds: 60 }] });
  const change = () => as(grace).incidents.addNote.mutate(note);
  const note = { incident: 'INC-1', text: 'Again.', visibility: 'internal' } as const;
  await as(rosa).incidents.report.mutate(report());
  const taken = await Promise.allSettled(Array.from({ length: 5 }, change));
  expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  const refused = await refusalOf(change());
  expect(refused).toMatchObject({ code: 'too-many-requests', httpStatus: 429 });
  expect(refused.details).toEqual({ what: 'changes', retryAfter: expect.any(Number) });
  // Others change, and read, as before; so do they themselves from elsewhere what they read.
  await as(amir).incidents.addNote.mutate(note);
  const headers = await headersOf(grace, clock.now);
  const list = `/trpc/incidents.list?input=${encodeURIComponent('{}')}`;
  expect((await ask(here, list, headers)).status).toBe(200);
  const { entries } = await as(amir).incidents.timeline.query({ incident: 'INC-1' });
  expect(entries.filter(({ kind }) => kind === 'note')).toHaveLength(4);
});

describe('what one connection may do', () => {
  /** The server of Node that a kit listens with. */
  async function serverBehind(url: string): Promise<Server> {
    let found: Server | undefined;
    const find = (message: unknown) => {
      found = (message as { server: Server }).server;
    };
    subscribe('http.server.request.start', find);
    await (await fetch(`${url}/healthz`, { headers: { connection: 'close' } })).text();
    unsubscribe('http.server.request.start', find);
    if (!found) throw new Error('It answered.');
    return found;
  }

  /** Opens a connection and says so much of a request, and no more. */
  async function open(port: number, said: string): Promise<Socket> {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    onTestFinished(() => void socket.destroy());
    await once(socket, 'connect');
    socket.write(said);
    return socket;
  }

  test('LIM-11: who takes for ever to say what they ask for is not waited for, and others are answered', async () => {
    const { kit } = testKit({ limits: { headerSeconds: 1, requestSeconds: 5 } });
    const { port, url } = await kit.start({ port: 0 });
    const slow = await Promise.all(
      Array.from({ length: 20 }, () =>
        open(port, 'GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: '),
      ),
    );
    let answers = '';
    for (const socket of slow)
      socket.on('data', (part) => {
        answers += part;
      });
    // What is written just as the server hangs up is answered with a reset.
    for (const socket of slow) socket.on('error', () => {});
    const ended = (socket: Socket) => new Promise((resolve) => socket.on('close', resolve));
    const closed = Promise.all(slow.map(ended));
    const dripping = setInterval(() => {
      for (const socket of slow) socket.write('a');
    }, 100);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    await closed;
    clearInterval(dripping);
    expect(answers).toContain('408 Request Timeout');
  });

  test('LIM-10 LIM-11: a connection on which nothing moves is closed, and a body that takes for ever', async () => {
    const { kit } = testKit({ limits: {} });
    const { port, url } = await kit.start({ port: 0 });
    const server = await serverBehind(url);
    const { timeout, headersTimeout, requestTimeout } = server;
    expect({ timeout, headersTimeout, requestTimeout }).toEqual({
      timeout: 60_000,
      headersTimeout: 10_000,
      requestTimeout: 120_000,
    });
    // The same in seconds, for connections that come from now on.
    Object.assign(server, { timeout: 1_000, headersTimeout: 1_000, requestTimeout: 2_000 });
    const post = `POST /trpc/incidents.report HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{`;
    const silent = [await open(port, ''), await open(port, 'GET /hea'), await open(port, post)];
    const slow = await open(port, post);
    let answer = '';
    slow.on('data', (part) => {
      answer += part;
    });
    const dripping = setInterval(() => slow.write(' '), 100);
    onTestFinished(() => clearInterval(dripping));
    for (const socket of silent) socket.resume();
    await Promise.all([...silent, slow].map((socket) => once(socket, 'close')));
    expect(answer).toContain('408 Request Timeout');
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  test('LIM-11: an address has so many connections', async () => {
    const { kit } = testKit({ limits: { connections: { perAddress: 5 } } });
    const { port } = await kit.start({ port: 0 });
    const sockets = await Promise.all(Array.from({ length: 8 }, () => open(port, '')));
    let count = 0;
    for (const socket of sockets) {
      socket.on('close', () => {
        count += 1;
      });
    }
    while (count < 3) await wait(10);
    await wait(50);
    expect(count).toBe(3);
    sockets.find((socket) => !socket.closed)?.destroy();
    let status = 0;
    // The server hears of the end a moment later.
    while (status === 0) {
      const socket = await open(
        port,
        'GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n',
      );
      const [answer] = (await Promise.race([once(socket, 'data'), once(socket, 'close')])) as [
        unknown,
      ];
      if (Buffer.isBuffer(answer)) status = Number(answer.toString().split(' ')[1]);
    }
    expect(status).toBe(200);
  });
});

test('LIM-12: a server that is behind takes only what cannot wait, and says when to come again', async () => {
  const { ask } = asking({ overloadMs: 100 });
  const form = '/trpc/forms.report';
  expect((await ask(here, form)).status).toBe(200);
  /** Keeps the thread as much computing would. */
  const busy = setInterval(() => {
    const until = performance.now() + 250;
    while (performance.now() < until);
  }, 1);
  onTestFinished(() => clearInterval(busy));
  const deadline = performance.now() + 15_000;
  let refused = await ask(here, form);
  while (refused.status === 200 && performance.now() < deadline) {
    await wait(1);
    refused = await ask(here, form);
  }
  expect(refused).toMatchObject({ status: 503, code: 'overloaded', wait: '5' });
  expect((await ask(here, badge)).status).toBe(200);
  expect((await ask(here, '/healthz')).status).toBe(200);
  clearInterval(busy);
  while ((await ask(here, form)).status !== 200) await wait(50);
});
