import { tellsEverybody } from '../../access/shown-services.ts';
import type { SignedLinks } from '../../access/signed-links.ts';
import type { SiteDirectory } from '../../access/site-directory.ts';
import type { OutgoingMessage } from '../../domain/channels/outgoing.ts';
import { messageText } from '../../domain/channels/texts.ts';
import { toReference } from '../../domain/incident/reference.ts';
import type { Message } from '../../store/port/messages.ts';
import type { Snapshot } from '../../store/port/store.ts';
import { subscriptionLink } from '../subscriptions/subscription-links.ts';

/** What it takes to write to subscribers. */
export interface SubscriberWork {
  links: SignedLinks;
  sites: Pick<SiteDirectory, 'get'>;
}

/**
 * A message to somebody who has subscribed to a service, and their address. It tells what a badge tells, and nothing
 * that anybody wrote. Null when they have left, or when the page that they subscribed on tells that no more.
 */
export async function composeForSubscriber(
  { links, sites }: SubscriberWork,
  snapshot: Snapshot,
  { id, about, incident: number, address, madeAt }: Message,
): Promise<{ content: OutgoingMessage; address: string } | null> {
  const subscriber = await snapshot.subscribers.get(address);
  const isAsking = about === 'subscription';
  if (!subscriber || subscriber.state === 'left' || links.base === null) return null;
  if (!isAsking && subscriber.state !== 'on') return null;
  if (!tellsEverybody(sites.get(subscriber.site), subscriber.service)) return null;
  const { services } = (await snapshot.documents.rules()).catalogue.document;
  const service = services.find((each) => each.id === subscriber.service)?.name;
  const incident = isAsking ? null : await snapshot.incidents.get(number);
  if (service === undefined || (!isAsking && !incident)) return null;
  const step = isAsking ? 'confirm' : 'leave';
  const link = subscriptionLink(links, step, { id: subscriber.id, at: madeAt });
  const reference = incident ? toReference(incident.number) : '';
  const values = { incident: reference, assignee: null, team: null, service };
  const text = messageText(about, { ...values, status: incident?.status.name ?? '' });
  const base = { id, about, at: madeAt, incident: null, link: null, personal: null };
  if (!incident) {
    const subject = `${service}: confirm that you want to be told`;
    return {
      address: subscriber.address,
      content: { ...base, subject, text: `${text}\n\n${link}` },
    };
  }
  const content: OutgoingMessage = {
    ...base,
    subject: `[${reference}] ${service}`,
    text: `${text}\n\nTo be told no more of this service:\n${link}`,
    thread: reference,
    unsubscribe: link,
  };
  return { address: subscriber.address, content };
}
