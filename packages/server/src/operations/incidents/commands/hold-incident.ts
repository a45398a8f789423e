import type { z } from 'zod';
import { decideHold } from '../../../domain/incident/decide/progress.ts';
import type { OperationContext } from '../../context.ts';
import { changeInput, chosen, reason } from '../../input.ts';
import { changeIncident, type IncidentChanged } from '../change-incident.ts';

export const holdIncidentInput = changeInput.extend({
  /** A status of the category `waiting`. */
  to: chosen,
  reason,
});

/** @throws KitError `incident-not-found`, `transition-not-allowed`, `field-required` */
export function holdIncident(
  context: OperationContext,
  input: z.infer<typeof holdIncidentInput>,
): Promise<IncidentChanged> {
  return changeIncident(context, 'incident:work', input, (incident, rules) =>
    decideHold(incident, rules, input.to, input.reason),
  );
}
