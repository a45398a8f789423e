import type { Signal } from '../../domain/signal/signal.ts';
import type { Transaction } from '../../store/port/store.ts';
import { AlertIncidents } from './alert-incidents.ts';
import { keepAlerts } from './keep-alerts.ts';

/**
 * Keeps what nobody delivered: what the kit itself says of alerts, in a source's name.
 * @param at epoch milliseconds
 */
export async function sayAlerts(
  transaction: Transaction,
  source: string,
  said: readonly Signal[],
  at: number,
): Promise<void> {
  const rules = await transaction.documents.rules();
  const incidents = new AlertIncidents(transaction, rules, source, at);
  const speaker = { key: source, expireMs: null };
  const heard = await keepAlerts(transaction, incidents, speaker, said, at);
  await incidents.apply(heard, null);
}
