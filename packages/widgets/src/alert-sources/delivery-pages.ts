import type { KitApi } from '../client/api.ts';
import type { KitClient } from '../client/client.ts';

type Answer = Awaited<ReturnType<KitApi['signals']['deliveries']['query']>>;

export type DeliveryView = Answer['deliveries'][number];

/** What is shown of what a source sent, the newest first. */
export interface Deliveries {
  deliveries: DeliveryView[];
  /** Where older ones begin; null where there are none. */
  next: number | null;
}

/** Each may be as long as a request. */
const pageSize = 10;

/** Reads the newest, before those that are shown. */
export async function readNewest(
  kit: KitClient,
  source: string,
  shown: Deliveries | undefined,
): Promise<Deliveries> {
  const { deliveries, next } = await read(kit, source);
  const known = shown?.deliveries ?? [];
  const seen = new Set(deliveries.map(({ id }) => id));
  const older = known.filter(({ id }) => !seen.has(id));
  // Where they do not overlap more came than a page has: what is between is not known.
  const isWhole = next !== null && older.length > 0 && older.length < known.length;
  return isWhole
    ? { deliveries: [...deliveries, ...older], next: shown?.next ?? null }
    : { deliveries, next };
}

/** What follows what is shown. */
export async function readOlder(
  kit: KitClient,
  source: string,
  shown: Deliveries,
): Promise<Deliveries> {
  if (shown.next === null) return shown;
  const { deliveries, next } = await read(kit, source, shown.next);
  return { deliveries: [...shown.deliveries, ...deliveries], next };
}

function read(kit: KitClient, source: string, before?: number): Promise<Answer> {
  const page = { source, limit: pageSize, ...(before !== undefined && { before }) };
  return kit.call((api) => api.signals.deliveries.query(page));
}
