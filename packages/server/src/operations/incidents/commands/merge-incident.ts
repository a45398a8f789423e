import type { z } from 'zod';
import { fieldError, KitError } from '../../../domain/errors.ts';
import { decideMerge } from '../../../domain/incident/decide/relations.ts';
import { fromReference } from '../../../domain/incident/reference.ts';
import type { OperationContext } from '../../context.ts';
import { changeInput, optionalReason, reference } from '../../input.ts';
import { appendToIncident, applyDue } from '../apply-due.ts';
import { beginChange, changed, type IncidentChanged } from '../change-incident.ts';

export const mergeIncidentInput = changeInput.extend({
  /** The incident that it is a duplicate of. */
  into: reference,
  reason: optionalReason,
});

/**
 * Closes an incident as a duplicate of another. Both say so, or neither does.
 * @throws KitError `incident-not-found`, `merge-not-possible`, `already-closed`
 */
export function mergeIncident(
  context: OperationContext,
  input: z.infer<typeof mergeIncidentInput>,
): Promise<IncidentChanged> {
  return context.store.write(async (transaction) => {
    const begun = await beginChange(context, transaction, 'incident:merge', input);
    const { before, rules, by } = begun;
    const number = fromReference(input.into);
    const other = number === null ? null : await transaction.incidents.get(number);
    if (!other) {
      const message = `There is no incident ${input.into}. Check the number.`;
      throw new KitError('merge-not-possible', message, {
        fields: [fieldError(['into'], message, 'not-found', { id: input.into })],
        details: { why: 'not-found', into: input.into },
      });
    }
    const into =
      other.number === before.number ? before : await applyDue(transaction, other, by.at);
    const [merged, duplicateMerged] = decideMerge(before, into, rules, input.reason);
    await appendToIncident(transaction, into, duplicateMerged, by);
    return changed(context, transaction, await appendToIncident(transaction, before, merged, by));
  });
}
