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
  'incident.wait-ended',
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
  if (isNew || waitedSinceItBegan(before, event)) return isOver ? null : 'service-opened';
  if (!hasMoved(before, after, event)) return null;
  return isOver ? 'service-resolved' : 'service-updated';
}

/** What happened while it waited was told to nobody. */
function waitedSinceItBegan({ waitsFor, reportedAt }: Incident, { type }: IncidentEvent): boolean {
  return type === 'incident.wait-ended' && !!waitsFor && waitsFor.since <= reportedAt;
}

function hasMoved(before: Incident, after: Incident, { type }: IncidentEvent): boolean {
  if (type !== 'incident.wait-ended') return before.status.id !== after.status.id;
  const { at = 0 } = after.course.at(-1) ?? {};
  return !!before.waitsFor && at >= before.waitsFor.since;
}

/** A message is for one of them by their id: their address is with their subscription, and nowhere else. */
export function subscriberMessage(
  subscriber: string,
  { about, channel, at }: { about: SubscriberSubject; channel: string; at: number },
): MessageToSend {
  return { about, target: 'subscriber', channel, address: subscriber, sendAt: at };
}
