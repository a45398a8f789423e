import { z } from 'zod';
import {
  decideEscalateFunctionally,
  decideEscalateHierarchically,
} from '../../../domain/incident/decide/assignment.ts';
import type { OperationContext } from '../../context.ts';
import { changeInput, chosen, reason } from '../../input.ts';
import { changeIncident, type IncidentChanged } from '../change-incident.ts';

export const escalateIncidentInput = z.discriminatedUnion('kind', [
  changeInput.extend({
    kind: z.literal('functional'),
    /** Left out: the team that its team escalates to. */
    team: chosen.optional(),
    reason,
  }),
  changeInput.extend({ kind: z.literal('hierarchical'), reason }),
]);

/** @throws KitError `incident-not-found`, `team-unknown`, `nothing-changed`, `already-closed` */
export function escalateIncident(
  context: OperationContext,
  input: z.infer<typeof escalateIncidentInput>,
): Promise<IncidentChanged> {
  return changeIncident(context, 'incident:escalate', input, (incident, rules) =>
    input.kind === 'functional'
      ? decideEscalateFunctionally(incident, rules, input.team ?? null, input.reason)
      : decideEscalateHierarchically(incident, input.reason),
  );
}
