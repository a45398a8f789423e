import type { z } from 'zod';
import { decideAssign } from '../../../domain/incident/decide/assignment.ts';
import type { OperationContext } from '../../context.ts';
import { changeInput, chosen, personId } from '../../input.ts';
import { changeIncident, type IncidentChanged } from '../change-incident.ts';

export const assignIncidentInput = changeInput
  .extend({ team: chosen.optional(), assignee: personId.optional() })
  .refine((input) => input.team || input.assignee, {
    error: 'Choose a team, a person, or both.',
    path: ['team'],
  });

/** @throws KitError `incident-not-found`, `team-unknown`, `person-not-in-team`, `nothing-changed` */
export function assignIncident(
  context: OperationContext,
  input: z.infer<typeof assignIncidentInput>,
): Promise<IncidentChanged> {
  const { team = null, assignee = null } = input;
  return changeIncident(context, 'incident:assign', input, (incident, rules) =>
    decideAssign(incident, rules, { team, assignee }),
  );
}
