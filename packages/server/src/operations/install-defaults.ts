import { randomBytes } from 'node:crypto';
import { systemActor } from '../domain/actor.ts';
import { defaultMatrix } from '../domain/matrix/default-matrix.ts';
import { matrixStream } from '../domain/matrix/events.ts';
import type { Store } from '../store/store.ts';

/** The name under which the key of the receipts is kept. */
const receiptSecret = 'receipts';

/**
 * Gives an empty database what everything else stands on: the first matrix, in the log like every
 * later one, and the secret of the receipts.
 */
export async function installDefaults(
  store: Store,
  now: number,
): Promise<{ receiptSecret: string }> {
  return store.write(async (transaction) => {
    if (!(await transaction.currentMatrix())) {
      await transaction.append(
        matrixStream,
        0,
        {
          type: 'matrix.published',
          data: { version: 1, basedOn: 0, matrix: defaultMatrix },
          personal: { reason: null },
        },
        { at: now, actor: systemActor, actorName: null },
      );
    }
    const kept = await transaction.secret(receiptSecret);
    if (kept) return { receiptSecret: kept };
    const made = randomBytes(32).toString('base64url');
    await transaction.keepSecret(receiptSecret, made);
    return { receiptSecret: made };
  });
}
