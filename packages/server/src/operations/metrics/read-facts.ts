import { setImmediate } from 'node:timers/promises';
import { FactTable } from '../../domain/metrics/fact-table.ts';
import type { LogPosition } from '../../store/port/log.ts';
import type { Snapshot, Store } from '../../store/port/store.ts';
import { changedFacts } from './make-facts.ts';

/** Rows that are read in one go: some 20 ms, after which others have their turn. */
const page = 5_000;

/** Incidents of which the same is made of what they are, which takes longer. */
const changedPage = 500;

/** What an instance has in memory of the facts, and up to where in the log. */
interface Kept {
  table: FactTable;
  end: LogPosition;
}

/** Made when somebody first asks, for as long as the store is used. */
const keptOf = new WeakMap<Store, { kept: Kept | null; turn: Promise<unknown> }>();

/**
 * The facts of all incidents as they are now. They are read once, a million in some seconds; from then on
 * only those to which something has happened since.
 */
export async function readFacts(store: Store): Promise<FactTable> {
  let known = keptOf.get(store);
  if (!known) {
    known = { kept: null, turn: Promise.resolve() };
    keptOf.set(store, known);
  }
  const mine = known;
  // One after the other: two who read at once would read the same.
  const next = mine.turn.then(async () => {
    mine.kept = await upToDate(store, mine.kept);
    return mine.kept.table;
  });
  mine.turn = next.catch(() => undefined);
  return next;
}

async function upToDate(store: Store, kept: Kept | null): Promise<Kept> {
  let now = kept && (await isSameLog(store, kept)) ? kept : await readAll(store);
  for (;;) {
    const read = await store.read((snapshot) => readChanges(snapshot, now));
    now = read.kept;
    if (read.isAll) return now;
    await setImmediate();
  }
}

/** Not after the log was put back, or another has taken its place. */
function isSameLog(store: Store, { end }: Kept): Promise<boolean> {
  return store.read(async ({ log }) => end.seq === 0 || (await log.hashOf(end.seq)) === end.hash);
}

async function readAll(store: Store): Promise<Kept> {
  const table = new FactTable();
  // What has happened since they were made, and while they are read, is read again.
  const end = await store.read(async ({ log, facts }) => {
    const seq = await facts.madeUntil();
    return { seq, hash: seq === 0 ? null : await log.hashOf(seq) };
  });
  for (let number = 0; ; ) {
    const facts = await store.read((snapshot) => snapshot.facts.after(number, page));
    for (const each of facts) table.set(each);
    if (facts.length < page) return { table, end };
    number = facts.at(-1)?.number ?? number;
    await setImmediate();
  }
}

async function readChanges(
  snapshot: Snapshot,
  { table, end }: Kept,
): Promise<{ kept: Kept; isAll: boolean }> {
  const last = await snapshot.log.end();
  if (last.seq === end.seq) return { kept: { table, end }, isAll: true };
  const changed = await changedFacts(snapshot, end.seq, changedPage);
  for (const { facts } of changed) table.set(facts);
  if (changed.length < changedPage) return { kept: { table, end: last }, isAll: true };
  const seq = changed.at(-1)?.seq ?? last.seq;
  return { kept: { table, end: { seq, hash: await snapshot.log.hashOf(seq) } }, isAll: false };
}
