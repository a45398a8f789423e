import { z } from 'zod';
import { decideUnassign } from '../../../domain/incident/decide/assignment.ts';
import type { OperationContext } from '../../context.ts';
import { changeInput } from '../../input.ts';
import { changeIncident, type IncidentChanged } from '../change-incident.ts';

export const unassignIncidentInput = changeInput.extend({
  /** Whether it is taken from the team too, and not only from the person. */
  team: z.boolean().default(false),
});

/** @throws KitError `incident-not-found`, `nothing-changed` */
export function unassignIncident(
  context: OperationContext,
  input: z.infer<typeof unassignIncidentInput>,
): Promise<IncidentChanged> {
  return changeIncident(context, 'incident:assign', input, (incident, rules) =>
    decideUnassign(incident, rules, input.team),
  );
}
