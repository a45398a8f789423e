import type { z } from 'zod';
import { decideOverride } from '../../../domain/incident/decide/classification.ts';
import type { OperationContext } from '../../context.ts';
import { changeInput, chosen, reason } from '../../input.ts';
import { changeIncident, type IncidentChanged } from '../change-incident.ts';

export const overridePriorityInput = changeInput.extend({ priority: chosen, reason });

/** @throws KitError `incident-not-found`, `invalid-input`, `nothing-changed`, `already-closed` */
export function overridePriority(
  context: OperationContext,
  input: z.infer<typeof overridePriorityInput>,
): Promise<IncidentChanged> {
  return changeIncident(context, 'incident:override', input, (incident, rules) =>
    decideOverride(incident, rules, input.priority, input.reason),
  );
}
