import type { z } from 'zod';
import { decideLevels } from '../../../domain/incident/decide/classification.ts';
import type { OperationContext } from '../../context.ts';
import { changeInput, chosen } from '../../input.ts';
import { changeIncident, type IncidentChanged } from '../change-incident.ts';

export const prioritizeIncidentInput = changeInput
  .extend({ impact: chosen.optional(), urgency: chosen.optional() })
  .refine((input) => input.impact || input.urgency, {
    error: 'Choose another impact, another urgency, or both.',
    path: ['impact'],
  });

/** @throws KitError `incident-not-found`, `invalid-input`, `nothing-changed`, `already-closed` */
export function prioritizeIncident(
  context: OperationContext,
  input: z.infer<typeof prioritizeIncidentInput>,
): Promise<IncidentChanged> {
  return changeIncident(context, 'incident:classify', input, (incident, rules) =>
    decideLevels(incident, rules, input),
  );
}
