import type { Actor } from '../../../domain/actor.ts';
import { decideJoin } from '../../../domain/incident/decide/relations.ts';
import type { Incident } from '../../../domain/incident/state.ts';
import type { Snapshot } from '../../../store/store.ts';
import { type OperationContext, stamp } from '../../context.ts';
import { appendToIncident, applyDue } from '../apply-due.ts';
import type { Change } from '../change-incident.ts';
import { findIncident } from '../find-incident.ts';

export interface AffectedAnswer {
  incident: string;
  /** How many others have the same trouble by now. */
  affected: number;
  seq: number;
}

/**
 * “Me too.” It shows nothing of the incident to who could not see it before.
 * @throws KitError `incident-not-found`, `nothing-changed`, `already-closed`
 */
export function joinAffected(context: OperationContext, input: Change): Promise<AffectedAnswer> {
  return context.store.write(async (transaction) => {
    const { caller } = context;
    const by = stamp(context);
    const found = await findIncident(transaction, caller, 'incident:join', input.incident);
    const before = await applyDue(transaction, found, by.at);
    const hasJoined = await hasSameTrouble(transaction, before, by.actor);
    const after = await appendToIncident(transaction, before, decideJoin(before, hasJoined), by);
    return { incident: input.incident, affected: after.affected, seq: after.seq };
  });
}

/** Whether it is known of somebody already: they reported it, or have said so. */
export async function hasSameTrouble(
  snapshot: Snapshot,
  { number, reporter }: Incident,
  person: Actor,
): Promise<boolean> {
  const isReporter = reporter.id === person.id && reporter.site === person.site;
  return isReporter || snapshot.affected.has(number, person);
}
