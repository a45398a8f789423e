import { tellsEverybody } from '../../access/shown-services.ts';
import type { Service } from '../../domain/catalogue.ts';
import { KitError } from '../../domain/errors.ts';
import type { Snapshot } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';
import { senderOf } from '../messages/send-message.ts';

export interface FollowedService {
  service: Service;
  /** The channel by which its subscribers are told. */
  channel: string;
}

/**
 * The service of which people of the caller's page can be told by mail.
 * @throws KitError `not-found`: there is none, or the page or the settings offer no such thing
 */
export async function followedService(
  { caller, links, senders }: OperationContext,
  snapshot: Snapshot,
  id: string,
): Promise<FollowedService> {
  const { catalogue, channels } = await snapshot.documents.rules();
  const service = catalogue.document.services.find((each) => each.id === id);
  const channel = channels.document.subscribers?.channel;
  const sender = channel === undefined ? null : await senderOf(snapshot, senders, channel);
  const isOffered = links.base !== null && sender !== null && tellsEverybody(caller.site, id);
  if (service && channel !== undefined && isOffered) return { service, channel };
  throw new KitError('not-found', `Nobody can be told of a service ${id} by mail here.`, {
    details: { path: '/services' },
  });
}
