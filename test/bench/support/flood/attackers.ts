/**
 * Everything at once that somebody could do to a server from outside, from many addresses of 127.0.0.0/8: reports
 * of 10 kB of different words, badge reads that never ask the same, idle streams, and connections that take for
 * ever to say what they ask for. A process of its own, so that it keeps nobody but the server from answering.
 *
 * Arguments: the server's address, how many seconds, how many streams. Ends with a line of JSON.
 */
import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { siteKey } from '../servers.ts';

const [url = '', seconds = '10', wantedStreams = '5000'] = process.argv.slice(2);
const { hostname, port, host } = new URL(url);
const reporters = 200;
const readers = 20;
const streamsPerAddress = 100;
const loris = 500;
/** When the flood is over; it begins when the streams are open, or cannot be opened. */
let end = Number.POSITIVE_INFINITY;
const longestOpeningMs = 40_000;

const counts: Record<string, number> = {};
const count = (what: string) => {
  counts[what] = (counts[what] ?? 0) + 1;
};
const acknowledged: string[] = [];
let streams = 0;

const agents = new Map<string, Agent>();
function agentFor(localAddress: string): Agent {
  const agent = agents.get(localAddress) ?? new Agent({ keepAlive: true, localAddress } as object);
  agents.set(localAddress, agent);
  return agent;
}

function ask(from: string, path: string, body?: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = {
      'x-incident-kit-key': siteKey,
      ...(body !== undefined && {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      }),
    };
    const method = body === undefined ? 'GET' : 'POST';
    const asked = request({ hostname, port, path, method, headers, agent: agentFor(from) });
    asked.on('error', reject).on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part) => {
        text += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.on('error', reject);
    });
    asked.end(body);
  });
}

const random = () => Math.random().toString(36).slice(2, 8);
/** Made beforehand: it is the server that is to have work. */
const texts = Array.from({ length: 100 }, () => Array.from({ length: 1_400 }, random).join(' '));
let sent = 0;
const words = () => texts[sent++ % texts.length];

async function reportsFrom(address: string): Promise<void> {
  while (performance.now() < end) {
    const key = `flood-${random()}${random()}`;
    const report = {
      key,
      title: `Flood ${key}`,
      description: words(),
      impact: 'low',
      urgency: 'low',
    };
    try {
      const { status, text } = await ask(address, '/trpc/incidents.report', JSON.stringify(report));
      count(`report ${status}`);
      if (status === 200) acknowledged.push(JSON.parse(text).result.data.incident);
      // Whoever is refused comes again at once, but there are only so many of them.
      else await setTimeout(250);
    } catch {
      count('report broken off');
      await setTimeout(100);
    }
  }
}

async function badgesFrom(address: string): Promise<void> {
  while (performance.now() < end) {
    const incidents = Array.from(
      { length: 40 },
      () => `INC-${1 + Math.floor(Math.random() * 300)}`,
    );
    const input = encodeURIComponent(JSON.stringify({ incidents: [...new Set(incidents)] }));
    try {
      const { status } = await ask(address, `/trpc/badges.get?input=${input}&x=${random()}`);
      count(`badges ${status}`);
    } catch {
      count('badges broken off');
    }
    await setTimeout(5);
  }
}

function open(localAddress: string, said: string): Socket {
  const socket = connect({ host: hostname, port: Number(port), localAddress });
  socket.on('error', () => undefined);
  socket.write(said);
  return socket;
}

const held = new Set<Socket>();

/** Again and again until it is open: whoever is refused comes again. */
function openStream(each: number): void {
  const address = `127.0.3.${1 + Math.floor(each / streamsPerAddress)}`;
  const path = `/live?topics=badge:INC-${1 + (each % 5)}&key=${siteKey}`;
  const socket = open(address, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  held.add(socket);
  socket.once('data', (part) => {
    count(`stream ${part.toString('latin1').slice(9, 12)}`);
    if (part.includes('HTTP/1.1 200')) {
      streams += 1;
      socket.on('close', () => {
        streams -= 1;
      });
      return;
    }
    socket.destroy();
    held.delete(socket);
    if (performance.now() < end) void setTimeout(500).then(() => openStream(each));
  });
}

async function openStreams(): Promise<void> {
  for (let each = 0; each < Number(wantedStreams); each += 1) {
    openStream(each);
    if (each % 50 === 49) await setTimeout(10);
  }
}

function crawl(address: string): void {
  const socket = open(address, `POST /trpc/incidents.report HTTP/1.1\r\nHost: ${host}\r\nX-Slow: `);
  held.add(socket);
  const dripping = setInterval(() => socket.write('a'), 500);
  socket.on('close', () => {
    clearInterval(dripping);
    held.delete(socket);
    count('slow connections closed');
    if (performance.now() < end) crawl(address);
  });
}

await openStreams();
const opening = performance.now();
while (streams < Number(wantedStreams) && performance.now() - opening < longestOpeningMs) {
  await setTimeout(100);
}
const openBefore = streams;
end = performance.now() + Number(seconds) * 1000;
for (let each = 0; each < loris; each += 1) crawl(`127.0.4.${1 + (each % 5)}`);
await Promise.all([
  ...Array.from({ length: reporters }, (_, at) => reportsFrom(`127.0.1.${1 + at}`)),
  ...Array.from({ length: readers }, (_, at) => badgesFrom(`127.0.2.${1 + at}`)),
]);
console.log(JSON.stringify({ counts, acknowledged, openBefore, streams }));
for (const socket of held) socket.destroy();
process.exit();
