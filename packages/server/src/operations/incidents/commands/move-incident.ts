import type { z } from 'zod';
import { decideMove } from '../../../domain/incident/decide/progress.ts';
import type { OperationContext } from '../../context.ts';
import { changeInput, chosen, optionalReason } from '../../input.ts';
import { changeIncident, type IncidentChanged } from '../change-incident.ts';

export const moveIncidentInput = changeInput.extend({ to: chosen, reason: optionalReason });

/**
 * To a status of the desk's own making, for which there is no action.
 * @throws KitError `incident-not-found`, `transition-not-allowed`, `field-required`
 */
export function moveIncident(
  context: OperationContext,
  input: z.infer<typeof moveIncidentInput>,
): Promise<IncidentChanged> {
  return changeIncident(context, 'incident:work', input, (incident, rules) =>
    decideMove(incident, rules, input.to, input.reason),
  );
}
