import { KitError } from '../errors.ts';
import type { IncidentEvent } from './events.ts';
import { toReference } from './reference.ts';
import type { Incident } from './state.ts';

/** What somebody else changed meanwhile. `at` in epoch milliseconds. */
export interface Change {
  what: string;
  at: number;
  by: string | null;
  seq: number;
}

/** What each event changed, in words that follow “changed”; null for what is no reason to stop anybody. */
const changed: Record<IncidentEvent['type'], string | null> = {
  'incident.reported': null,
  'incident.routed': 'the team or the category',
  'incident.acknowledged': 'the status',
  'incident.assigned': 'the assignment',
  'incident.retitled': 'the title',
  'incident.categorized': 'the service or the category',
  'incident.prioritized': 'the priority',
  'incident.moved': 'the status',
  'incident.escalated': 'the team or the level of management',
  'incident.resolved': 'the status',
  'incident.closed': 'the status',
  'incident.reopened': 'the status',
  'incident.cancelled': 'the status',
  'incident.merged': 'the status',
  'incident.duplicate-merged': null,
  'incident.linked': null,
  'incident.unlinked': null,
  'incident.note-added': null,
  'incident.note-edited': null,
  'incident.note-retracted': null,
  'incident.affected-joined': null,
  'incident.sla-warned': null,
  'incident.sla-breached': null,
  'incident.escalation-step-taken': null,
  'incident.erased': null,
};

function whatChanged(event: IncidentEvent): string | null {
  const isHandedOver =
    event.type === 'incident.escalation-step-taken' &&
    event.data.actions.some((each) => each.action === 'reassign');
  return isHandedOver ? 'the team' : changed[event.type];
}

/**
 * Stops a command that was made on an older state than there is by now.
 * @param since what happened since the position of the log that the command was made on
 * @throws KitError `incident-conflict`, with what changed as `details.changed`
 */
export function assertNoConflict(state: Incident, since: readonly IncidentEvent[]): void {
  const changes: Change[] = since.flatMap((event) => {
    const what = whatChanged(event);
    return what ? [{ what, at: event.at, by: event.actorName, seq: event.seq }] : [];
  });
  const last = changes.at(-1);
  if (!last) return;
  const all = [...new Set(changes.map(({ what }) => what))].join(', ');
  throw new KitError(
    'incident-conflict',
    `${last.by ?? 'Somebody'} changed ${all} of ${toReference(state.number)} meanwhile. ` +
      'Look at it as it is now, then decide again.',
    { details: { changed: changes, seq: state.seq } },
  );
}
