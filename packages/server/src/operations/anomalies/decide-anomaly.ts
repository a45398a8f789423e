import { z } from 'zod';
import { fieldError, KitError } from '../../domain/errors.ts';
import type { OperationContext } from '../context.ts';
import { optionalReason } from '../input.ts';
import { type AnomalyListed, listed } from './list-anomalies.ts';
import { raiseAnomaly } from './tell-anomaly.ts';

export const decideAnomalyInput = z.strictObject({
  id: z.uuid(),
  /** `raise` makes an alert of it; `dismiss` keeps it quiet until things are usual again. */
  decision: z.enum(['raise', 'dismiss']),
  /** Why; those who look at it later read that. */
  reason: optionalReason,
});

/**
 * Says what is to become of an anomaly that was proposed. The same decision again changes nothing.
 * @throws KitError `not-found`; `anomaly-decided` otherwise; `anomaly-over`
 */
export async function decideAnomaly(
  { store, caller, now }: OperationContext,
  { id, decision, reason: decidedWhy }: z.infer<typeof decideAnomalyInput>,
): Promise<AnomalyListed> {
  return store.write(async (transaction) => {
    let anomaly = await transaction.anomalies.get(id);
    if (!anomaly) throw noAnomaly(id);
    const state = decision === 'raise' ? 'raised' : 'dismissed';
    if (anomaly.state !== state) {
      if (anomaly.state !== 'proposed') throw alreadyDecided(anomaly.state, anomaly.decidedBy);
      if (anomaly.endedAt !== null) {
        throw new KitError('anomaly-over', 'Things are usual again: there is nothing to decide.', {
          details: { at: anomaly.endedAt },
        });
      }
      if (decision === 'raise')
        anomaly = await raiseAnomaly(transaction, { ...anomaly, decidedWhy }, caller.id, now());
      else {
        anomaly = { ...anomaly, state, decidedWhy, decidedBy: caller.id };
        await transaction.anomalies.keep(anomaly);
      }
    }
    const [shown] = await listed(transaction, [anomaly]);
    return shown as AnomalyListed;
  });
}

function noAnomaly(id: string): KitError {
  return new KitError('not-found', `There is no anomaly ${id}. Load the list again.`, {
    fields: [fieldError(['id'], 'No such anomaly.', 'not-found', { id })],
  });
}

function alreadyDecided(state: 'raised' | 'dismissed', by: string | null): KitError {
  const who = by === null ? '' : ` by ${by}`;
  return new KitError(
    'anomaly-decided',
    `It was ${state}${who} already. Load the list again to see what became of it.`,
    { details: { state, by } },
  );
}
