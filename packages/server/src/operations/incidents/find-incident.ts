import { type Caller, mayTouch } from '../../access/caller.ts';
import type { Permission } from '../../access/permissions.ts';
import { assertReceiptOpens } from '../../access/receipt-end.ts';
import { fieldError, KitError } from '../../domain/errors.ts';
import { fromReference } from '../../domain/incident/reference.ts';
import type { Incident } from '../../domain/incident/state.ts';
import type { Snapshot } from '../../store/port/store.ts';

/**
 * The incident that a caller means, if they may do this to it. An incident that they may not see is
 * answered like one that does not exist.
 * @throws KitError `incident-not-found`, `receipt-ended`
 */
export async function findIncident(
  snapshot: Snapshot,
  caller: Caller,
  permission: Permission,
  reference: string,
): Promise<Incident> {
  const number = fromReference(reference);
  const incident = number === null ? null : await snapshot.incidents.get(number);
  if (incident && mayTouch(caller, permission, incident)) return incident;
  assertReceiptOpens(caller, incident);
  throw incidentNotFound(reference);
}

export function incidentNotFound(reference: string): KitError {
  return new KitError(
    'incident-not-found',
    `There is no incident ${reference} that you can see. Check the number.`,
    {
      fields: [fieldError(['incident'], 'No such incident.', 'not-found', { id: reference })],
      details: { incident: reference },
    },
  );
}
