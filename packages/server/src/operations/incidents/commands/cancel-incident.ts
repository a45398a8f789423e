import type { z } from 'zod';
import { decideCancel } from '../../../domain/incident/decide/progress.ts';
import type { OperationContext } from '../../context.ts';
import { changeInput, reason } from '../../input.ts';
import { changeIncident, type IncidentChanged } from '../change-incident.ts';

export const cancelIncidentInput = changeInput.extend({ reason });

/** @throws KitError `incident-not-found`, `already-resolved`, `already-closed` */
export function cancelIncident(
  context: OperationContext,
  input: z.infer<typeof cancelIncidentInput>,
): Promise<IncidentChanged> {
  return changeIncident(context, 'incident:cancel', input, (incident, rules) =>
    decideCancel(incident, rules, input.reason),
  );
}
