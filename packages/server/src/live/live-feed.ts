import { isDeepStrictEqual } from 'node:util';
import type { Caller } from '../access/caller.ts';
import { networkOf } from '../access/limits/network-of.ts';
import { tooMany } from '../access/limits/rate-limits.ts';
import type { LimitSettings } from '../access/limits/settings.ts';
import { assertReceiptOpens } from '../access/receipt-end.ts';
import { definitionOf, type Site } from '../access/sites.ts';
import { KitError } from '../domain/errors.ts';
import { numberOfStream } from '../domain/incident/reference.ts';
import type { Audience } from '../domain/views/audience.ts';
import type { Topic } from '../domain/views/live.ts';
import { answeredAt } from '../domain/views/positions.ts';
import type { KitEvent, LogPosition } from '../store/port/log.ts';
import type { Store } from '../store/port/store.ts';
import { readBacklog } from './backlog.ts';
import { changeMessage, helloMessage, pingMessage, resetMessage } from './messages.ts';
import { News } from './news.ts';
import type { FollowedTopics } from './read-topics.ts';
import { type StreamSink, Subscriber } from './subscriber.ts';
import { topicKinds } from './topics/index.ts';
import type { TopicKind } from './topics/topic-kind.ts';

/** Silence after which a stream says that it is still there. */
const pingMs = 15_000;

/** Seconds until somebody may have left. */
const retryAfter = 30;

/** A stream that somebody may have. */
export interface AdmittedStream {
  caller: Caller;
  topics: FollowedTopics;
  /** Whose it is; null when nobody knows. */
  address: string | null;
  /** Whether whoever reads it comes back with nothing but the id of the last message. */
  resumesById: boolean;
}

/** How many streams may be open. */
type OpenAtOnce = LimitSettings['streams'];

const audiences: readonly Audience[] = ['desk', 'public'];

/**
 * Turns the log into streams for pages. Each change is made into bytes once for each audience and
 * handed to all who follow its topic.
 */
export class LiveFeed {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #subscribers = new Set<Subscriber>();
  readonly #byTopic = new Map<Topic, Set<Subscriber>>();
  /** What ends streams when the token does that they were opened with. */
  readonly #expiries = new Map<Subscriber, NodeJS.Timeout>();
  readonly #pinging: NodeJS.Timeout;
  readonly #limits: OpenAtOnce;
  /** How many streams each network has open. */
  readonly #byNetwork = new Map<string, number>();
  #readUpTo: LogPosition = { seq: 0, hash: null };

  constructor(store: Store, { limits, now }: { limits: OpenAtOnce; now: () => number }) {
    this.#store = store;
    this.#limits = limits;
    this.#now = now;
    this.#pinging = setInterval(() => {
      const ping = pingMessage(this.#now());
      for (const subscriber of this.#subscribers) subscriber.send(ping);
    }, pingMs);
    this.#pinging.unref();
  }

  /** The furthest position up to which a stream was told what it had missed; the tail may come to it later. */
  get readUpTo(): LogPosition {
    return this.#readUpTo;
  }

  /** How many streams are open. */
  get size(): number {
    return this.#subscribers.size;
  }

  /**
   * Opens a stream: first a greeting, then what was missed, then what happens.
   * @returns who has to be told when the page has gone
   * @throws KitError `too-many-requests`, `overloaded`: so many are open already
   */
  open(
    { caller, topics: followed, address, resumesById }: AdmittedStream,
    sink: StreamSink,
  ): Subscriber {
    const network = networkOf(address);
    this.#assertRoom(network);
    const onEnd = () => {
      this.#remove(subscriber);
      this.#countOpen(network, -1);
    };
    const subscriber = new Subscriber(caller, followed, sink, { resumesById, onEnd });
    this.#countOpen(network, 1);
    if (caller.expiresAt !== null) this.#expireAt(subscriber, caller.expiresAt);
    // Listen before reading the backlog: what is committed in between is held, not missed.
    this.#add(subscriber);
    this.#catchUp(subscriber, followed).catch((error) => subscriber.fail(error));
    return subscriber;
  }

  /** Hands on what the tail of the log found. */
  async publish(events: KitEvent[]): Promise<void> {
    for (const event of events) {
      if (event.type === 'incident.receipts-revoked') this.#receiptsRevoked(event);
      const news = new News(event, this.#store, this.#now());
      for (const kind of topicKinds) await this.#tell(kind, news);
    }
  }

  /**
   * Says to every stream that the log was put back to an earlier state, and that its page is to read again.
   * @param seq where the log ends now
   */
  reset(seq: number): void {
    this.#readUpTo = { seq: 0, hash: null };
    for (const subscriber of [...this.#subscribers]) subscriber.reset(seq);
  }

  /**
   * Ends the streams of a site that is another than it was: who may follow what is judged anew when they come
   * back. When only its secrets are, those end whose token was signed with one that ends before the token does.
   */
  siteChanged(site: Site, before: Site | undefined): void {
    const isOther =
      !before ||
      before.isEnabled !== site.isEnabled ||
      !isDeepStrictEqual(definitionOf(before), definitionOf(site));
    for (const subscriber of [...this.#subscribers]) {
      const { caller } = subscriber;
      if (caller.site?.key !== site.key) continue;
      if (isOther) subscriber.end('site-changed');
      else if (caller.secret) this.#expireAt(subscriber, endOf(caller, site));
    }
  }

  close(): void {
    clearInterval(this.#pinging);
    for (const subscriber of [...this.#subscribers]) subscriber.end('shutting-down');
  }

  /** Ends the streams that were opened with a receipt of the incident. */
  #receiptsRevoked({ stream }: KitEvent): void {
    const incident = numberOfStream(stream);
    for (const subscriber of [...this.#subscribers]) {
      if (subscriber.caller.receiptFor === incident) subscriber.end('receipt-ended');
    }
  }

  async #catchUp(subscriber: Subscriber, followed: FollowedTopics): Promise<void> {
    const now = this.#now();
    const { caller } = subscriber;
    const { end, changes, resets } = await this.#store.read(async (snapshot) => {
      // It may have been revoked after who may follow what was judged, and before this listened.
      if (caller.receiptFor !== null) {
        assertReceiptOpens(caller, await snapshot.incidents.get(caller.receiptFor));
      }
      return readBacklog(followed, { snapshot, follower: subscriber, now });
    });
    const { seq } = end;
    if (seq > this.#readUpTo.seq) this.#readUpTo = end;
    // How far the page itself comes says nothing that it does not know.
    const known = followed.flatMap(({ positions }) => [...positions.values()]);
    const hello = helloMessage({ seq: answeredAt(subscriber.audience, seq, known), now });
    subscriber.catchUp(seq, [hello, ...resets.map(resetMessage)], changes);
  }

  /** Makes a change only when somebody hears of it, and then once for each audience. */
  async #tell(kind: TopicKind, news: News): Promise<void> {
    const topic = kind.topicOf(news.event);
    const followers = topic && this.#byTopic.get(topic);
    if (!followers) return;
    for (const audience of audiences) {
      const listening = [...followers].filter((each) => each.audience === audience);
      const told = listening.length > 0 && (await kind.tell(topic, news, audience));
      if (!told) continue;
      for (const { change, hears } of [told].flat()) {
        const hearers = hears ? listening.filter(hears) : listening;
        if (hearers.length === 0) continue;
        const bytes = changeMessage(change);
        for (const each of hearers) each.sendChange(news.event.seq, change, bytes);
      }
    }
  }

  #assertRoom(network: string | null): void {
    if (this.#subscribers.size >= this.#limits.total) {
      throw new KitError(
        'overloaded',
        'Too many pages are connected just now. Try again in a moment.',
        {
          details: { retryAfter },
        },
      );
    }
    if (network === null || this.#openOf(network) < this.#limits.perAddress) return;
    throw tooMany('streams', retryAfter * 1000);
  }

  #openOf(network: string): number {
    return this.#byNetwork.get(network) ?? 0;
  }

  #countOpen(network: string | null, by: 1 | -1): void {
    if (network === null) return;
    const open = this.#openOf(network) + by;
    if (open > 0) this.#byNetwork.set(network, open);
    else this.#byNetwork.delete(network);
  }

  #add(subscriber: Subscriber): void {
    this.#subscribers.add(subscriber);
    for (const topic of subscriber.topics) {
      const others = this.#byTopic.get(topic);
      if (others) others.add(subscriber);
      else this.#byTopic.set(topic, new Set([subscriber]));
    }
  }

  #expireAt(subscriber: Subscriber, instant: number): void {
    clearTimeout(this.#expiries.get(subscriber));
    const left = Math.max(0, instant - this.#now());
    this.#expiries.set(
      subscriber,
      setTimeout(() => subscriber.end('token-expired'), left),
    );
  }

  #remove(subscriber: Subscriber): void {
    this.#subscribers.delete(subscriber);
    clearTimeout(this.#expiries.get(subscriber));
    this.#expiries.delete(subscriber);
    for (const topic of subscriber.topics) {
      const others = this.#byTopic.get(topic);
      others?.delete(subscriber);
      if (others?.size === 0) this.#byTopic.delete(topic);
    }
  }
}

/** When a token does not count any more, with the secrets that its site has now. Epoch milliseconds. */
function endOf({ secret, expiresAt }: Caller, { secrets }: Site): number {
  const signedWith = secrets.find(({ id }) => id === secret);
  if (!signedWith) return 0;
  return Math.min(expiresAt ?? 0, signedWith.endsAt ?? Number.POSITIVE_INFINITY);
}
