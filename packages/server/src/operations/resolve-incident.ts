import { z } from 'zod';
import { decideResolve } from '../domain/incident/decide.ts';
import { limits } from '../domain/limits.ts';
import { changeIncident, type IncidentChanged } from './change-incident.ts';
import type { OperationContext } from './context.ts';
import { reference, resolutionCode, text } from './input.ts';

export const resolveIncidentInput = z.strictObject({
  incident: reference,
  code: resolutionCode,
  text: text('what was done', limits.resolution),
});

/** @throws KitError `incident-not-found`, `already-resolved` */
export function resolveIncident(
  context: OperationContext,
  input: z.infer<typeof resolveIncidentInput>,
): Promise<IncidentChanged> {
  return changeIncident(context, 'incident:resolve', input.incident, (incident) =>
    decideResolve(incident, input.code, input.text),
  );
}
