import { z } from 'zod';
import type { AnomalyFacts } from '../../domain/anomaly/anomaly.ts';
import { anomalySource } from '../../domain/anomaly/anomaly.ts';
import { toReference } from '../../domain/incident/reference.ts';
import { limits } from '../../domain/limits.ts';
import type { Anomaly } from '../../store/port/anomalies.ts';
import type { Snapshot } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';

export const listAnomaliesInput = z.strictObject({
  /** Only those noticed before, epoch milliseconds: the `before` of the page before. */
  before: z.int().min(0).optional(),
  limit: z.int().min(1).max(limits.page).default(50),
});

export interface AnomalyListed extends AnomalyFacts {
  id: string;
  /** When it was noticed, and when last; epoch milliseconds. */
  at: number;
  lastAt: number;
  state: Anomaly['state'];
  /** When things were usual again, epoch milliseconds; null while they are not. */
  endedAt: number | null;
  /** The host's identifier of who decided; null where a rule did, or nobody yet. */
  decidedBy: string | null;
  /** The incident that its alert is of; null where there is none. */
  incident: string | null;
}

export interface AnomaliesAnswer {
  /** The newest first. */
  anomalies: AnomalyListed[];
  /** For the next page; null when there is none. */
  before: number | null;
}

/** What was unusual, and what became of it. */
export async function listAnomalies(
  { store }: OperationContext,
  { before = Number.MAX_SAFE_INTEGER, limit }: z.infer<typeof listAnomaliesInput>,
): Promise<AnomaliesAnswer> {
  return store.read(async (snapshot) => {
    const found = await snapshot.anomalies.list(before, limit + 1);
    const shown = found.slice(0, limit);
    const last = found.length > limit ? (shown.at(-1)?.at ?? null) : null;
    return { anomalies: await listed(snapshot, shown), before: last };
  });
}

export async function listed(
  { alertIncidents }: Snapshot,
  anomalies: readonly Anomaly[],
): Promise<AnomalyListed[]> {
  const raised = anomalies.filter(({ state }) => state === 'raised');
  const keys = [...new Set(raised.map(({ series }) => series))];
  const known = await alertIncidents.ofAlerts(anomalySource, keys);
  const numberOf = new Map(known.map(({ key, number }) => [key, number]));
  const seen = new Set<string>();
  return anomalies.map(({ series, facts, ...rest }) => {
    // An alert knows the incident that is about it now: that of the newest of its anomalies.
    const isNewest = rest.state === 'raised' && !seen.has(series);
    if (isNewest) seen.add(series);
    const number = isNewest ? numberOf.get(series) : undefined;
    return { ...facts, ...rest, incident: number === undefined ? null : toReference(number) };
  });
}
