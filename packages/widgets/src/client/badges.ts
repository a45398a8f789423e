import type { BadgeView } from '@incident-kit/server/domain';
import type { KitClient } from './client.ts';
import { type KitRequestError, noAnswer } from './errors.ts';
import { Retry } from './retry.ts';

/** What is known of an incident's badge. Nothing yet: it is being read. */
export interface BadgeReading {
  /** Null: the server knows no such incident, or does not show it here. */
  badge?: BadgeView | null;
  /** Why it could not be read (again); `badge`, if any, is the last that was good. */
  error?: KitRequestError | undefined;
}

export type BadgeListener = (reading: BadgeReading) => void;

interface Entry extends BadgeReading {
  listeners: Set<BadgeListener>;
  stop?: () => void;
}

/** All that ask within a frame share a request. A timer, since hidden pages draw no frames. */
const frameMs = 16;
/** A little more than a day. */
const readAgainMs = 1e8;
/** What the server answers at once. */
const mostBadges = 500;
const reference = /^INC-[1-9]\d{0,14}$/;

const kept = new WeakMap<KitClient, Badges>();

/**
 * Reads a badge together with all others on the page, and keeps it up to date. Calls back at once with
 * what is known, and whenever that changes. Gives a function that stops.
 *
 * Not a method of the client, so that a page without badges loads nothing of this.
 */
export function watchBadge(
  client: KitClient,
  incident: string,
  listener: BadgeListener,
): () => void {
  const badges = kept.get(client) ?? new Badges(client);
  kept.set(client, badges);
  return badges.watch(incident, listener);
}

/** The badges of a page: each incident is read once, however many elements show it. */
class Badges {
  readonly #client: KitClient;
  readonly #entries = new Map<string, Entry>();
  readonly #unread = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #retry = new Retry(() => this.#read());

  constructor(client: KitClient) {
    this.#client = client;
  }

  watch(incident: string, listener: BadgeListener): () => void {
    let entry = this.#entries.get(incident);
    if (!entry) {
      entry = { listeners: new Set() };
      this.#entries.set(incident, entry);
      // One that cannot exist is not asked for: the server would refuse the whole request.
      if (reference.test(incident)) this.#ask(incident);
      else entry.badge = null;
    }
    const { listeners } = entry;
    listeners.add(listener);
    listener(entry);
    return () => {
      listeners.delete(listener);
      if (listeners.size || this.#entries.get(incident)?.listeners !== listeners) return;
      this.#entries.get(incident)?.stop?.();
      this.#entries.delete(incident);
      this.#unread.delete(incident);
      if (!this.#unread.size) this.#retry.cancel();
    };
  }

  #ask(incident: string): void {
    this.#unread.add(incident);
    this.#timer ??= setTimeout(() => this.#read(), frameMs);
  }

  async #read(): Promise<void> {
    this.#timer = undefined;
    // Sorted, so that the same page asks by the same address and the server's kept answer serves.
    const incidents = [...this.#unread].sort().slice(0, mostBadges);
    if (!incidents.length) return;
    for (const incident of incidents) this.#unread.delete(incident);
    const input = encodeURIComponent(JSON.stringify({ incidents }));
    try {
      const response = await this.#client.fetch(`/trpc/badges.get?input=${input}`);
      const { badges, now, elements } = (await response.json().catch(noAnswer)).result.data;
      this.#client.sync(now, elements);
      this.#retry.reset();
      for (const incident of incidents) this.#keep(incident, badges[incident] ?? null);
      if (this.#unread.size) this.#read();
    } catch (thrown) {
      const error = thrown as KitRequestError;
      for (const incident of incidents) {
        this.#tell(incident, { error });
        if (!error.definite && this.#entries.has(incident)) this.#unread.add(incident);
      }
      if (this.#unread.size) this.#retry.later();
    }
  }

  #keep(incident: string, badge: BadgeView | null): void {
    const entry = this.#entries.get(incident);
    if (!entry) return;
    entry.stop?.();
    if (badge) {
      // The server tells the working windows of some days only.
      const timer = setTimeout(() => this.#ask(incident), readAgainMs);
      const stop = this.#client.watch(`badge:${incident}`, badge.seq, {
        change: (change) => this.#tell(incident, { badge: change.badge, error: undefined }),
        reset: () => this.#ask(incident),
        refused: (error) => this.#tell(incident, { error }),
      });
      entry.stop = () => {
        stop();
        clearTimeout(timer);
      };
    }
    this.#tell(incident, { badge, error: undefined });
  }

  #tell(incident: string, news: BadgeReading): void {
    const entry = this.#entries.get(incident);
    if (!entry) return;
    Object.assign(entry, news);
    for (const listener of entry.listeners) listener(entry);
  }
}
