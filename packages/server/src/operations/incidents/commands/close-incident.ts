import type { z } from 'zod';
import { decideClose } from '../../../domain/incident/decide/progress.ts';
import type { OperationContext } from '../../context.ts';
import { changeInput, optionalReason } from '../../input.ts';
import { changeIncident, type IncidentChanged } from '../change-incident.ts';

export const closeIncidentInput = changeInput.extend({ reason: optionalReason });

/**
 * By the desk, for a reporter who has said so elsewhere.
 * @throws KitError `incident-not-found`, `not-resolved`, `already-closed`
 */
export function closeIncident(
  context: OperationContext,
  input: z.infer<typeof closeIncidentInput>,
): Promise<IncidentChanged> {
  return changeIncident(context, 'incident:close', input, (incident, rules) =>
    decideClose(incident, rules, 'desk', input.reason),
  );
}
