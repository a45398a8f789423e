import type { Store } from '../../store/port/store.ts';

/** How long messages are kept that were sent or given up, milliseconds. */
export const messagesKeptMs = 30 * 24 * 60 * 60_000;

export async function forgetMessages(store: Store, now: number): Promise<void> {
  await store.write((transaction) => transaction.messages.forgetBefore(now - messagesKeptMs));
}
