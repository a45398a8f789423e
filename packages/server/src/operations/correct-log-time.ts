import { systemActor } from '../domain/actor.ts';
import { KitError } from '../domain/errors.ts';
import { logStream } from '../domain/log-time.ts';
import type { Snapshot, Store } from '../store/port/store.ts';

/** Less than that the log may be ahead of the clock, milliseconds. See LOG-8. */
export const aheadAtLeastMs = 60_000;

export interface TimeCorrection {
  /** The name of whoever says so. */
  by: string;
  reason: string;
}

/**
 * Lets the log go on from a clock that is right, after one that was wrong has put its end into the future.
 * @returns where it had come to and from where it goes on, epoch milliseconds
 * @throws KitError `nothing-changed` when it is not ahead of the clock
 */
export function correctLogTime(
  store: Store,
  { by, reason }: TimeCorrection,
): Promise<{ from: number; to: number; seq: number }> {
  return store.write(async (transaction) => {
    const to = store.now();
    const from = (await transaction.log.head())?.at ?? 0;
    if (from - to <= aheadAtLeastMs) {
      throw new KitError('nothing-changed', 'The log is not ahead of the clock.', {
        details: { what: 'log-time' },
      });
    }
    const [last] = await lastCorrections(transaction, 1);
    const event = {
      type: 'log.time-corrected',
      data: { from, to },
      personal: { reason },
    } as const;
    const stamp = { at: to, actor: systemActor, actorName: by };
    const { seq } = await transaction.log.append(logStream, last?.version ?? 0, event, stamp);
    return { from, to, seq };
  });
}

/** The last times that the log's time was corrected, newest first. */
export function lastCorrections(snapshot: Pick<Snapshot, 'log'>, limit: number) {
  return snapshot.log.streamBefore(logStream, null, limit);
}
