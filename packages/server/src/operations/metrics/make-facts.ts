import { factsOf } from '../../domain/metrics/facts.ts';
import type { PlacedFacts } from '../../store/port/facts.ts';
import type { Snapshot, Store } from '../../store/port/store.ts';

/** Incidents whose facts are made in one transaction: few enough that nobody waits long for it. */
const atOnce = 100;

interface MakingOptions {
  /** How many events may be left to those who read. */
  leave?: number;
  /** Asked before each transaction. */
  isOver?(): boolean;
}

/** The facts of those to which something happened after a position of the log, in the order of their last. */
export async function changedFacts(
  { incidents, documents }: Snapshot,
  seq: number,
  limit: number,
): Promise<PlacedFacts[]> {
  const changed = await incidents.changedAfter(seq, limit);
  const book = await documents.calendarBook(changed);
  return changed.map((each) => ({ seq: each.seq, facts: factsOf(each, book) }));
}

/**
 * Makes the facts of what has happened since they were made last. Each transaction is a step of its own, and whoever
 * stops in between, or another, goes on from there. Who reads figures does not wait for it, see `readFacts`.
 */
export async function makeFacts(
  store: Store,
  { leave = 0, isOver = () => false }: MakingOptions = {},
): Promise<void> {
  const { last, made } = await store.read(async ({ log, facts }) => ({
    last: await log.lastSeq(),
    made: await facts.madeUntil(),
  }));
  for (let until = made; last - until > leave && !isOver(); ) {
    const some = await store.write(async (transaction) => {
      const next = await changedFacts(transaction, await transaction.facts.madeUntil(), atOnce);
      await transaction.facts.keep(next);
      return next;
    });
    if (some.length < atOnce) return;
    until = some.at(-1)?.seq ?? last;
  }
}
