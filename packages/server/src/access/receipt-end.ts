import type { ReceiptEnd } from '../domain/errors.ts';
import { KitError } from '../domain/errors.ts';
import type { Incident } from '../domain/incident/state.ts';
import { type Caller, receiptEndOf } from './caller.ts';

/**
 * Tells whoever holds a receipt that it has ended; to everybody else it says nothing.
 * @throws KitError `receipt-ended`
 */
export function assertReceiptOpens(caller: Caller, incident: Incident | null): void {
  if (!incident || caller.receiptFor !== incident.number) return;
  const why = receiptEndOf(caller, incident);
  if (why) throw new KitError('receipt-ended', sentences[why], { details: { why } });
}

const next = 'Ask the service desk how it stands, or report it anew.';

const sentences: Record<ReceiptEnd, string> = {
  expired: `This link has run out, as your report was closed long ago. ${next}`,
  revoked: `The service desk has withdrawn this link. ${next}`,
};
