import { setTimeout as after } from 'node:timers/promises';
import { Authenticator } from './access/authenticator.ts';
import type { ChannelSettings } from './access/channels.ts';
import { TrustedProxies } from './access/client-address.ts';
import { Hosts } from './access/hosts.ts';
import { AddressLimits } from './access/limits/address-limits.ts';
import { Intake } from './access/limits/intake.ts';
import { Overload } from './access/limits/overload.ts';
import { SourceLimits } from './access/limits/source-limits.ts';
import type { Log } from './access/log.ts';
import { Receipts } from './access/receipts.ts';
import type { Redactor } from './access/redactor.ts';
import { sealOf } from './access/secret-seal.ts';
import { SignedLinks } from './access/signed-links.ts';
import { SiteDirectory } from './access/site-directory.ts';
import type { Site } from './access/sites.ts';
import { Exchange } from './api/exchange.ts';
import { ClamAv } from './blobs/clamav.ts';
import { BlobFolder } from './blobs/folder.ts';
import { S3Blobs } from './blobs/s3.ts';
import { isDocumentEvent } from './domain/configuration/events.ts';
import type { KitError } from './domain/errors.ts';
import { createApp } from './http/app.ts';
import { Edge } from './http/edge.ts';
import { LiveStreams } from './http/live-streams.ts';
import type { Metrics } from './http/metrics.ts';
import { KitFiles, widgetsDirectory } from './http/routes/kit-files.ts';
import type { Services } from './http/services.ts';
import { sourceKinds } from './intake/kinds.ts';
import { LiveFeed } from './live/live-feed.ts';
import { LogTail } from './live/tail.ts';
import { sendersOf } from './notify/senders.ts';
import { Attachments } from './operations/attachments/attachments.ts';
import { installDefaults } from './operations/configuration/install-defaults.ts';
import { BadgeCache } from './operations/incidents/badge-cache.ts';
import { forgetErasedTexts, forgetTexts } from './operations/incidents/open-texts.ts';
import { ArticleSearch } from './operations/knowledge/article-search.ts';
import { IncidentLearning } from './operations/learning/incident-learning.ts';
import { learnWhereAsked } from './operations/learning/learn-where-asked.ts';
import { ChatClicks } from './operations/messages/chat-clicks.ts';
import { commandingChats } from './operations/messages/chat-commands.ts';
import { MessageLinks } from './operations/messages/message-links.ts';
import { CallKeys } from './operations/messages/press-key.ts';
import { MailReplies } from './operations/messages/take-reply.ts';
import { forgetErased } from './operations/problems/look-for-hints.ts';
import { Sources } from './operations/signals/sources.ts';
import { SimilarIncidents } from './operations/similar/similar-incidents.ts';
import { followSites, loadSites } from './operations/sites/load-sites.ts';
import type { Settings } from './settings.ts';
import { folderBeside } from './store/folder-beside.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/port/store.ts';
import { CalendarReader } from './timers/calendar-reader.ts';
import { Notifier } from './timers/notifier.ts';
import { Sweeper } from './timers/sweeper.ts';

/** When sites are read again that could not be read, milliseconds. */
const readAgainMs = 1_000;
/** That more are due than this says all that it has to. */
const mostDueCounted = 1_000;

/** A kit whose database is open. */
export interface RunningKit {
  edge: Edge;
  fireDue(): Promise<number>;
  /** Ends the live streams, which would otherwise keep their connections open for ever. */
  endStreams(): void;
  close(): Promise<void>;
}

/** Wires everything together; nothing else does. */
export async function openKit(
  settings: Settings,
  options: {
    log: Log;
    redactor: Redactor;
    now: (() => number) | undefined;
    isClosing(): boolean;
  },
): Promise<RunningKit> {
  const { log, redactor, isClosing } = options;
  const store = await openStore(settings.database, {
    note: (sentence) => log.warn({}, sentence),
    ...(options.now && { now: options.now }),
  });
  const now = () => store.now();
  const installed = await installDefaults(store, settings.configuration, now()).catch(
    async (error: unknown) => {
      await store.close();
      throw error;
    },
  );
  const { receiptSecret } = installed;
  redactor.add([receiptSecret]);
  const receipts = new Receipts(receiptSecret);
  const links = new SignedLinks(receiptSecret, settings.publicUrl ?? null);
  const hosts = new Hosts(settings.publicUrl, settings.hosts);
  const proxies = new TrustedProxies(settings.trustedProxies);
  const intake = new Intake(settings.limits, {
    secret: receiptSecret,
    make: (name, window) => store.limiter(name, window),
    now,
  });
  const overload = new Overload(settings.limits.overloadMs);
  const feed = new LiveFeed(store, { limits: settings.limits.streams, now });
  const sites = new SiteDirectory(settings.sites, {
    seal: sealOf(settings),
    now,
  });
  sites.onChange((site, before) => feed.siteChanged(site, before));
  const redactSecretsOf = ({ secrets }: Site) =>
    redactor.add(secrets.flatMap(({ value }) => value ?? []));
  sites.onChange(redactSecretsOf);
  const sources = new Sources(settings.sources, sourceKinds);
  redactor.add(
    settings.sources.flatMap(({ secret, signingSecrets = [] }) => [secret, ...signingSecrets]),
  );
  const senders = sendersOf(settings.channels);
  redactor.add(settings.channels.flatMap(wordsToHide));
  const clicks = new ChatClicks(settings.channels, senders, (error) =>
    log.error({ err: error }, 'a click in a chat could not be done'),
  );
  const badgeCache = new BadgeCache();
  const similar = new SimilarIncidents(store, (error) =>
    log.error({ err: error }, 'could not read the incidents to compare'),
  );
  const learning = new IncidentLearning(store, {
    onError: (error) => log.error({ err: error }, 'could not learn from the log'),
    onStopped(field, isStopped) {
      if (isStopped) log.warn({}, `no ${field} is set by itself: too many of the last were wrong`);
      else log.info({}, `each ${field} may be set by itself again: enough of the last were right`);
    },
  });
  const knowledge = new ArticleSearch(store);
  const attachments = attachmentsOf(settings, receiptSecret);
  let isClosed = false;
  async function reloadSites(): Promise<void> {
    while (!isClosed) {
      try {
        return await loadSites(store, sites);
      } catch (error) {
        log.error({ err: error }, 'could not read the sites');
        await after(readAgainMs);
      }
    }
  }
  const tail = new LogTail(store, {
    readUpTo: () => [badgeCache.readUpTo, feed.readUpTo],
    async onEvents(events) {
      badgeCache.drop(events);
      await followSites(store, sites, events);
      if (events.some(isDocumentEvent)) await learnWhereAsked(store, learning);
      learning.follow(events);
      await feed.publish(events);
      await similar.heard(events);
      forgetErased(store, events);
      await forgetErasedTexts(store, events);
      await knowledge.heard(events);
    },
    onPutBack(seq) {
      log.error(
        { seq },
        'the log was put back to an earlier state, or is another; pages read again',
      );
      store.forget();
      badgeCache.clear(seq);
      similar.clear();
      forgetTexts(store);
      knowledge.clear();
      learning.reset();
      feed.reset(seq);
      void reloadSites();
    },
    onError: (error) => log.error({ err: error }, 'could not read the log'),
  });
  // What this process commits is dropped before whoever committed it is answered: they read what they wrote.
  store.onCommit((events) => badgeCache.drop(events));
  await tail.start();
  // Only now, so that what happens to a site meanwhile is heard of.
  await loadSites(store, sites);
  await learnWhereAsked(store, learning);
  if (sites.all().length === 0) {
    log.warn({}, 'No page can use this server yet. Add a site: incident-kit sites add --origin …');
  }
  for (const key of sites.differing()) {
    log.warn(
      { site: key },
      `The site ${key} was changed in the database, which counts; what the settings file says of it does not.`,
    );
  }
  const listener = {
    onError: (error: unknown) =>
      log.error({ err: error }, 'could not write down what has fallen due'),
    onProblem(problem: KitError | null) {
      if (problem) log.error({ code: problem.code, ...problem.details }, problem.message);
      else log.info({}, 'all is well again');
    },
  };
  const sweeper = new Sweeper(store, attachments, listener, sources.all());
  sweeper.start();
  const calendars = new CalendarReader(store, calendarReading(settings.channels), (error) =>
    log.error({ err: error }, 'could not read the calendars of who is on call'),
  );
  calendars.start();
  const metrics = settings.metrics ? await countingOf(store, { tail, feed, now }) : null;
  const messageLinks = new MessageLinks(links, settings.publicUrl ?? null);
  const sending = { senders, links: messageLinks, subscribers: { links, sites } };
  const notifier = new Notifier(store, sending, {
    onError: (error) => log.error({ err: error }, 'could not send messages'),
    onTried({ id, target, channel, tries, state, problem }, { sent }) {
      metrics?.tried(senders.get(channel)?.kind ?? 'none', sent ? 'sent' : state);
      const about = { message: id, target, channel, tries, problem };
      if (problem === 'unsubscribed') return;
      if (state === 'dead') log.error(about, 'a message could not be sent, and is not tried again');
      else if (!sent) log.warn(about, 'a message could not be sent, and will be tried again');
    },
    onStale(post) {
      const { incident, channel, address } = post;
      log.warn({ incident, channel, address }, 'a chat shows an incident as it was, for now');
    },
  });
  notifier.start();

  const services: Services = {
    store,
    hosts,
    authenticator: new Authenticator(sites, {
      receipts,
      hosts,
      receiptDays: settings.limits.receiptDays,
      limits: new AddressLimits(settings.limits, (name, window) => store.limiter(name, window)),
      now,
    }),
    overload,
    feed,
    badgeCache,
    attachments,
    sources,
    sites,
    links,
    clicks,
    commands: commandingChats(settings.channels, senders),
    calls: new CallKeys(senders),
    messageLinks,
    replies: new MailReplies(senders),
    sourceLimits: new SourceLimits(settings.limits.deliveries, overload),
    files: new KitFiles(settings.widgets ?? widgetsDirectory()),
    log,
    metrics,
    metricsToken: settings.metrics?.token ?? null,
    isBehind: () => tail.isBehind,
    now,
    isClosing,
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
      attachments,
      senders,
      sources,
      publicUrl: settings.publicUrl ?? request.origin,
      now,
    }),
  };
  const answering = {
    exchange: new Exchange(services),
    streams: new LiveStreams(services),
    app: createApp(services),
  };
  const linesOf = settings.requestLines;
  const edge = new Edge(answering, { proxies, log, metrics, linesOf });
  return {
    edge,
    async fireDue() {
      await calendars.readDue();
      const fired = await sweeper.fireDue();
      await clicks.idle();
      await notifier.sendDue();
      return fired;
    },
    endStreams: () => feed.close(),
    async close() {
      isClosed = true;
      feed.close();
      overload.close();
      similar.clear();
      await clicks.stop();
      await calendars.stop();
      await sweeper.stop();
      await notifier.stop();
      await tail.stop();
      await learning.stop();
      await store.close();
    },
  };
}

/** Calendars may be read from where webhooks may be sent to. */
function calendarReading(channels: Settings['channels']): { allowPrivateAddresses: boolean } {
  const isAllowed = (channel: ChannelSettings) =>
    channel.kind === 'webhook' && channel.allowPrivateAddresses;
  return { allowPrivateAddresses: channels.some(isAllowed) };
}

/** What of the settings of a channel must never be in a line of the log. */
function wordsToHide(channel: ChannelSettings): string[] {
  if (channel.kind === 'teams') {
    const { workflows, commands } = channel;
    return [...Object.values(workflows), ...(commands ? [commands.secret] : [])];
  }
  return channel.kind === 'slack' ? [channel.token, channel.signingSecret ?? []].flat() : [];
}

function attachmentsOf(settings: Settings, secret: string): Attachments {
  const { folder, s3, scanner } = settings.attachments;
  const blobs = s3 ? new S3Blobs(s3) : new BlobFolder(folder ?? folderBeside(settings.database));
  const scannedBy = scanner ? new ClamAv(scanner) : null;
  return new Attachments(settings.attachments, { blobs, scanner: scannedBy, secret });
}

/** Loaded where it is wanted only: most servers are not asked what they count. */
async function countingOf(
  store: Store,
  { tail, feed, now }: { tail: LogTail; feed: LiveFeed; now(): number },
): Promise<Metrics> {
  const { Metrics } = await import('./http/metrics.ts');
  const metrics = new Metrics({
    streams: () => feed.size,
    logLag: async () => {
      const seq = await store.read((snapshot) => snapshot.log.lastSeq());
      return Math.max(0, seq - tail.cursor);
    },
    due: async () => {
      const due = await store.read((snapshot) => snapshot.incidents.due(now(), mostDueCounted));
      return due.length;
    },
    messages: (state) => store.read((snapshot) => snapshot.messages.count(state, mostDueCounted)),
  });
  store.onCommit((events, _, tookMs) => {
    const types = events.map(({ type }) => type);
    metrics.committed(types, tookMs);
  });
  return metrics;
}
