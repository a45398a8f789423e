import type { Store } from '../../store/port/store.ts';

/** Forgets who has left, and who was asked and never confirmed it. */
export async function forgetSubscribers(store: Store, now: number): Promise<void> {
  await store.write(({ subscribers }) => subscribers.forgetBefore(now));
}
