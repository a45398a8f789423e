import { type ChangedField, type ConflictingChange, KitError } from '../errors.ts';
import type { IncidentEvent } from './events.ts';
import { toReference } from './reference.ts';
import type { Incident } from './state.ts';

/** In words that follow “changed”. */
const inWords: Record<ChangedField, string> = {
  status: 'the status',
  title: 'the title',
  priority: 'the priority',
  assignment: 'the assignment',
  team: 'the team',
  'team-or-category': 'the team or the category',
  'service-or-category': 'the service or the category',
  'team-or-management': 'the team or the level of management',
};

/** What each event changed; null for what is no reason to stop anybody. */
const changed: Record<IncidentEvent['type'], ChangedField | null> = {
  'incident.reported': null,
  'incident.imported': null,
  'incident.import-updated': 'status',
  'incident.routed': 'team-or-category',
  // These come with the report.
  'incident.category-suggested': null,
  'incident.team-suggested': null,
  'incident.acknowledged': 'status',
  'incident.assigned': 'assignment',
  'incident.retitled': 'title',
  'incident.categorized': 'service-or-category',
  'incident.prioritized': 'priority',
  'incident.moved': 'status',
  'incident.escalated': 'team-or-management',
  'incident.resolved': 'status',
  'incident.closed': 'status',
  'incident.reopened': 'status',
  'incident.cancelled': 'status',
  'incident.merged': 'status',
  'incident.duplicate-merged': null,
  'incident.linked': null,
  'incident.unlinked': null,
  'incident.note-added': null,
  'incident.note-edited': null,
  'incident.note-retracted': null,
  'incident.affected-joined': null,
  'incident.report-saved': null,
  'incident.sla-warned': null,
  'incident.sla-breached': null,
  'incident.escalation-step-taken': null,
  'incident.alert-attached': null,
  'incident.alert-ended': null,
  'incident.alert-persists': null,
  'incident.alerts-unnamed': null,
  'incident.pause-begun': null,
  'incident.pause-ended': null,
  'incident.wait-begun': null,
  'incident.wait-ended': null,
  'incident.storm-reached': null,
  'incident.erased': null,
  'incident.receipts-revoked': null,
};

function whatChanged(event: IncidentEvent): ChangedField | null {
  const isHandedOver =
    event.type === 'incident.escalation-step-taken' &&
    event.data.actions.some((each) => each.action === 'reassign');
  return isHandedOver ? 'team' : changed[event.type];
}

/**
 * Stops a command that was made on an older state than there is by now.
 * @param since what happened since the position of the log that the command was made on
 * @param positionOf positions of the log as whoever sent the command is told them
 * @throws KitError `incident-conflict`, with what changed as `details.changed`
 */
export function assertNoConflict(
  state: Incident,
  since: readonly IncidentEvent[],
  positionOf: (seq: number) => number = (seq) => seq,
): void {
  const changes: ConflictingChange[] = since.flatMap((event) => {
    const field = whatChanged(event);
    const what = field && inWords[field];
    return field && what
      ? [{ field, what, at: event.at, by: event.actorName, seq: positionOf(event.seq) }]
      : [];
  });
  const last = changes.at(-1);
  if (!last) return;
  const all = [...new Set(changes.map(({ what }) => what))].join(', ');
  throw new KitError(
    'incident-conflict',
    `${last.by ?? 'Somebody'} changed ${all} of ${toReference(state.number)} meanwhile. ` +
      'Look at it as it is now, then decide again.',
    {
      details: {
        incident: toReference(state.number),
        changed: changes,
        seq: positionOf(state.seq),
      },
    },
  );
}
