import type { Store } from '../store/store.ts';

/** How long an answer to a command with an idempotency key is kept at least, milliseconds. */
export const answersKeptMs = 7 * 24 * 60 * 60_000;

/** Forgets answers that nobody will ask for again. */
export async function forgetAnswers(store: Store, now: number): Promise<void> {
  await store.write((transaction) => transaction.forgetAnswers(now - answersKeptMs));
}
