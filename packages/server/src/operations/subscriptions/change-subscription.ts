import { KitError } from '../../domain/errors.ts';
import type { Snapshot, Store } from '../../store/port/store.ts';
import type { Subscriber } from '../../store/port/subscribers.ts';
import type { OperationContext } from '../context.ts';
import { assertRoom } from './assert-room.ts';
import { type SubscriptionStep, subscriptionBehind } from './subscription-links.ts';

type Context = Pick<OperationContext, 'links' | 'now'> & { store: Store };

/** What a link is of, as its page shows it. */
export interface SubscriptionShown {
  /** The name of the service. */
  service: string;
  state: Subscriber['state'];
}

/**
 * What a link in a mail would do. It is only looked at: programs that scan mails open every link.
 * @throws KitError `not-found` for a link that is none, has ended, or of which there is nothing any more
 */
export function readSubscription(
  context: Context,
  step: SubscriptionStep,
  token: string,
): Promise<SubscriptionShown> {
  return context.store.read(async (snapshot) =>
    shown(snapshot, await found(context, snapshot, step, token)),
  );
}

/**
 * Does what a link in a mail is for. Done before, it is done.
 * @throws KitError as `readSubscription` does; `too-many-requests`: the service has as many as it may have
 */
export function changeSubscription(
  context: Context,
  step: SubscriptionStep,
  token: string,
): Promise<SubscriptionShown> {
  return context.store.write(async (transaction) => {
    const subscriber = await found(context, transaction, step, token);
    // Others may have confirmed theirs since this one was asked for.
    if (step === 'confirm' && subscriber.state !== 'on') {
      await assertRoom(transaction, subscriber.service);
    }
    const at = context.now();
    const after: Subscriber =
      step === 'leave'
        ? ended(subscriber, at)
        : {
            ...subscriber,
            state: 'on',
            at: subscriber.state === 'on' ? subscriber.at : at,
            endsAt: null,
          };
    await transaction.subscribers.keep(after);
    return shown(transaction, after);
  });
}

/** What is left of it until it is swept away: no address. */
export function ended(subscriber: Subscriber, at: number): Subscriber {
  return { ...subscriber, address: '', state: 'left', at, endsAt: at };
}

async function found(
  { links, now }: Context,
  snapshot: Snapshot,
  step: SubscriptionStep,
  token: string,
): Promise<Subscriber> {
  const id = subscriptionBehind(links, step, { token, now: now() });
  const subscriber = id === null ? null : await snapshot.subscribers.get(id);
  if (subscriber && (step === 'leave' || subscriber.state !== 'left')) return subscriber;
  if (id !== null && step === 'leave') return forgotten(id);
  const message = 'This link has ended, or was not copied whole. Subscribe again to get another.';
  throw new KitError('not-found', message, { details: { path: '/subscriptions' } });
}

/** Who left long ago has left, whatever is known of it. */
function forgotten(id: string): Subscriber {
  return { id, site: '', service: '', address: '', state: 'left', at: 0, endsAt: 0 };
}

async function shown(
  { documents }: Snapshot,
  { service, state }: Subscriber,
): Promise<SubscriptionShown> {
  const { services } = (await documents.rules()).catalogue.document;
  const name = services.find(({ id }) => id === service)?.name;
  return { service: name ?? (service || 'the service'), state };
}
