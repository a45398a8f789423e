import { z } from 'zod';
import { decideClose, decideReopen } from '../../../domain/incident/decide/progress.ts';
import { limits } from '../../../domain/limits.ts';
import type { OperationContext } from '../../context.ts';
import { changeInput, text } from '../../input.ts';
import { changeIncident, type IncidentChanged } from '../change-incident.ts';

export const confirmResolutionInput = z.discriminatedUnion('fixed', [
  changeInput.extend({
    fixed: z.literal(true),
    text: text('your answer', { ...limits.note, min: 0 }).optional(),
  }),
  changeInput.extend({
    fixed: z.literal(false),
    text: text('what is still wrong', { ...limits.note, min: 3 }),
  }),
]);

/**
 * The reporter's word: “it is fixed” closes the incident, “it is not” opens it again.
 * @throws KitError `incident-not-found`, `not-resolved`, `already-closed`
 */
export function confirmResolution(
  context: OperationContext,
  input: z.infer<typeof confirmResolutionInput>,
): Promise<IncidentChanged> {
  return changeIncident(context, 'incident:confirm', input, (incident, rules) =>
    input.fixed
      ? decideClose(incident, rules, 'confirmed', input.text || null)
      : decideReopen(incident, rules, 'not-fixed', input.text),
  );
}
