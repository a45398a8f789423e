import { z } from 'zod';
import { reachOf } from '../../access/caller.ts';
import type { AnomalyFacts } from '../../domain/anomaly/anomaly.ts';
import { anomalySource } from '../../domain/anomaly/anomaly.ts';
import type { AnomalyCourse } from '../../domain/anomaly/course.ts';
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
  /** As the catalogue calls the service. */
  serviceName: string | null;
  /** When it was noticed, and when last; epoch milliseconds. */
  at: number;
  lastAt: number;
  state: Anomaly['state'];
  /** When things were usual again, epoch milliseconds; null while they are not. */
  endedAt: number | null;
  /** The host's identifier of who decided; null where a rule did, or nobody yet. */
  decidedBy: string | null;
  /** Why, in their words; null where they gave no reason. */
  decidedWhy: string | null;
  /** What was seen up to when it was noticed last, or was over; null where that is not known. */
  course: AnomalyCourse | null;
  /** The incident that its alert is of; null where there is none. */
  incident: string | null;
}

export interface AnomaliesAnswer {
  /** Those that are not over, on the first page alone; the newest first. */
  open: AnomalyListed[];
  /** All of them, the newest first. */
  anomalies: AnomalyListed[];
  /** How many services and numbers are watched. */
  watched: number;
  mayDecide: boolean;
  /** For the next page; null when there is none. */
  before: number | null;
  seq: number;
}

/** What was unusual, and what became of it. */
export async function listAnomalies(
  { store, caller }: OperationContext,
  { before, limit }: z.infer<typeof listAnomaliesInput>,
): Promise<AnomaliesAnswer> {
  return store.read(async (snapshot) => {
    const found = await snapshot.anomalies.list(before ?? Number.MAX_SAFE_INTEGER, limit + 1);
    const open = before === undefined ? await snapshot.anomalies.open() : [];
    const shown = found.slice(0, limit);
    const last = found.length > limit ? (shown.at(-1)?.at ?? null) : null;
    const { signals } = await snapshot.documents.rules();
    const { services, numbers } = signals.document.anomalies;
    return {
      open: await listed(snapshot, open.toReversed().slice(0, limits.page)),
      anomalies: await listed(snapshot, shown),
      watched: services.length + numbers.length,
      mayDecide: reachOf(caller, 'anomaly:decide') !== null,
      before: last,
      seq: await snapshot.log.lastSeq(),
    };
  });
}

export async function listed(
  { alertIncidents, documents }: Snapshot,
  anomalies: readonly Anomaly[],
): Promise<AnomalyListed[]> {
  const raised = anomalies.filter(({ state }) => state === 'raised');
  const keys = [...new Set(raised.map(({ series }) => series))];
  const known = await alertIncidents.ofAlerts(anomalySource, keys);
  const numberOf = new Map(known.map(({ key, number }) => [key, number]));
  const { catalogue } = await documents.rules();
  const nameOf = new Map(catalogue.document.services.map(({ id, name }) => [id, name]));
  const seen = new Set<string>();
  return anomalies.map(({ series, facts, ...rest }) => {
    // An alert knows the incident that is about it now: that of the newest of its anomalies.
    const isNewest = rest.state === 'raised' && !seen.has(series);
    if (isNewest) seen.add(series);
    const number = isNewest ? numberOf.get(series) : undefined;
    return {
      ...facts,
      serviceName: nameOf.get(facts.service ?? '') ?? facts.service,
      ...rest,
      incident: number === undefined ? null : toReference(number),
    };
  });
}
