import type { z } from 'zod';
import { decideReopen } from '../../../domain/incident/decide/progress.ts';
import type { OperationContext } from '../../context.ts';
import { changeInput, reason } from '../../input.ts';
import { changeIncident, type IncidentChanged } from '../change-incident.ts';

export const reopenIncidentInput = changeInput.extend({ reason });

/** @throws KitError `incident-not-found`, `not-resolved`, `already-closed` */
export function reopenIncident(
  context: OperationContext,
  input: z.infer<typeof reopenIncidentInput>,
): Promise<IncidentChanged> {
  return changeIncident(context, 'incident:reopen', input, (incident, rules) =>
    decideReopen(incident, rules, 'reopened', input.reason),
  );
}
