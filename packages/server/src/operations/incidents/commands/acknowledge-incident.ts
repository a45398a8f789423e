import { decideAcknowledge } from '../../../domain/incident/decide/progress.ts';
import type { OperationContext } from '../../context.ts';
import { type Change, changeIncident, type IncidentChanged } from '../change-incident.ts';

/** @throws KitError `incident-not-found`, `already-acknowledged`, `already-resolved` */
export function acknowledgeIncident(
  context: OperationContext,
  input: Change,
): Promise<IncidentChanged> {
  return changeIncident(context, 'incident:acknowledge', input, decideAcknowledge);
}
