import type { z } from 'zod';
import { decideCategorize } from '../../../domain/incident/decide/classification.ts';
import type { OperationContext } from '../../context.ts';
import { changeInput, chosen } from '../../input.ts';
import { changeIncident, type IncidentChanged } from '../change-incident.ts';

/** What is left out stays; null takes it away. */
export const categorizeIncidentInput = changeInput
  .extend({ service: chosen.nullable().optional(), category: chosen.nullable().optional() })
  .refine((input) => input.service !== undefined || input.category !== undefined, {
    error: 'Choose a service, a category, or both.',
    path: ['service'],
  });

/** @throws KitError `incident-not-found`, `invalid-input`, `nothing-changed`, `already-closed` */
export function categorizeIncident(
  context: OperationContext,
  input: z.infer<typeof categorizeIncidentInput>,
): Promise<IncidentChanged> {
  return changeIncident(context, 'incident:classify', input, (incident, rules) =>
    decideCategorize(incident, rules, input),
  );
}
