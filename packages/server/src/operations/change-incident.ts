import type { Permission } from '../access/permissions.ts';
import type { NewIncidentEvent } from '../domain/incident/events.ts';
import { incidentStream } from '../domain/incident/reference.ts';
import type { Incident } from '../domain/incident/state.ts';
import { type IncidentView, toIncidentView } from '../domain/views/incident.ts';
import { type OperationContext, stamp } from './context.ts';
import { findIncident } from './find-incident.ts';

export interface IncidentChanged {
  incident: IncidentView;
  /** Position of the change in the log. */
  seq: number;
}

/** The path of every command on one incident: find it, decide, append, read it back. */
export async function changeIncident(
  context: OperationContext,
  permission: Permission,
  reference: string,
  decide: (incident: Incident) => NewIncidentEvent,
): Promise<IncidentChanged> {
  return context.store.write(async (transaction) => {
    const before = await findIncident(transaction, context.caller, permission, reference);
    const stream = incidentStream(before.number);
    const event = await transaction.append(stream, before.version, decide(before), stamp(context));
    const after = (await transaction.incident(before.number)) ?? before;
    return { incident: toIncidentView(after, event.at), seq: event.seq };
  });
}
