import { notingIndexed } from './note-indexed.ts';
import type { Store } from './port/store.ts';

/** Incidents whose words are made anew in one transaction: few enough that nobody waits for it. */
const atOnce = 500;

/**
 * Makes the words anew by which an earlier version has found its incidents. Each transaction is a step
 * of its own: whoever stops in between goes on from there, several instances share the work, and others
 * write meanwhile.
 * @param note told a sentence when it takes a while
 */
export async function indexTexts(store: Store, note: (sentence: string) => void): Promise<void> {
  const onProgress = notingIndexed(note);
  for (let count = 0; ; ) {
    const outdated = await store.read((snapshot) => snapshot.texts.outdated(1));
    if (outdated.length === 0) return;
    count += await store.write((transaction) => transaction.texts.index(atOnce));
    onProgress(count);
  }
}
