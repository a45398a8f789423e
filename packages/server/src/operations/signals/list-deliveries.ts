import { z } from 'zod';
import type { Delivery } from '../../store/port/signals.ts';
import type { OperationContext } from '../context.ts';

/** Fewer than of other lists: each may be as long as a request. */
const mostDeliveries = 20;

export const listDeliveriesInput = z.strictObject({
  source: z.string().min(1).max(60),
  /** Only those that came before that instant, epoch milliseconds. */
  before: z.int().min(0).optional(),
  limit: z.int().min(1).max(mostDeliveries).default(mostDeliveries),
});

export type ShownDelivery = Omit<Delivery, 'source' | 'body' | 'digest' | 'answer'> & {
  /** As it came; what is no UTF-8 is shown as �. */
  body: string;
};

export interface DeliveriesAnswer {
  /** Newest first. */
  deliveries: ShownDelivery[];
  /** What to send as `before` for more; null when there are none. */
  next: number | null;
}

export function showDelivery(delivery: Delivery): ShownDelivery {
  const { source: _, digest: __, answer: ___, body, ...rest } = delivery;
  return { ...rest, body: Buffer.from(body, 'base64').toString('utf8') };
}

/** What a source sent last, and what was made of it. */
export async function listDeliveries(
  { store }: OperationContext,
  { source, before, limit }: z.infer<typeof listDeliveriesInput>,
): Promise<DeliveriesAnswer> {
  const found = await store.read((snapshot) =>
    snapshot.signals.deliveries(source, limit + 1, before),
  );
  const after = found.splice(limit)[0];
  if (after === undefined) return { deliveries: found.map(showDelivery), next: null };
  // What came in the same millisecond as the next page's first is left to that page, unless it is all there is.
  const page = found.filter(({ receivedAt }) => receivedAt > after.receivedAt);
  const deliveries = page.length === 0 ? found : page;
  return { deliveries: deliveries.map(showDelivery), next: deliveries.at(-1)?.receivedAt ?? null };
}
