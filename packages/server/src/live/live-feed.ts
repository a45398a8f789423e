import type { Caller } from '../access/caller.ts';
import { isDocumentEvent } from '../domain/configuration/events.ts';
import type { IncidentEvent } from '../domain/incident/events.ts';
import { numberOfStream } from '../domain/incident/reference.ts';
import { isPublic } from '../domain/incident/visibility.ts';
import { toBadge } from '../domain/views/badge.ts';
import { toIncidentRow } from '../domain/views/incident.ts';
import type { LiveChange, Topic } from '../domain/views/live.ts';
import { toTimelineEntry } from '../domain/views/timeline.ts';
import type { KitEvent, Store } from '../store/store.ts';
import { readBacklog } from './backlog.ts';
import { type Bytes, changeMessage, helloMessage, ping, resetMessage } from './messages.ts';
import { longestQueue, Subscriber } from './subscriber.ts';
import { badgeTopic, incidentTopic, type Topics, topicsOf } from './topics.ts';

/** Silence after which a stream says that it is still there. */
const pingMs = 15_000;

/**
 * Turns the log into streams for pages. Each change is made into bytes once for each audience and
 * handed to all who follow its topic.
 */
export class LiveFeed {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #subscribers = new Set<Subscriber>();
  readonly #byTopic = new Map<Topic, Set<Subscriber>>();
  readonly #pinging: NodeJS.Timeout;

  constructor(store: Store, now: () => number) {
    this.#store = store;
    this.#now = now;
    this.#pinging = setInterval(() => {
      for (const subscriber of this.#subscribers) subscriber.send(ping);
    }, pingMs);
    this.#pinging.unref();
  }

  /** How many streams are open. */
  get size(): number {
    return this.#subscribers.size;
  }

  /** Opens a stream: first a greeting, then what was missed, then what happens. */
  open(caller: Caller, topics: Topics): ReadableStream<Bytes> {
    let subscriber: Subscriber;
    let expiry: NodeJS.Timeout | undefined;
    return new ReadableStream<Bytes>(
      {
        start: async (controller) => {
          subscriber = new Subscriber(caller, topicsOf(topics), controller, () => {
            clearTimeout(expiry);
            this.#remove(subscriber);
          });
          if (caller.expiresAt !== null) {
            const left = Math.max(0, caller.expiresAt - this.#now());
            expiry = setTimeout(() => subscriber.end('token-expired'), left);
          }
          // Listen before reading the backlog: what is committed in between is held, not missed.
          this.#add(subscriber);
          await this.#catchUp(subscriber, topics).catch((error) => subscriber.fail(error));
        },
        cancel: () => subscriber.left(),
      },
      { highWaterMark: longestQueue, size: (bytes) => bytes.byteLength },
    );
  }

  /** Hands on what the tail of the log found. */
  async publish(events: KitEvent[]): Promise<void> {
    for (const event of events) {
      if (event.type === 'matrix.published') {
        const { seq, data } = event;
        const all = () => true;
        this.#send('matrix', all, () => ({ topic: 'matrix', seq, version: data.version }));
      } else if (!isDocumentEvent(event)) {
        await this.#publishIncident(event);
      }
    }
  }

  close(): void {
    clearInterval(this.#pinging);
    for (const subscriber of [...this.#subscribers]) subscriber.end('shutting-down');
  }

  async #catchUp(subscriber: Subscriber, topics: Topics): Promise<void> {
    const now = this.#now();
    const { seq, changes, resets } = await this.#store.read((snapshot) =>
      readBacklog(snapshot, topics, subscriber, now),
    );
    subscriber.catchUp(seq, [
      helloMessage({ seq, now }),
      ...resets.map(resetMessage),
      ...changes.map(changeMessage),
    ]);
  }

  async #publishIncident(event: IncidentEvent): Promise<void> {
    const number = numberOfStream(event.stream) ?? 0;
    const timeline = incidentTopic(number);
    const badge = badgeTopic(number);
    const { seq } = event;
    for (const audience of ['desk', 'public'] as const) {
      const hears = (each: Subscriber) => each.audience === audience;
      this.#send(timeline, hears, () => {
        const entry = toTimelineEntry(event, audience);
        return entry && { topic: timeline, seq, entry };
      });
    }
    if (!this.#byTopic.has(badge) && !this.#byTopic.has('incidents')) return;
    const found = await this.#store.read(async (snapshot) => {
      const incident = await snapshot.incidents.get(number);
      return incident && { incident, book: await snapshot.documents.calendarBook([incident]) };
    });
    if (!found) return;
    const { incident, book } = found;
    const now = this.#now();
    for (const audience of ['desk', 'public'] as const) {
      // Not even that something happened reaches those who may not see what.
      if (audience === 'public' && !isPublic(event)) continue;
      const hears = (each: Subscriber) => each.audience === audience;
      this.#send(badge, hears, () => {
        return { topic: badge, seq, badge: toBadge(incident, book, now, audience) };
      });
      const lists = (each: Subscriber) => hears(each) && each.lists(incident);
      this.#send('incidents', lists, () => {
        return { topic: 'incidents', seq, incident: toIncidentRow(incident, book, now, audience) };
      });
    }
  }

  /** Makes a change only when somebody hears of it, and then once for all of them. */
  #send(
    topic: Topic,
    hears: (subscriber: Subscriber) => boolean,
    make: () => LiveChange | null,
  ): void {
    const subscribers = [...(this.#byTopic.get(topic) ?? [])].filter(hears);
    const change = subscribers.length > 0 ? make() : null;
    if (!change) return;
    const bytes = changeMessage(change);
    for (const each of subscribers) each.sendChange(change.seq, bytes);
  }

  #add(subscriber: Subscriber): void {
    this.#subscribers.add(subscriber);
    for (const topic of subscriber.topics) {
      const others = this.#byTopic.get(topic);
      if (others) others.add(subscriber);
      else this.#byTopic.set(topic, new Set([subscriber]));
    }
  }

  #remove(subscriber: Subscriber): void {
    this.#subscribers.delete(subscriber);
    for (const topic of subscriber.topics) {
      const others = this.#byTopic.get(topic);
      others?.delete(subscriber);
      if (others?.size === 0) this.#byTopic.delete(topic);
    }
  }
}
