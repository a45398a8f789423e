import type { IncidentEvent } from '../incident/events.ts';

const en: Partial<Record<IncidentEvent['type'], string>> = {
  'incident.routed': 'Routed',
  'incident.acknowledged': 'Acknowledged',
  'incident.assigned': 'Assigned',
  'incident.retitled': 'Title changed',
  'incident.categorized': 'Service or category changed',
  'incident.prioritized': 'Priority changed',
  'incident.moved': 'Status changed',
  'incident.note-added': 'A note was written',
  'incident.escalated': 'Escalated',
  'incident.escalation-step-taken': 'A step of the escalation policy was taken',
  'incident.resolved': 'Resolved',
  'incident.closed': 'Closed',
  'incident.reopened': 'Reopened',
  'incident.cancelled': 'Cancelled',
  'incident.merged': 'Merged into another incident',
  'incident.sla-breached': 'A target was missed',
};

/** What happened, in a line of a thread; null of what is not for it. Nothing that somebody wrote is in it. */
export function historyLine({ type, actorName }: IncidentEvent): string | null {
  const words = en[type];
  if (words === undefined) return null;
  return actorName === null ? `${words}.` : `${words} by ${actorName}.`;
}
