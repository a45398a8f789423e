import { decideJoin } from '../../../domain/incident/decide/relations.ts';
import { type OperationContext, stamp } from '../../context.ts';
import { appendToIncident, settle } from '../apply-due.ts';
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
    const before = await settle(transaction, found, by.at);
    const { id, site } = by.actor;
    const isReporter = before.reporter.id === id && before.reporter.site === site;
    const hasJoined = isReporter || (await transaction.affected.has(before.number, by.actor));
    const after = await appendToIncident(transaction, before, decideJoin(before, hasJoined), by);
    return { incident: input.incident, affected: after.affected, seq: after.seq };
  });
}
