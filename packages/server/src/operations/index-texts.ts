import type { Store } from '../store/port/store.ts';

/** Incidents in one sweep. */
const atOnce = 500;

/**
 * Makes the words anew by which an instance of an earlier version, beside this one, has indexed what it
 * wrote. The store did it for what there was when it was opened.
 */
export async function indexTexts(store: Store): Promise<void> {
  const outdated = await store.read((snapshot) => snapshot.texts.outdated(1));
  if (outdated.length > 0) await store.write((transaction) => transaction.texts.index(atOnce));
}
