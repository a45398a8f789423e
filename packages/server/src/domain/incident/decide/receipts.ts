import { KitError } from '../../errors.ts';
import type { ReceiptsRevoked } from '../events.ts';
import { toReference } from '../reference.ts';
import type { Incident } from '../state.ts';

/**
 * Ends every receipt that was given for the incident. Only anonymous reporters are given one.
 * @throws KitError `nothing-changed`
 */
export function decideRevokeReceipts(state: Incident, reason: string | null): ReceiptsRevoked {
  if (state.reporter.role !== 'anonymous') {
    throw new KitError(
      'nothing-changed',
      `There is no receipt for ${toReference(state.number)}: whoever reported it had signed in.`,
      { details: { what: 'no-receipts' } },
    );
  }
  if (state.receiptsRevoked) {
    throw new KitError('nothing-changed', 'The receipt is revoked already.', {
      details: { what: 'receipts-revoked' },
    });
  }
  return { type: 'incident.receipts-revoked', data: {}, personal: { reason } };
}
