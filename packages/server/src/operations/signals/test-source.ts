import { z } from 'zod';
import { KitError } from '../../domain/errors.ts';
import type { OperationContext } from '../context.ts';
import { findSource } from './find-source.ts';
import { type DeliveryReading, readKept } from './read-kept.ts';
import { takeDelivery } from './take-delivery.ts';

export const testSourceInput = z.strictObject({ source: z.string().min(1).max(60) });

export interface TestedSource {
  /** Its name among the deliveries. */
  delivery: string;
  reading: DeliveryReading;
}

/**
 * Sends a source's own first sample as that source would, and keeps it among its deliveries. No alert is made of it.
 * @throws KitError `not-found`
 */
export async function testSource(
  { store, sources, now }: OperationContext,
  { source: key }: z.infer<typeof testSourceInput>,
): Promise<TestedSource> {
  const source = findSource(sources, key);
  const [sample] = source.kind.samples;
  if (sample === undefined) throw new KitError('not-found', 'This kind of source has no sample.');
  const sent = {
    headers: new Headers(sample.headers),
    query: new URLSearchParams(),
    body: new TextEncoder().encode(sample.body),
  };
  const { delivery } = await takeDelivery({ store, now }, source, sent, { isTest: true });
  if (delivery === null) throw new Error('A test is taken however much its source sends.');
  return { delivery: delivery.id, reading: await readKept(source, delivery) };
}
