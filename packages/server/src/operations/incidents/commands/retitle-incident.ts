import type { z } from 'zod';
import { decideRetitle } from '../../../domain/incident/decide/classification.ts';
import { limits } from '../../../domain/limits.ts';
import type { OperationContext } from '../../context.ts';
import { changeInput, text } from '../../input.ts';
import { changeIncident, type IncidentChanged } from '../change-incident.ts';

export const retitleIncidentInput = changeInput.extend({ title: text('the title', limits.title) });

/** @throws KitError `incident-not-found`, `nothing-changed`, `already-closed` */
export function retitleIncident(
  context: OperationContext,
  input: z.infer<typeof retitleIncidentInput>,
): Promise<IncidentChanged> {
  return changeIncident(context, 'incident:classify', input, (incident) =>
    decideRetitle(incident, input.title),
  );
}
