import type { Store } from '../store/port/store.ts';

/** Incidents of an earlier version in one sweep. */
const outdatedAtOnce = 500;

/** Incidents whose words are indexed in one transaction: few enough that nobody waits long for it. */
const atOnce = 100;

interface IndexingOptions {
  /** How many incidents may be left to searches. */
  leave?: number;
  /** Asked before each transaction. */
  isOver?(): boolean;
}

/**
 * Indexes the words of what was reported since, and makes those anew by which an instance of an earlier version,
 * beside this one, has indexed what it wrote. The store did that for what there was when it was opened. Each transaction
 * is a step of its own: others write between them, and whoever stops in between, or another, goes on from there.
 */
export async function indexTexts(
  store: Store,
  { leave = 0, isOver = () => false }: IndexingOptions = {},
): Promise<void> {
  const { unindexed, outdated } = await store.read(async ({ texts }) => ({
    unindexed: await texts.countUnindexed(),
    outdated: await texts.outdated(1),
  }));
  for (let left = unindexed; left > leave && !isOver(); left -= atOnce) {
    await store.write(({ texts }) => texts.catchUp(atOnce));
  }
  if (outdated.length > 0) await store.write(({ texts }) => texts.index(outdatedAtOnce));
}
