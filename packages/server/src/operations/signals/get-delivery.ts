import { z } from 'zod';
import { fieldError, KitError } from '../../domain/errors.ts';
import type { OperationContext } from '../context.ts';
import { type ShownDelivery, showDelivery } from './list-deliveries.ts';
import { type DeliveryReading, readKept } from './read-kept.ts';

export const getDeliveryInput = z.strictObject({ delivery: z.string().min(1).max(60) });

export interface DeliveryAnswered {
  source: string;
  delivery: ShownDelivery;
  /** What its source, as it is set up now, would make of it; null where there is no such source any more. */
  reading: DeliveryReading | null;
}

/**
 * One delivery, as it came, and what would be made of it today.
 * @throws KitError `not-found`
 */
export async function getDelivery(
  { store, sources }: OperationContext,
  { delivery: id }: z.infer<typeof getDeliveryInput>,
): Promise<DeliveryAnswered> {
  const found = await store.read((snapshot) => snapshot.signals.delivery(id));
  if (found === null) {
    throw new KitError('not-found', `There is no delivery ${id}; it may have been forgotten.`, {
      fields: [fieldError(['delivery'], 'No such delivery.', 'not-found', { id })],
    });
  }
  const source = sources.get(found.source);
  const reading = source === undefined ? null : await readKept(source, found);
  return { source: found.source, delivery: showDelivery(found), reading };
}
