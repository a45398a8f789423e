import type { Store } from '../../store/port/store.ts';

/** How long deliveries are kept, and alerts that are over, milliseconds. */
export const signalsKeptMs = 30 * 24 * 60 * 60_000;

/** Forgets what sources sent long ago; what still fires stays. */
export async function forgetSignals(store: Store, now: number): Promise<void> {
  await store.write((transaction) => transaction.signals.forgetBefore(now - signalsKeptMs));
}
