import type { Store } from '../../store/port/store.ts';
import { applyDue } from './apply-due.ts';

/** Incidents that are looked at in one transaction. */
const atOnce = 50;

/**
 * Writes down what has fallen due on all incidents: each threshold once, whichever instance looks
 * first, since whoever looks next finds it in the log.
 * @returns how many incidents had something due
 */
export async function fireDue(store: Store, now: () => number): Promise<number> {
  let fired = 0;
  for (;;) {
    // Looking costs no write lock, and most of the time nothing is due.
    const waiting = await store.read((snapshot) => snapshot.incidents.due(now(), 1));
    if (waiting.length === 0) return fired;
    const applied = await store.write(async (transaction) => {
      const at = now();
      let count = 0;
      for (const incident of await transaction.incidents.due(at, atOnce)) {
        const after = await applyDue(transaction, incident, at);
        if (after.version > incident.version) count += 1;
      }
      return count;
    });
    // Another instance was quicker, and will be again.
    if (applied === 0) return fired;
    fired += applied;
  }
}
