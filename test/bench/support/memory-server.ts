/**
 * The kit's own HTTP edge (site key, tRPC, zod) and its own commands, on a store that keeps what it is
 * given in memory and nowhere else: what a report costs without being made durable.
 */

import { pino } from 'pino';
import { Authenticator } from '../../../packages/server/src/access/authenticator.ts';
import { TrustedProxies } from '../../../packages/server/src/access/client-address.ts';
import { Hosts } from '../../../packages/server/src/access/hosts.ts';
import { AddressLimits } from '../../../packages/server/src/access/limits/address-limits.ts';
import { Overload } from '../../../packages/server/src/access/limits/overload.ts';
import { limitsSchema } from '../../../packages/server/src/access/limits/settings.ts';
import { SourceLimits } from '../../../packages/server/src/access/limits/source-limits.ts';
import { Log } from '../../../packages/server/src/access/log.ts';
import { Receipts } from '../../../packages/server/src/access/receipts.ts';
import { Redactor } from '../../../packages/server/src/access/redactor.ts';
import { SignedLinks } from '../../../packages/server/src/access/signed-links.ts';
import { siteSchema } from '../../../packages/server/src/access/sites.ts';
import { Exchange } from '../../../packages/server/src/api/exchange.ts';
import {
  defaultDocuments,
  documentKinds,
  evolve,
  type Incident,
  type IncidentEvent,
  numberOfStream,
  type Rules,
} from '../../../packages/server/src/domain/index.ts';
import { createApp } from '../../../packages/server/src/http/app.ts';
import { Edge } from '../../../packages/server/src/http/edge.ts';
import { LiveStreams } from '../../../packages/server/src/http/live-streams.ts';
import { createNodeServer } from '../../../packages/server/src/http/node-server.ts';
import { KitFiles } from '../../../packages/server/src/http/routes/kit-files.ts';
import type { Services } from '../../../packages/server/src/http/services.ts';
import { LiveFeed } from '../../../packages/server/src/live/live-feed.ts';
import { BadgeCache } from '../../../packages/server/src/operations/incidents/badge-cache.ts';
import { ArticleSearch } from '../../../packages/server/src/operations/knowledge/article-search.ts';
import { IncidentLearning } from '../../../packages/server/src/operations/learning/incident-learning.ts';
import { ChatClicks } from '../../../packages/server/src/operations/messages/chat-clicks.ts';
import { MessageLinks } from '../../../packages/server/src/operations/messages/message-links.ts';
import { CallKeys } from '../../../packages/server/src/operations/messages/press-key.ts';
import { MailReplies } from '../../../packages/server/src/operations/messages/take-reply.ts';
import type { KitEvent } from '../../../packages/server/src/store/port/log.ts';
import type { Store, Transaction } from '../../../packages/server/src/store/port/store.ts';
import { limiterInMemory } from '../../../packages/server/src/store/rate-limits.ts';
import { noAttachments } from '../../support/no-attachments.ts';
import { noLimits, openIntake } from '../../support/no-limits.ts';
import { noSources } from '../../support/no-sources.ts';
import { similarIn } from '../../support/similar-in.ts';
import { directoryOf } from '../../support/site-directory.ts';

const events: KitEvent[] = [];
const incidents = new Map<number, Incident>();
const replies = new Map<string, string>();
const rules = Object.fromEntries(
  documentKinds.map((kind) => [
    kind,
    {
      kind,
      version: 1,
      document: defaultDocuments[kind],
      publishedAt: 0,
      publishedBy: null,
      reason: null,
    },
  ]),
) as unknown as Rules;

/** As much of a transaction as a report needs. */
const transaction = {
  documents: { rules: async () => rules, calendarBook: async () => () => '24x7' },
  incidents: {
    nextNumber: async () => incidents.size + 1,
    get: async (number) => incidents.get(number) ?? null,
  },
  replies: {
    get: async (scope, key) => replies.get(`${scope}\n${key}`) ?? null,
    async keep(scope, key, reply) {
      replies.set(`${scope}\n${key}`, reply);
    },
  },
  log: {
    async append(stream, version, event, { at, actor, actorName }) {
      const seq = events.length + 1;
      const appended = { ...event, stream, version: version + 1, seq, at, actor, actorName };
      events.push(appended as KitEvent);
      const number = numberOfStream(stream) ?? 0;
      incidents.set(number, evolve(incidents.get(number) ?? null, appended as IncidentEvent));
      return appended as KitEvent;
    },
  },
} satisfies {
  [Noun in keyof Transaction]?: Partial<Transaction[Noun]>;
} as unknown as Transaction;
const store: Store = {
  read: (work) => work(transaction),
  write: (work) => work(transaction),
  checkWritable: async () => undefined,
  onCommit: () => () => undefined,
  onHint: () => () => undefined,
  now: Date.now,
  check: async () => null,
  limiter: limiterInMemory,
  forget: () => undefined,
  close: async () => undefined,
};

const [siteKey = ''] = process.argv.slice(2);
const site = siteSchema.parse({
  key: siteKey,
  name: 'Bench',
  origins: [],
  anonymous: { report: true, badges: true },
});
const now = Date.now;
const receipts = new Receipts('a secret of the bench, which nobody else needs');
const links = new SignedLinks('a secret of the bench, which nobody else needs');
const hosts = new Hosts(undefined, []);
const badgeCache = new BadgeCache();
const similar = similarIn(store);
const knowledge = new ArticleSearch(store);
const learning = new IncidentLearning(store);
const sites = directoryOf(site);
const intake = openIntake(now);
const settings = limitsSchema.parse(noLimits);
const overload = new Overload(settings.overloadMs);
const services: Services = {
  store,
  authenticator: new Authenticator(sites, {
    receipts,
    hosts,
    receiptDays: settings.receiptDays,
    limits: new AddressLimits(settings, limiterInMemory),
    now,
  }),
  hosts,
  overload,
  clicks: new ChatClicks([], new Map(), () => undefined),
  commands: new Map(),
  calls: new CallKeys(new Map()),
  messageLinks: new MessageLinks(links, null),
  replies: new MailReplies(new Map()),
  badgeCache,
  attachments: noAttachments,
  sources: noSources,
  links,
  sites,
  sourceLimits: new SourceLimits(settings.deliveries, overload),
  feed: new LiveFeed(store, { limits: settings.streams, now }),
  files: new KitFiles(null),
  log: new Log(pino(), new Redactor()),
  metrics: null,
  metricsToken: null,
  isBehind: () => false,
  now,
  isClosing: () => false,
  contextFor: (request, caller) => ({
    store,
    caller,
    address: request.address,
    intake,
    overload,
    receipts,
    links,
    sites,
    badgeCache,
    similar,
    learning,
    knowledge,
    attachments: noAttachments,
    senders: new Map(),
    sources: noSources,
    publicUrl: request.origin,
    now,
  }),
};
const server = createNodeServer(
  new Edge(
    {
      exchange: new Exchange(services),
      streams: new LiveStreams(services),
      app: createApp(services),
    },
    {
      proxies: new TrustedProxies(0),
      log: services.log,
      metrics: null,
      linesOf: 'all',
    },
  ),
  settings,
);
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  console.log(JSON.stringify({ url: `http://127.0.0.1:${port}` }));
});
process.once('SIGTERM', () => process.exit());
