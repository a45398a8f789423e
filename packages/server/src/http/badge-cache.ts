import { fromReference, numberOfStream } from '../domain/incident/reference.ts';
import { badgeChangesAt } from '../domain/views/badge.ts';
import type { BadgesAnswer } from '../operations/incidents/read-badges.ts';
import type { KitEvent } from '../store/store.ts';

/** Answers that are kept; the oldest goes when another comes. */
const mostKept = 2_000;

interface Kept {
  /** The answer up to its time. */
  beforeNow: string;
  numbers: number[];
  /** When a badge in it would read otherwise though nothing happened; null for never. */
  until: number | null;
}

/** How the answer of `badges.get` ends: with the server's time, which is new in every answer. */
const ending = /^(\{"result":\{"data":.*,"now":)(\d+)(\}\}\})$/s;

/**
 * What visitors are answered is kept as text for each URL and origin, and
 * dropped when something happens to an incident in it. What it says is always what the procedure
 * would have said.
 */
export class BadgeCache {
  readonly #kept = new Map<string, Kept>();
  readonly #byNumber = new Map<number, Set<string>>();
  readonly #now: () => number;
  /** The position of the log up to which answers have been dropped. */
  #position = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @param target the path and query of the URL, as the request has it */
  answer(target: string, origin: string): string | null {
    const kept = this.#kept.get(keyOf(target, origin));
    if (!kept) return null;
    const now = this.#now();
    if (kept.until !== null && now >= kept.until) {
      this.#drop(keyOf(target, origin));
      return null;
    }
    return `${kept.beforeNow}${now}}}}`;
  }

  /** Keeps an answer of the procedure, unless something happened since it was read. */
  keep(target: string, origin: string, body: string): void {
    const [, beforeNow] = ending.exec(body) ?? [];
    if (!beforeNow) return;
    const { badges, seq, now }: BadgesAnswer = JSON.parse(body).result.data;
    if (seq < this.#position) return;
    const changes = Object.values(badges)
      .map((badge) => badge && badgeChangesAt(badge, now))
      .filter((instant) => instant !== null);
    // Also those that do not exist yet: they may be reported at any time.
    const numbers = Object.keys(badges)
      .map(fromReference)
      .filter((number) => number !== null);
    const key = keyOf(target, origin);
    this.#drop(key);
    const until = changes.length > 0 ? Math.min(...changes) : null;
    this.#kept.set(key, { beforeNow, numbers, until });
    for (const number of numbers) {
      const others = this.#byNumber.get(number);
      if (others) others.add(key);
      else this.#byNumber.set(number, new Set([key]));
    }
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > mostKept && !oldest.done) this.#drop(oldest.value);
  }

  /** Drops every answer that one of these events makes untrue. */
  drop(events: readonly KitEvent[]): void {
    for (const event of events) {
      this.#position = Math.max(this.#position, event.seq);
      const number = numberOfStream(event.stream);
      if (number === null) continue;
      for (const key of [...(this.#byNumber.get(number) ?? [])]) this.#drop(key);
    }
  }

  #drop(key: string): void {
    const kept = this.#kept.get(key);
    if (!kept) return;
    this.#kept.delete(key);
    for (const number of kept.numbers) {
      const others = this.#byNumber.get(number);
      others?.delete(key);
      if (others?.size === 0) this.#byNumber.delete(number);
    }
  }
}

function keyOf(target: string, origin: string): string {
  return `${origin}\n${target}`;
}
