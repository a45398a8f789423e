import { decideRestore } from '../../../domain/incident/decide/classification.ts';
import type { OperationContext } from '../../context.ts';
import { type Change, changeIncident, type IncidentChanged } from '../change-incident.ts';

/** @throws KitError `incident-not-found`, `nothing-changed`, `invalid-input`, `already-closed` */
export function restorePriority(
  context: OperationContext,
  input: Change,
): Promise<IncidentChanged> {
  return changeIncident(context, 'incident:override', input, decideRestore);
}
