import type { z } from 'zod';
import { decideResolve } from '../../../domain/incident/decide/progress.ts';
import { limits } from '../../../domain/limits.ts';
import type { OperationContext } from '../../context.ts';
import { changeInput, resolutionCode, text } from '../../input.ts';
import { changeIncident, type IncidentChanged } from '../change-incident.ts';

export const resolveIncidentInput = changeInput.extend({
  code: resolutionCode,
  text: text('what was done', limits.resolution),
});

/** @throws KitError `incident-not-found`, `already-resolved`, `already-closed` */
export function resolveIncident(
  context: OperationContext,
  input: z.infer<typeof resolveIncidentInput>,
): Promise<IncidentChanged> {
  const { code, text } = input;
  return changeIncident(context, 'incident:resolve', input, (incident, rules, now) =>
    decideResolve(incident, rules, { code, text }, now),
  );
}
