import type { z } from 'zod';
import { decideResume } from '../../../domain/incident/decide/progress.ts';
import type { OperationContext } from '../../context.ts';
import { changeInput, optionalReason } from '../../input.ts';
import { changeIncident, type IncidentChanged } from '../change-incident.ts';

export const resumeIncidentInput = changeInput.extend({ reason: optionalReason });

/** @throws KitError `incident-not-found`, `not-waiting` */
export function resumeIncident(
  context: OperationContext,
  input: z.infer<typeof resumeIncidentInput>,
): Promise<IncidentChanged> {
  return changeIncident(context, 'incident:work', input, (incident, rules) =>
    decideResume(incident, rules, input.reason),
  );
}
