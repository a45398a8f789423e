import type { Store } from '../store/port/store.ts';

/** How long the reply to a command with an idempotency key is kept at least, milliseconds. */
export const repliesKeptMs = 7 * 24 * 60 * 60_000;

/** Forgets replies that nobody will ask for again. */
export async function forgetReplies(store: Store, now: number): Promise<void> {
  await store.write((transaction) => transaction.replies.forgetBefore(now - repliesKeptMs));
}
