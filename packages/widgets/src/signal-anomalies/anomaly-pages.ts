import type { KitApi } from '../client/api.ts';
import type { KitClient } from '../client/client.ts';

type Answer = Awaited<ReturnType<KitApi['signals']['anomalies']['query']>>;

export type AnomalyView = Answer['anomalies'][number];

/** What is shown: what is unusual now, and what was, the newest first. */
export interface Anomalies {
  open: AnomalyView[];
  past: AnomalyView[];
  /** How many services and numbers are watched. */
  watched: number;
  mayDecide: boolean;
  /** Where older ones begin; null where there are none. */
  before: number | null;
  seq: number;
}

/** Each comes with what is drawn of it. */
const pageSize = 10;

/** Reads what is unusual now and the newest of what was; what is older stays as it was. */
export async function readNewest(kit: KitClient, shown: Anomalies | undefined): Promise<Anomalies> {
  const { anomalies, open, ...rest } = await kit.call((api) =>
    api.signals.anomalies.query({ limit: pageSize }),
  );
  const past = overOf(anomalies);
  const before = anomalies.at(-1)?.at ?? 0;
  const older = shown?.past.filter(({ at }) => at < before) ?? [];
  return older.length > 0
    ? { ...rest, open, past: [...past, ...older], before: shown?.before ?? null }
    : { ...rest, open, past };
}

/** What follows what is shown. */
export async function readOlder(kit: KitClient, shown: Anomalies): Promise<Anomalies> {
  const { before } = shown;
  if (before === null) return shown;
  const page = await kit.call((api) => api.signals.anomalies.query({ limit: pageSize, before }));
  return { ...shown, past: [...shown.past, ...overOf(page.anomalies)], before: page.before };
}

function overOf(anomalies: readonly AnomalyView[]): AnomalyView[] {
  return anomalies.filter(({ endedAt }) => endedAt !== null);
}
