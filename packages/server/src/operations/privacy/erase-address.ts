import { z } from 'zod';
import type { OperationContext } from '../context.ts';
import { subscriberAddress } from '../subscriptions/ask-subscription.ts';
import { ended } from '../subscriptions/change-subscription.ts';

export const eraseAddressInput = z.strictObject({ address: subscriberAddress });

export interface AddressErasedAnswer {
  /** How many subscriptions there were of it, confirmed or not. */
  subscriptions: number;
}

/** Ends all subscriptions of an email address, and forgets it. */
export function eraseAddress(
  { store, now }: OperationContext,
  { address }: z.output<typeof eraseAddressInput>,
): Promise<AddressErasedAnswer> {
  return store.write(async ({ subscribers }) => {
    const found = await subscribers.ofAddress(address);
    for (const each of found) await subscribers.keep(ended(each, now()));
    return { subscriptions: found.length };
  });
}
