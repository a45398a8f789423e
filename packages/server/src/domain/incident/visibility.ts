import type { IncidentEvent } from './events.ts';

/** What the desk does among itself. */
const amongTheDesk = new Set<IncidentEvent['type']>([
  'incident.imported',
  'incident.import-updated',
  'incident.routed',
  'incident.category-suggested',
  'incident.team-suggested',
  'incident.assigned',
  'incident.escalated',
  'incident.duplicate-merged',
  'incident.linked',
  'incident.unlinked',
  'incident.sla-warned',
  'incident.sla-breached',
  'incident.escalation-step-taken',
  'incident.alert-attached',
  'incident.alert-ended',
  'incident.alert-persists',
  'incident.alerts-unnamed',
  'incident.pause-begun',
  'incident.pause-ended',
  'incident.wait-begun',
  'incident.wait-ended',
  'incident.storm-reached',
  'incident.erased',
  'incident.receipts-revoked',
  // Whether suggestions are of use is for whoever makes them.
  'incident.report-saved',
]);

/** Whether everybody who may see the incident may know that this happened. */
export function isPublic(event: IncidentEvent): boolean {
  switch (event.type) {
    case 'incident.note-added':
    case 'incident.note-edited':
    case 'incident.note-retracted':
      return event.data.visibility === 'public';
    default:
      return !amongTheDesk.has(event.type);
  }
}
