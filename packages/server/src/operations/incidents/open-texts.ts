import { setImmediate } from 'node:timers/promises';
import { openCategories } from '../../domain/incident/status.ts';
import { askedTermsOf, hasTerms } from '../../domain/search/search-terms.ts';
import type { FoundText, IncidentFilter } from '../../store/port/incidents.ts';
import type { KitEvent } from '../../store/port/log.ts';
import type { Snapshot, Store } from '../../store/port/store.ts';

/** Incidents that are read at once, after which others have their turn. */
const atOnce = 1_000;

/** Events since, after which to begin anew costs less than to take them in. */
const tooFar = 20_000;

/** Open incidents of which words are kept: some 50 MB. With more, the database is asked. */
const mostKept = 150_000;

/** Words of open incidents, and what a queue is chosen by. */
interface Kept {
  /** The lowest number first. */
  texts: FoundText[];
  /** Up to which event of the log they are right. */
  seq: number;
  /** The end of the log when the last of them was read at first: to an older snapshot they may be ahead. */
  readAt: number;
}

/**
 * The words of open incidents in the memory of this process. Few of all incidents are open, so looking through
 * those takes a few milliseconds, while an index has to be asked for all that have a word, most of them closed. It begins
 * with the first search, and is brought up to the snapshot of each; until it has been read, and whenever a
 * snapshot is older than it, the database is asked.
 */
class OpenTexts {
  readonly #store: Store;
  #kept: Kept | null = null;
  #reading: Promise<void> | null = null;
  /** One after the other: what is taken in is the log in its order. */
  #taking: Promise<unknown> = Promise.resolve();
  /** Which log it is of, counted. */
  #log = 0;

  constructor(store: Store) {
    this.#store = store;
  }

  /** @returns null when the database has to be asked */
  async find(
    snapshot: Snapshot,
    matches: (text: FoundText) => boolean,
    before: number | null,
    limit: number,
  ): Promise<number[] | null> {
    const kept = await this.#broughtTo(snapshot);
    if (!kept) return null;
    const found: number[] = [];
    const { texts } = kept;
    for (let at = placeOf(texts, before ?? Number.POSITIVE_INFINITY) - 1; at >= 0; at -= 1) {
      const text = texts[at] as FoundText;
      if (!matches(text)) continue;
      found.push(text.number);
      if (found.length === limit) break;
    }
    return found;
  }

  /** Once these events are taken in, nothing that one of them erased is in memory. */
  async heard(events: readonly KitEvent[]): Promise<void> {
    if (!events.some(({ type }) => type === 'incident.erased')) return;
    await this.#reading;
    if (this.#kept) await this.#store.read((snapshot) => this.#broughtTo(snapshot));
  }

  clear(): void {
    this.#log += 1;
    this.#kept = this.#reading = null;
  }

  async #broughtTo(snapshot: Snapshot): Promise<Kept | null> {
    const kept = this.#kept;
    if (!kept) {
      this.#reading ??= this.#read(this.#log).catch(() => this.clear());
      return null;
    }
    const taken = this.#taking.then(() => takeIn(kept, snapshot));
    this.#taking = taken.catch(() => undefined);
    const outcome = await taken;
    if (outcome === 'too far' && this.#kept === kept) this.clear();
    return outcome === 'here' ? kept : null;
  }

  async #read(log: number): Promise<void> {
    const seq = await this.#store.read((snapshot) => snapshot.log.lastSeq());
    const kept: Kept = { texts: [], seq, readAt: seq };
    for (let [before, isLast] = [null as number | null, false]; !isLast; ) {
      const page = await this.#store.read((snapshot) => readOpen(snapshot, before));
      kept.texts.push(...page.found);
      kept.readAt = page.readAt;
      if (kept.texts.length > mostKept) return;
      before = page.found.at(-1)?.number ?? null;
      isLast = page.found.length < atOnce;
      await setImmediate();
    }
    kept.texts.reverse();
    if (this.#log === log) this.#kept = kept;
  }
}

async function readOpen(
  { texts, log }: Snapshot,
  before: number | null,
): Promise<{ found: FoundText[]; readAt: number }> {
  return { found: await texts.open(before, atOnce), readAt: await log.lastSeq() };
}

/** Brings what is kept up to a snapshot, when that is not older. */
async function takeIn(kept: Kept, snapshot: Snapshot): Promise<'here' | 'older' | 'too far'> {
  const end = await snapshot.log.lastSeq();
  if (end < kept.seq || end < kept.readAt) return 'older';
  if (end - kept.seq > tooFar) return 'too far';
  while (kept.seq < end) {
    const changed = await snapshot.texts.changedAfter(kept.seq, atOnce);
    for (const each of changed) set(kept, each);
    kept.seq = changed.length < atOnce ? end : (changed.at(-1)?.seq ?? end);
  }
  return 'here';
}

function set({ texts }: Kept, text: FoundText): void {
  const place = placeOf(texts, text.number);
  const isKept = texts[place]?.number === text.number;
  if (!isOpen(text.category)) texts.splice(place, isKept ? 1 : 0);
  else texts.splice(place, isKept ? 1 : 0, text);
}

const isOpen = (category: string) => openCategories.some((each) => each === category);

/** Null for a filter that not only open incidents with words can pass. */
function matcherOf(filter: IncidentFilter): ((text: FoundText) => boolean) | null {
  const { status, text, reporter, isUnassigned } = filter;
  if (text === null || reporter || (status !== 'open' && !isOpen(status))) return null;
  const asked = askedTermsOf(text);
  if (asked.length === 0) return null;
  const columns = (['team', 'assignee', 'service', 'priority'] as const).filter(
    (column) => filter[column] !== null,
  );
  return (each) =>
    (status === 'open' || each.category === status) &&
    columns.every((column) => each[column] === filter[column]) &&
    (!isUnassigned || each.assignee === null) &&
    hasTerms(each.terms, asked);
}

/** How many of them have a lower number. */
function placeOf(texts: readonly FoundText[], number: number): number {
  let [low, high] = [0, texts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((texts[middle] as FoundText).number < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What is kept of each store, for as long as that is used. */
const kept = new WeakMap<Store, OpenTexts>();

function openTextsOf(store: Store): OpenTexts {
  const known = kept.get(store) ?? new OpenTexts(store);
  kept.set(store, known);
  return known;
}

/**
 * The numbers of open incidents with words, newest first, as a snapshot has them.
 * @returns null when this cannot tell: for another filter, until everything was read, or when the snapshot is older
 */
export function findOpenByText(
  store: Store,
  snapshot: Snapshot,
  filter: IncidentFilter,
): ((before: number | null, limit: number) => Promise<number[] | null>) | null {
  const matches = matcherOf(filter);
  if (!matches) return null;
  return (before, limit) => openTextsOf(store).find(snapshot, matches, before, limit);
}

/** Once these events are taken in, nothing that one of them erased is in memory. */
export async function forgetErasedTexts(store: Store, events: readonly KitEvent[]): Promise<void> {
  await kept.get(store)?.heard(events);
}

/** Forgets everything, as the log is another. */
export function forgetTexts(store: Store): void {
  kept.get(store)?.clear();
}
