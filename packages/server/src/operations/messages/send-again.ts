import { z } from 'zod';
import type { OperationContext } from '../context.ts';
import { listed, type MessageListed } from './list-messages.ts';
import { messageId, messageNotFound } from './message-id.ts';

export const sendAgainInput = z.strictObject({ id: messageId });

/**
 * Has a dead message tried again from the beginning, under its own id.
 * @throws KitError `not-found`: there is none, or it is not dead
 */
export async function sendAgain(
  { store, now }: OperationContext,
  { id }: z.infer<typeof sendAgainInput>,
): Promise<MessageListed> {
  return store.write(async ({ messages }) => {
    const message = await messages.get(id);
    if (message?.state !== 'dead') throw messageNotFound(id);
    // Its problem stays, so that also an address is asked that wanted no more.
    const again = { ...message, state: 'waiting', tries: 0, nextAt: now(), doneAt: null } as const;
    await messages.keep(again);
    return listed(again);
  });
}
