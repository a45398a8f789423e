import type { ReadDelivery } from '../../domain/signal/signal.ts';

/** A delivery as it came. The content type is but a hint: some say text and send JSON. */
export interface RawDelivery {
  readonly headers: Headers;
  readonly body: string;
}

/** A kind of source: how what it sends is read. */
export interface SourceKind {
  readonly name: string;
  /** @throws DeliveryUnreadable */
  read(delivery: RawDelivery): ReadDelivery;
}

/** What came cannot be read as this kind of source writes it. It says why, for whoever set the source up. */
export class DeliveryUnreadable extends Error {
  override readonly name = 'DeliveryUnreadable';
}

/** @throws DeliveryUnreadable */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new DeliveryUnreadable('The body is not JSON.', { cause: error });
  }
}
