import { longestWindowDays } from '../../domain/objectives/objectives.ts';
import type { Store } from '../../store/port/store.ts';

/** A day more than any window, so that none begins within what was forgotten. */
const keptMs = (longestWindowDays + 1) * 24 * 60 * 60_000;

/** Forgets what was measured before any window, and what was over by then. */
export async function forgetObjectives(store: Store, now: number): Promise<void> {
  await store.write((transaction) => transaction.objectives.forgetBefore(now - keptMs));
}
