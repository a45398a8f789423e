import { seriesOf } from '../../domain/anomaly/anomaly.ts';
import type { Rules } from '../../domain/configuration/documents.ts';
import type { Transaction } from '../../store/port/store.ts';
import type { HeardAlert } from '../signals/keep-alerts.ts';

const minute = 60_000;

/**
 * Counts the alerts that begin to fire, of the services that are watched.
 * @param at epoch milliseconds
 */
export async function countAlerts(
  { anomalies }: Transaction,
  { signals }: Rules,
  heard: readonly HeardAlert[],
  at: number,
): Promise<void> {
  const start = Math.floor(at / minute) * minute;
  for (const { service, signals: outcome } of signals.document.anomalies.services) {
    if (outcome === undefined) continue;
    const begun = heard.filter(
      ({ hasBegun, judgement }) => hasBegun && judgement?.service === service,
    ).length;
    if (begun === 0) continue;
    const series = seriesOf({ of: 'signals', service });
    const [known] = await anomalies.counts(series, start, start + minute);
    await anomalies.keepCount(series, start, (known?.count ?? 0) + begun);
  }
}
