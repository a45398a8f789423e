import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { pino } from 'pino';
import { describe, expect, onTestFinished, test } from 'vitest';
import { grace, headersOf, report, rosa, testKit, tom, visitor } from './support/kit.ts';

type Kit = ReturnType<typeof testKit>;

interface Asked {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** The same kit behind the socket that it listens on, and as a `fetch` that is mounted in another server. */
async function bothEdges({ kit }: Kit): Promise<number[]> {
  const { port } = await kit.start({ port: 0 });
  const server = createServer(getRequestListener(kit.fetch));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return [port, (server.address() as AddressInfo).port];
}

/** Asks, and goes away when the first message has come. */
async function answerOf(port: number, { method = 'GET', path = '/live', headers, body }: Asked) {
  const host = { host: 'kit.test' };
  const sent = request({ port, method, path, headers: { ...host, ...headers }, agent: false });
  sent.on('error', () => undefined).end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const { date: _, connection: __, 'keep-alive': ___, ...all } = response.headers;
  const { 'content-length': ____, 'transfer-encoding': _____, ...said } = all;
  let text = '';
  for await (const part of response.setEncoding('utf8')) {
    text += part;
    if (response.statusCode === 200 && text.includes('\n\n')) break;
  }
  sent.destroy();
  return { status: response.statusCode, headers: said, text };
}

async function untilOpen(kit: Kit, count: number): Promise<void> {
  for (;;) {
    const asked = new Request('http://kit.test/metrics', { headers: operator });
    const counted = await (await kit.kit.fetch(asked)).text();
    if (counted.includes(`incident_kit_open_streams ${count}\n`)) return;
    await wait(5);
  }
}

const metrics = { token: 'read-what-is-counted' };
const operator = { authorization: `Bearer ${metrics.token}` };

describe('streams that are written to their socket', () => {
  test('LIVE-10: are opened and refused as through a Request, to the letter', async () => {
    const kit = testKit();
    await kit.as(rosa).incidents.report.mutate(report());
    const ports = await bothEdges(kit);
    const of = (who: typeof rosa) => headersOf(who, kit.clock.now);
    const json = { 'content-type': 'application/json' };
    const post = async (who: typeof rosa, body: string): Promise<Asked> => ({
      method: 'POST',
      headers: { ...(await of(who)), ...json, 'content-length': String(Buffer.byteLength(body)) },
      body,
    });
    const key = { 'x-incident-kit-key': 'pk_intranet' };
    const asked: Record<string, Asked> = {
      visitor: { path: '/live?topics=badge:INC-1&key=pk_intranet' },
      'EventSource again': {
        path: '/live?topics=badge:INC-1',
        headers: { ...key, 'last-event-id': '3' },
      },
      'odd query': { path: '/live?topics=badge%3AINC-1,%zz&after=x', headers: key },
      'no topics': { path: '/live?', headers: key },
      'signed in': await post(rosa, '{"topics":{"incident:INC-1":0}}'),
      desk: await post(grace, '{"topics":{"incidents":0}}'),
      another: await post(tom, '{"topics":{"incident:INC-1":0}}'),
      'no key': { path: '/live?topics=badge:INC-1' },
      'wrong key': { path: '/live?topics=badge:INC-1&key=pk_guess' },
      'wrong token': { headers: { ...key, authorization: 'Bearer nonsense' } },
      'other page': { headers: { ...key, origin: 'https://evil.example' } },
      'other host': { headers: { ...key, host: 'evil.example' } },
      'not allowed': await post(visitor, '{"topics":{"incidents":0}}'),
      'no such topic': await post(grace, '{"topics":{"weather":0}}'),
      'no input': await post(grace, '{}'),
      'not JSON': await post(grace, '{'),
      'nothing sent': await post(grace, ''),
      'too large': await post(grace, ' '.repeat(300_000)),
      'parts too large': {
        ...(await post(grace, ' '.repeat(300_000))),
        headers: { ...(await of(grace)), ...json, 'transfer-encoding': 'chunked' },
      },
      'another method': { method: 'PUT' },
      preflight: { method: 'OPTIONS', headers: { origin: 'https://intranet.example' } },
    };
    for (const [name, each] of Object.entries(asked)) {
      const [socket, mounted] = await Promise.all(ports.map((port) => answerOf(port, each)));
      expect({ name, ...socket }).toEqual({ name, ...mounted });
    }
  });

  test('LIM-10 OPS-3: leave a line as every request does, and count while they are open', async () => {
    const lines: Record<string, unknown>[] = [];
    const logger = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
    const kit = testKit({ logger, metrics, limits: { streams: { perAddress: 2 } } });
    const { port } = await kit.kit.start({ port: 0 });
    const open = async () => {
      const socket = connect(port, '127.0.0.1');
      onTestFinished(() => void socket.destroy());
      const line = `GET /live?topics=&key=pk_intranet HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`;
      socket.write(line);
      const [part] = (await once(socket, 'data')) as [Buffer];
      return { socket, status: part.toString().slice(9, 12) };
    };
    const [first, second] = [await open(), await open()];
    await untilOpen(kit, 2);
    expect((await open()).status).toBe('429');
    first.socket.destroy();
    second.socket.destroy();
    await untilOpen(kit, 0);
    expect((await open()).status).toBe('200');
    expect(lines.filter(({ path }) => path === '/live')).toMatchObject([
      ...[200, 200].map((status) => ({
        method: 'GET',
        status,
        site: 'pk_intranet',
        role: 'anonymous',
      })),
      { status: 429, address: '127.0.0.0/24', refusals: ['too-many-requests'] },
      { status: 200 },
    ]);
  });

  test('LIVE-10: whoever asks and goes away at once holds no place', async () => {
    const kit = testKit({ metrics });
    const { port } = await kit.kit.start({ port: 0 });
    const sockets: Socket[] = Array.from({ length: 20 }, () => connect(port, '127.0.0.1'));
    for (const socket of sockets) {
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      socket.write('GET /live?topics=&key=pk_intranet HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
      socket.resetAndDestroy();
    }
    await kit.as(rosa).incidents.report.mutate(report());
    await untilOpen(kit, 0);
  });

  test('LIVE-6: one whose page does not read is let go, with what it left unread bounded', async () => {
    const kit = testKit({ metrics });
    await kit.as(grace).incidents.report.mutate(report());
    const { port } = await kit.kit.start({ port: 0 });
    const socket = connect(port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    const headers = Object.entries(await headersOf(grace, kit.clock.now))
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('');
    socket.write(`GET /live?topics=incident:INC-1 HTTP/1.1\r\nHost: 127.0.0.1\r\n${headers}\r\n`);
    await untilOpen(kit, 1);
    const text = 'x'.repeat(9_000);
    let isOpen = true;
    const gone = untilOpen(kit, 0).then(() => {
      isOpen = false;
    });
    const note = { incident: 'INC-1', text, visibility: 'public' } as const;
    let sent = 0;
    while (isOpen && sent < 3_000) {
      await Promise.all(
        Array.from({ length: 50 }, () => kit.as(grace).incidents.addNote.mutate(note)),
      );
      sent += 50;
    }
    await gone;
    let read = '';
    for await (const part of socket.setEncoding('utf8')) {
      read += part;
      if (read.includes('event: bye')) break;
    }
    expect(read).toContain('{"reason":"too-slow"}');
  });
});

test('LIVE-10: asked with HEAD it is answered as with GET, and none is opened', async () => {
  const kit = testKit({ metrics, limits: { streams: { perAddress: 2 } } });
  const ports = await bothEdges(kit);
  for (const port of ports) {
    for (let each = 0; each < 3; each += 1) {
      const path = '/live?topics=&key=pk_intranet';
      const sent = request({
        port,
        method: 'HEAD',
        path,
        headers: { host: 'kit.test' },
        agent: false,
      });
      sent.end();
      const [response] = (await once(sent, 'response')) as [IncomingMessage];
      expect(response.statusCode).toBe(200);
      expect(response.headers['content-type']).toBe('text/event-stream');
    }
  }
  await untilOpen(kit, 0);
});
