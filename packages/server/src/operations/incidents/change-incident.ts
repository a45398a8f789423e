import type { Permission } from '../../access/permissions.ts';
import { assertNoConflict } from '../../domain/incident/conflict.ts';
import type { IncidentEvent } from '../../domain/incident/events.ts';
import { incidentStream } from '../../domain/incident/reference.ts';
import type { Incident } from '../../domain/incident/state.ts';
import { isPublic } from '../../domain/incident/visibility.ts';
import { audienceOf } from '../../domain/views/audience.ts';
import { type IncidentView, toIncidentView } from '../../domain/views/incident.ts';
import { lastPosition, positionOf, seqAt } from '../../domain/views/positions.ts';
import type { Transaction } from '../../store/port/store.ts';
import { type OperationContext, stamp } from '../context.ts';
import { applyDue } from './apply-due.ts';
import { findIncident } from './find-incident.ts';

export interface IncidentChanged {
  incident: IncidentView;
  /** Position of the change. */
  seq: number;
}

/** What every command on one incident says; see `changeInput`. */
export interface Change {
  incident: string;
  basedOn?: number | undefined;
}

/**
 * What comes before every decision about an incident: find it, write down what has fallen due, look for
 * what changed meanwhile.
 * @throws KitError `incident-not-found`, `incident-conflict`
 */
export async function beginChange(
  context: OperationContext,
  transaction: Transaction,
  permission: Permission,
  { incident: reference, basedOn }: Change,
) {
  const by = stamp(context);
  const found = await findIncident(transaction, context.caller, permission, reference);
  const before = await applyDue(transaction, found, by.at, by.actor);
  if (basedOn !== undefined) {
    const audience = audienceOf(context.caller.role);
    // What was seen in another role, or never, is as good as nothing.
    const seen = seqAt(audience, before, basedOn) ?? 0;
    if (seen < before.seq) {
      const stream = incidentStream(before.number);
      const since = await transaction.log.streamAfter(stream, seen, Number.MAX_SAFE_INTEGER);
      const events = since as IncidentEvent[];
      // Whoever may not know of something is not stopped by it either.
      const known = audience === 'desk' ? events : events.filter(isPublic);
      assertNoConflict(before, known, (seq) => positionOf(audience, before, seq));
    }
  }
  return { before, rules: await transaction.documents.rules(), by };
}

/** The answer to a command on one incident. */
export async function changed(
  { caller }: OperationContext,
  transaction: Transaction,
  incident: Incident,
): Promise<IncidentChanged> {
  const audience = audienceOf(caller.role);
  const book = await transaction.documents.calendarBook([incident]);
  const at = incident.at;
  return {
    incident: toIncidentView(incident, book, at, audience),
    seq: lastPosition(audience, incident),
  };
}
