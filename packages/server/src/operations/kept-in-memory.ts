import { setImmediate } from 'node:timers/promises';
import type { LogPosition } from '../store/port/log.ts';
import type { Snapshot, Store } from '../store/port/store.ts';

/** What an instance has in memory, and up to where in the log. */
export interface Kept {
  end: LogPosition;
}

interface Memory<K extends Kept> {
  kept: K | null;
  turn: Promise<unknown>;
}

/** What is made of the log in memory, of each store for as long as it is used. */
export class KeptInMemory<K extends Kept> {
  readonly #of = new WeakMap<Store, Memory<K>>();

  /**
   * Brings it up to date, one after the other: two who did it at once would read the same.
   * @param bring - is given what there is; null at first, and after the log was put back
   * @returns what `use` makes of it before who asks next changes it
   */
  bring<Used>(
    store: Store,
    bring: (kept: K | null) => Promise<K>,
    use: (kept: K) => Used,
  ): Promise<Used> {
    const memory = this.#of.get(store) ?? { kept: null, turn: Promise.resolve() };
    this.#of.set(store, memory);
    const next = memory.turn.then(async () => {
      const { kept } = memory;
      memory.kept = await bring(kept && (await isSameLog(store, kept.end)) ? kept : null);
      return use(memory.kept);
    });
    memory.turn = next.catch(() => undefined);
    return next;
  }
}

/** Not after the log was put back, or another has taken its place. */
export function isSameLog(store: Store, { seq, hash }: LogPosition): Promise<boolean> {
  return store.read(async ({ log }) => seq === 0 || (await log.hashOf(seq)) === hash);
}

interface Changes<Change extends { seq: number }> {
  /** The first after a position, in the order of the log. */
  read(snapshot: Snapshot, seq: number, limit: number): Promise<Change[]>;
  take(change: Change): void;
  /** So many at once, after which others have their turn. */
  page: number;
}

/** Takes in what has happened since, page by page. */
export async function takeInChanges<Change extends { seq: number }>(
  store: Store,
  kept: Kept,
  { read, take, page }: Changes<Change>,
): Promise<void> {
  for (;;) {
    const { changed, end } = await store.read(async (snapshot) => {
      const last = await snapshot.log.end();
      if (last.seq === kept.end.seq) return { changed: [], end: last };
      const changed = await read(snapshot, kept.end.seq, page);
      const seq = changed.at(-1)?.seq ?? last.seq;
      if (changed.length < page) return { changed, end: last };
      return { changed, end: { seq, hash: await snapshot.log.hashOf(seq) } };
    });
    for (const each of changed) take(each);
    kept.end = end;
    if (changed.length < page) return;
    await setImmediate();
  }
}
