import { numberOfStream, toReference } from '../../domain/incident/reference.ts';
import type { Incident } from '../../domain/incident/state.ts';
import type { Audience } from '../../domain/views/audience.ts';
import { type BadgeView, badgeChangesAt } from '../../domain/views/badge.ts';
import { answeredAt } from '../../domain/views/positions.ts';
import type { KitEvent, LogPosition } from '../../store/port/log.ts';
import { BoundedMap } from './bounded-map.ts';

/** Characters of badges that are kept of each audience; one has some 600, and 100 besides. */
const mostKept = 12_000_000;
const aroundBadge = 100;
/** Characters of badges that were put together, for each audience: some 2,000 pages with 10. */
const mostTogether = 12_000_000;
const aroundList = 1_000;

/** A badge, and of whose incident: who may read it is decided for each who asks. */
export interface KeptBadge {
  badge: BadgeView;
  incident: Pick<Incident, 'number' | 'reporter' | 'service' | 'closed' | 'receiptsRevoked'>;
  /** The badge as JSON. */
  json: string;
}

interface Entry {
  /** Null: there is no such incident yet. */
  kept: KeptBadge | null;
  /** The position of the log at which it was read. */
  seq: number;
  /** When it would read otherwise though nothing happened, epoch milliseconds; null for never. */
  until: number | null;
}

/** What a site shows: the same for everybody whom it is asked for under the same name. */
export interface Shown {
  by: string;
  shows(incident: KeptBadge['incident']): boolean;
  /** What it tells of one, as JSON. */
  toJson(kept: KeptBadge): string;
}

interface Together {
  members: string;
  /** The site that shows them; null for all of them. */
  by: string | null;
  seq: number;
  until: number | null;
  /** Of the cache, when they were put together. */
  changes: number;
}

/** Badges of several incidents that were true together. */
export interface KeptBadges {
  /** In the order of the numbers asked for. */
  badges: (KeptBadge | null)[];
  /** The position of the log at which they were. */
  seq: number;
}

/**
 * Badges by incident and audience: what anybody has read serves everybody who may see the same, from
 * whichever page, alone or together with others. A badge is dropped when something happens to its
 * incident, and is over when time changes it.
 */
export class BadgeCache {
  readonly #entries = { desk: keptBadges(), public: keptBadges() };
  /** Lists of badges that were put together, by the lists of numbers that they were asked for by. */
  readonly #together = { desk: keptLists(), public: keptLists() };
  /** The position of the log up to which badges have been dropped. */
  #position = 0;
  /** How often badges have been kept or dropped. */
  #changes = 0;
  /** How often the log has been put back. */
  #epoch = 0;
  /** The furthest position of the log at which badges were read. */
  #readUpTo: LogPosition = { seq: 0, hash: null };

  /** The furthest position of the log at which badges were read, which the tail may not have come to. */
  get readUpTo(): LogPosition {
    return this.#readUpTo;
  }

  /** What `keep` is to be given back: badges that were read before the log was put back are none of it. */
  get epoch(): number {
    return this.#epoch;
  }

  /** The badges of incidents, when all of them are kept; else null. */
  get(numbers: readonly number[], audience: Audience, now: number): KeptBadges | null {
    if (numbers.length === 0) return null;
    const entries = this.#entries[audience];
    const badges: (KeptBadge | null)[] = [];
    let oldest = Number.MAX_SAFE_INTEGER;
    for (const number of numbers) {
      const entry = entries.get(number);
      if (!entry) return null;
      if (entry.until !== null && now >= entry.until) {
        entries.delete(number);
        return null;
      }
      oldest = Math.min(oldest, entry.seq);
      badges.push(entry.kept);
    }
    // Each is true at the position where it was read, and at every later one up to which it was not dropped.
    return { badges, seq: Math.max(oldest, this.#position) };
  }

  /**
   * The same as the members of a JSON object, null for those that the site does not show. Whoever asks
   * again with the same array gets the same text, as long as nothing was kept or dropped.
   */
  getAsJson(
    numbers: readonly number[],
    audience: Audience,
    { now, shown }: { now: number; shown: Shown | null },
  ): { members: string; seq: number } | null {
    const by = shown?.by ?? null;
    const known = this.#together[audience].get(numbers);
    const isTrue = known?.changes === this.#changes && (known.until === null || now < known.until);
    if (isTrue && known.by === by) {
      const { members, seq } = known;
      return { members, seq: answeredAt(audience, Math.max(seq, this.#position), [seq]) };
    }
    const kept = this.get(numbers, audience, now);
    if (!kept) return null;
    const told: number[] = [];
    const members = kept.badges
      .map((each, index) => {
        const json = shown ? each && shown.shows(each.incident) && shown.toJson(each) : each?.json;
        if (json && each) told.push(each.badge.seq);
        return `"${toReference(numbers[index] ?? 0)}":${json || 'null'}`;
      })
      .join(',');
    const seq = answeredAt(audience, kept.seq, told);
    const until = this.#firstChange(numbers, audience);
    this.#together[audience].set(numbers, { members, by, seq, until, changes: this.#changes });
    return { members, seq };
  }

  #firstChange(numbers: readonly number[], audience: Audience): number | null {
    const instants = numbers
      .map((number) => this.#entries[audience].get(number)?.until ?? null)
      .filter((instant) => instant !== null);
    return instants.length > 0 ? Math.min(...instants) : null;
  }

  /**
   * Keeps badges as they were at a position of the log, unless something has happened since.
   * @param badges those of the numbers that there are; the others do not exist yet
   * @param epoch of this cache, before they were read
   */
  keep(
    numbers: readonly number[],
    audience: Audience,
    badges: ReadonlyMap<number, KeptBadge>,
    { end, now, epoch }: { end: LogPosition; now: number; epoch: number },
  ): void {
    const { seq } = end;
    if (seq < this.#position || epoch !== this.#epoch) return;
    if (seq > this.#readUpTo.seq) this.#readUpTo = end;
    this.#changes += 1;
    const entries = this.#entries[audience];
    for (const number of numbers) {
      const kept = badges.get(number) ?? null;
      entries.set(number, { kept, seq, until: kept && badgeChangesAt(kept.badge, now) });
    }
  }

  /** Drops every badge that one of these events makes untrue. */
  drop(events: readonly KitEvent[]): void {
    for (const event of events) {
      this.#position = Math.max(this.#position, event.seq);
      const number = numberOfStream(event.stream);
      if (number === null) continue;
      this.#changes += 1;
      this.#entries.desk.delete(number);
      this.#entries.public.delete(number);
    }
  }

  /**
   * Drops everything: the log is another than it was.
   * @param seq where it ends now
   */
  clear(seq: number): void {
    this.#epoch += 1;
    this.#changes += 1;
    this.#position = seq;
    this.#readUpTo = { seq: 0, hash: null };
    this.#entries.desk.clear();
    this.#entries.public.clear();
    this.#together.desk.clear();
    this.#together.public.clear();
  }
}

function keptBadges(): BoundedMap<number, Entry> {
  return new BoundedMap(mostKept, ({ kept }) => aroundBadge + (kept?.json.length ?? 0));
}

function keptLists(): BoundedMap<readonly number[], Together> {
  return new BoundedMap(
    mostTogether,
    ({ members }, numbers) => aroundList + members.length + 8 * numbers.length,
  );
}
