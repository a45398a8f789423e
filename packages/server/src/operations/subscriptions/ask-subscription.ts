import { z } from 'zod';
import { subscriberMessage } from '../../domain/channels/subscriptions.ts';
import { limits } from '../../domain/limits.ts';
import type { Message } from '../../store/port/messages.ts';
import type { Subscriber } from '../../store/port/subscribers.ts';
import type { OperationContext } from '../context.ts';
import { assertRoom } from './assert-room.ts';
import { followedService } from './followed-service.ts';
import { confirmableMs } from './subscription-links.ts';

export const subscriberAddress = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email('This does not look like an email address.').max(limits.contactEmail.max));

/**
 * Sends a mail that asks whoever reads it whether they want to be told of a service. Whether they are told
 * already is not said: anybody may ask for any address.
 * @param address as `subscriberAddress` has it
 * @throws KitError `not-found`, `too-many-requests`
 */
export async function askForSubscription(
  context: OperationContext,
  { service: id, address }: { service: string; address: string },
): Promise<void> {
  const { caller, intake, links, store, now } = context;
  await store.read((snapshot) => followedService(context, snapshot, id));
  await intake.admitSubscription(context, links.uuidOf(`mailbox ${address}`));
  const site = caller.site?.key ?? '';
  const subscriber = links.uuidOf(`subscriber ${site} ${id} ${address}`);
  await store.write(async (transaction) => {
    const { channel } = await followedService(context, transaction, id);
    const { subscribers, messages } = transaction;
    const current = await subscribers.get(subscriber);
    if (current?.state !== 'on') await assertRoom(transaction, id);
    const at = now();
    const asked: Subscriber = {
      ...{ id: subscriber, site, service: id, address },
      ...{ state: 'asked', at, endsAt: at + confirmableMs },
    };
    if (current?.state !== 'on') await subscribers.keep(asked);
    await messages.keep(askingMessage(asked, channel));
  });
}

/** No event is the cause of it, and it is of no incident. */
function askingMessage({ id, at }: Subscriber, channel: string): Message {
  const { sendAt, ...message } = subscriberMessage(id, { about: 'subscription', channel, at });
  return {
    ...message,
    ...{ id: `msg_0_${id.replaceAll('-', '')}_${at.toString(36)}`, seq: 0, incident: 0 },
    ...{ state: 'waiting', tries: 0, nextAt: sendAt, problem: null, madeAt: at, doneAt: null },
  };
}
