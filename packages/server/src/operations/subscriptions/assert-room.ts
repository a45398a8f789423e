import { tooMany } from '../../access/limits/rate-limits.ts';
import { limits } from '../../domain/limits.ts';
import type { Transaction } from '../../store/port/store.ts';

/** When somebody may try again of whose service there are as many subscribers as there may be, milliseconds. */
const fullForMs = 60 * 60_000;

/** @throws KitError `too-many-requests`: the service has as many subscribers as it may have */
export async function assertRoom({ subscribers }: Transaction, service: string): Promise<void> {
  const all = await subscribers.ofService(service, limits.subscribers);
  if (all.length >= limits.subscribers) throw tooMany('changes', fullForMs);
}
