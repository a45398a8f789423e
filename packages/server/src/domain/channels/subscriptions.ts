import { isPaused } from '../escalation/notifications.ts';
import type { IncidentEvent } from '../incident/events.ts';
import type { Incident } from '../incident/state.ts';
import type { MessageSubject, MessageToSend } from './messages.ts';

/** What subscribers of a service are sent; `subscription`: whether they want that at all. */
export type SubscriberSubject = Extract<MessageSubject, `service-${string}` | 'subscription'>;

/** The events by which an incident may come to another status, or to a service. */
const told: ReadonlySet<IncidentEvent['type']> = new Set<IncidentEvent['type']>([
  'incident.reported',
  'incident.categorized',
  'incident.pause-ended',
  'incident.acknowledged',
  'incident.moved',
  'incident.resolved',
  'incident.closed',
  'incident.reopened',
  'incident.cancelled',
  'incident.merged',
]);

export function mayTellSubscribers(type: IncidentEvent['type']): boolean {
  return told.has(type);
}

export function isForSubscribers(about: MessageSubject): about is SubscriberSubject {
  return about === 'subscription' || about.startsWith('service-');
}

/** What an event is to subscribers of the incident's service, who see its status and no more; null for nothing. */
export function toldToSubscribers(
  before: Incident | null,
  after: Incident,
  event: IncidentEvent,
): SubscriberSubject | null {
  if (isPaused(before, after, event)) return null;
  const { category } = after.status;
  const isOver = category === 'resolved' || category === 'closed';
  const isNew =
    !before || before.service !== after.service || event.type === 'incident.pause-ended';
  if (isNew) return isOver ? null : 'service-opened';
  if (before.status.id === after.status.id) return null;
  return isOver ? 'service-resolved' : 'service-updated';
}

/** A message is for one of them by their id: their address is with their subscription, and nowhere else. */
export function subscriberMessage(
  subscriber: string,
  { about, channel, at }: { about: SubscriberSubject; channel: string; at: number },
): MessageToSend {
  return { about, target: 'subscriber', channel, address: subscriber, sendAt: at };
}
