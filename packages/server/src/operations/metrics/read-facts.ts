import { setImmediate } from 'node:timers/promises';
import { FactTable } from '../../domain/metrics/fact-table.ts';
import type { Store } from '../../store/port/store.ts';
import { type Kept, KeptInMemory, takeInChanges } from '../kept-in-memory.ts';
import { changedFacts } from './make-facts.ts';

/** Rows that are read in one go: some 20 ms, after which others have their turn. */
const page = 5_000;

/** Incidents of which the same is made of what they are, which takes longer. */
const changedPage = 500;

interface KeptFacts extends Kept {
  table: FactTable;
}

const memory = new KeptInMemory<KeptFacts>();

/**
 * The facts of all incidents as they are now. They are read once, a million in some seconds; from then on
 * only those to which something has happened since.
 */
export function readFacts(store: Store): Promise<FactTable> {
  const bring = async (before: KeptFacts | null) => {
    const kept = before ?? (await readAll(store));
    await takeInChanges(store, kept, {
      read: changedFacts,
      take: ({ facts }) => kept.table.set(facts),
      page: changedPage,
    });
    return kept;
  };
  return memory.bring(store, bring, ({ table }) => table);
}

async function readAll(store: Store): Promise<KeptFacts> {
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
