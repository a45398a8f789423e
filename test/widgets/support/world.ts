/**
 * The surroundings of the elements' tests and stories: a real kit server on a free port with its own
 * database file, incidents in every state that a clock can be in, and what the host page's own server
 * does (it signs tokens). No part of the kit is imitated.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { createIncidentKit, type IncidentKitOptions } from '../../../packages/server/src/index.ts';
import { freePort } from '../../../scripts/lib/ports.ts';
import { noLimits } from '../../support/no-limits.ts';
import { importHistory, learned } from './learned.ts';
import { countedWorld, measure } from './measured.ts';
import { type Hands, reportClosedIncident, reportMixedIncident } from './mixed-incident.ts';
import { monitored, pushNumbers, sendAlerts, startReceiver, tellOutside } from './monitored.ts';
import { lookAfterServices, publishedWorld } from './published.ts';
import { liveThroughMonths } from './recurring.ts';
import { rota } from './rota.ts';
import type { WorldFacts } from './world-facts.ts';

const siteKey = 'pk_elements';
const secret = 'a secret of the tests of elements, long enough';
const hour = 3_600_000;

/** The people of the tests by what they are; `/token/<who>` answers their tokens. */
export const people = {
  rosa: { name: 'Rosa Alvarez', role: 'reporter' },
  grace: { name: 'Grace Okafor', role: 'agent' },
  amir: { name: 'Amir Haddad', role: 'admin' },
  tomas: { name: 'Tomás Silva', role: 'agent' },
  hannah: { name: 'Hannah Weiss', role: 'admin' },
  mei: { name: 'Mei Tanaka', role: 'admin' },
} as const;

export type Who = keyof typeof people;

/** A token good for so many seconds from `now` (epoch milliseconds). */
export function signToken(who: Who, seconds = 600, now = Date.now()): Promise<string> {
  const issuedAt = Math.floor(now / 1000);
  const { name, role } = people[who];
  return new SignJWT({ name, role })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(who)
    .setAudience('incident-kit')
    .setIssuer(siteKey)
    .setIssuedAt(issuedAt - 60)
    .setExpirationTime(issuedAt + seconds)
    .sign(new TextEncoder().encode(secret));
}

export interface World {
  facts: WorldFacts;
  /** What the host page's server answers; false for what is not its business. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * @param origins - Where the pages with the elements come from.
 * @param time - The present, epoch milliseconds: the machine's, unless pictures are to be alike on every day.
 */
type Call = <T>(who: Who | null, procedure: string, input: object) => Promise<T>;

/** What helps with two kinds of trouble; one is in two languages. @returns the reference of that one */
async function publishArticles(call: Call): Promise<string> {
  const publish = async (input: object) => {
    const { article } = await call<{ article: string }>('grace', 'knowledge.create', input);
    const said = { basedOn: 1, confidence: 'validated', audience: 'everyone' };
    await call('grace', 'knowledge.rate', { article, ...said });
    return article;
  };
  const scanner = await publish({
    title: 'The scanner sends blank pages',
    body:
      'It scans the **wrong side** of the sheet.\n\n## What helps\n\n' +
      '1. Put the sheet in with the text up\n2. Press *Scan* once\n\n' +
      'More in [the manual](https://example.com/scanner), or [here](javascript:alert(1)).\n\n' +
      '<img src=x onerror="document.title = 1">\n\n| Light | Means |\n| --- | --- |\n| `green` | ready |\n',
    language: 'en',
  });
  await publish({
    title: 'Der Scanner sendet leere Seiten',
    body: 'Das Blatt mit der Schrift nach oben einlegen.',
    language: 'de',
    translates: scanner,
  });
  await publish({
    title: 'Ordering a headset',
    body: 'Headsets are ordered in the *catalogue*, under accessories.',
    language: 'en',
  });
  return scanner;
}

export async function startWorld(origins: string[], time = () => Date.now()): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'incident-kit-elements-'));
  // The clock is the machine's, but for the incidents that have to be old already: it begins before the
  // first of them, as the log's time never goes back.
  let ago = 31 * hour;
  const sites = [
    {
      key: siteKey,
      name: 'Elements',
      origins,
      secret,
      highestRole: 'admin' as const,
      anonymous: { report: true, badges: true },
    },
    {
      key: 'pk_styled',
      name: 'With defaults for its elements, and badges that tell the status only',
      origins,
      secret,
      highestRole: 'admin' as const,
      anonymous: { report: true, badges: true },
      badges: { incidents: 'all' as const, clocks: false },
      form: { hide: ['impact' as const] },
      elements: {
        'incident-report': {
          heading: 'Tell us',
          'heading-level': '3',
          impact: 'low',
          'no-draft': true,
        },
        'sla-badge': { variant: 'ring', target: 'response' },
      },
    },
    {
      key: 'pk_worked',
      name: 'Where each report takes a proof of work',
      origins,
      anonymous: { report: true, proofOfWork: true },
    },
    { key: 'pk_closed', name: 'Closed', origins, secret, highestRole: 'admin' as const },
  ];
  const kits: ReturnType<typeof createIncidentKit>[] = [];
  const receiver = await startReceiver();
  async function startKit(now: () => number, rest: Partial<IncidentKitOptions> = {}) {
    const database = `sqlite:${join(folder, `kit-${kits.length}.db`)}`;
    const kit = createIncidentKit({
      database,
      sites,
      widgets: join(import.meta.dirname, '../../../packages/widgets/dist/kit'),
      limits: noLimits,
      now,
      ...rest,
    });
    kits.push(kit);
    const { url } = await kit.start({ port: await freePort(), host: '127.0.0.1' });
    return { kit, url, database };
  }
  const { kit, url } = await startKit(() => time() - ago);

  const callTo =
    (kit: ReturnType<typeof createIncidentKit>, now: () => number) =>
    async <T>(
      who: Who | null,
      procedure: string,
      input: object,
      method: 'GET' | 'POST' = 'POST',
    ): Promise<T> => {
      const headers: Record<string, string> = {
        'content-type': 'application/json',
        'x-incident-kit-key': siteKey,
      };
      if (who) headers.authorization = `Bearer ${await signToken(who, 600, now())}`;
      const response = await kit.fetch(
        method === 'GET'
          ? new Request(
              `${url}/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`,
              { headers },
            )
          : new Request(`${url}/trpc/${procedure}`, {
              ...{ method, headers, body: JSON.stringify(input) },
            }),
      );
      const body = await response.json();
      if (!response.ok) throw new Error(`${procedure}: ${JSON.stringify(body)}`);
      return body.result.data;
    };
  const call = callTo(kit, () => time() - ago);

  /** A server that monitoring tells of what burns, and that tells people outside. */
  async function startMonitored(): Promise<string> {
    const { kit, url } = await startKit(time, monitored(receiver.url));
    await tellOutside(callTo(kit, time), kit);
    await sendAlerts(url);
    await pushNumbers(callTo(kit, time), url, time());
    return url;
  }

  /** A server with the history of a desk, from which it learns. */
  async function startLearned(): Promise<string> {
    const { kit, url, database } = await startKit(time, learned);
    await importHistory(database, time);
    const document = { rules: [], learning: { category: 'set', team: 'suggest' } };
    const rules = { kind: 'routing-rules', basedOn: 1, document };
    await callTo(kit, time)('amir', 'configuration.publish', rules);
    return url;
  }

  /** A server with some months of history, in which something keeps coming back. */
  async function startRecurring(): Promise<string> {
    let before = 0;
    const then = () => time() - before;
    before = 120 * 24 * hour;
    const { kit, url } = await startKit(then);
    await liveThroughMonths(callTo(kit, then), (ms) => {
      before = ms;
    });
    return url;
  }

  /** A server whose site tells everybody how services were looked after for some weeks. */
  async function startPublished(): Promise<string> {
    let before = 60 * 24 * hour;
    const then = () => time() - before;
    const { kit, url } = await startKit(then, publishedWorld(sites, siteKey));
    await lookAfterServices(callTo(kit, then), (ms) => {
      before = ms;
    });
    return url;
  }

  /** A server that counts what services are to achieve: some of them for a month. */
  async function startMeasured(): Promise<string> {
    let msAgo = 0;
    const now = () => time() - msAgo;
    const goTo = (ms: number) => {
      msAgo = ms;
    };
    goTo(12 * 24 * hour);
    const { kit, url } = await startKit(now, countedWorld(sites, siteKey));
    await measure({ call: callTo(kit, now), goTo, now: time, url });
    await kit.fireDue();
    return url;
  }

  let reports = 0;
  async function report(hoursAgo: number, title: string): Promise<string> {
    ago = hoursAgo * hour;
    const { incident } = await call<{ incident: string }>('rosa', 'incidents.report', {
      key: `world-${reports++}-00000000`,
      title,
      impact: 'high',
      urgency: 'high',
    });
    return incident;
  }
  const resolve = (hoursAgo: number, incident: string) => {
    ago = hoursAgo * hour;
    return call('grace', 'incidents.resolve', { incident, code: 'fixed', text: 'Fixed.' });
  };

  await call('amir', 'configuration.publish', { kind: 'schedules', basedOn: 0, document: rota });
  // In the order of the log. The highest priority is to be resolved within four hours.
  const missed = await report(30, 'Payments were refused');
  await resolve(25, missed);
  const met = await report(20, 'The wiki was slow');
  await resolve(18, met);
  const hands: Hands = {
    call,
    goTo: (hoursAgo) => {
      ago = hoursAgo * hour;
    },
    fireDue: () => kit.fireDue(),
  };
  const mixed = await reportMixedIncident(hands);
  const closed = await reportClosedIncident(hands);
  const breached = await report(6, 'Nobody can sign in');
  const warning = await report(3.5, 'The VPN drops every few minutes');
  const paused = await report(1, 'The door opener needs a part');
  ago = 0;
  const held = { to: 'waiting-vendor', reason: 'They send the part tomorrow' };
  await call('grace', 'incidents.hold', { incident: paused, ...held });
  const running = await report(0, 'The printer on floor 2 is on fire');
  const article = await publishArticles(call);
  // What is due has happened by now, whenever somebody looks.
  await kit.fireDue();

  const facts: WorldFacts = {
    endpoint: url,
    siteKey,
    monitored: await startMonitored(),
    measured: await startMeasured(),
    learned: await startLearned(),
    recurring: await startRecurring(),
    published: await startPublished(),
    closed: `http://127.0.0.1:${await freePort()}`,
    incidents: {
      running,
      warning,
      paused,
      breached,
      met,
      missed,
      mixed,
      closed,
      unknown: 'INC-999999',
    },
    article,
  };

  return {
    facts,
    async handle(request, response) {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://host');
      const who = /^\/token\/(\w+)$/.exec(pathname)?.[1];
      if (pathname === '/fresh') {
        // A server of their own for tests that change what all share: the matrix.
        response.writeHead(200, { 'content-type': 'text/plain' });
        response.end((await startKit(time)).url);
      } else if (pathname === '/monitored') {
        // The same, that monitoring tells of what burns, and that tells people outside.
        response.writeHead(200, { 'content-type': 'text/plain' });
        response.end(await startMonitored());
      } else if (pathname === '/learned') {
        response.writeHead(200, { 'content-type': 'text/plain' });
        response.end(await startLearned());
      } else if (pathname === '/recurring') {
        response.writeHead(200, { 'content-type': 'text/plain' });
        response.end(await startRecurring());
      } else if (pathname === '/limited') {
        // Two reports within some seconds, and none of them without work.
        const limits = {
          anonymousReports: [{ max: 2, seconds: 8 }],
          proofOfWork: { easiest: 20_000 },
        };
        response.writeHead(200, { 'content-type': 'text/plain' });
        response.end((await startKit(time, { limits })).url);
      } else if (who === 'nobody') {
        response.writeHead(401).end();
      } else if (who && who in people) {
        const seconds = Number(searchParams.get('seconds') ?? 600);
        response.writeHead(200, {
          'content-type': 'application/json',
          'cache-control': 'no-store',
        });
        response.end(JSON.stringify({ token: await signToken(who as Who, seconds, time()) }));
      } else if (!pathname.startsWith('/silent')) {
        return false;
      }
      // `/silent` is a server that takes requests and never answers.
      return true;
    },
    async close() {
      await Promise.all(kits.map((each) => each.close()));
      receiver.server.close();
      receiver.server.closeAllConnections();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
