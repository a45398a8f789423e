import { z } from 'zod';
import { toReference } from '../../domain/incident/reference.ts';
import type { Incident } from '../../domain/incident/state.ts';
import type { Snapshot } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';
import { findIncident } from '../incidents/find-incident.ts';
import { incidentInput } from '../input.ts';
import { ownerOf } from './owner.ts';

export const markReadInput = incidentInput.extend({
  /** The `at` of the newest entry that was shown, epoch milliseconds; null makes all of it unread again. */
  until: z.int().min(0).nullable(),
});

export interface ReadMark {
  incident: string;
  /** Up to when it is read, epoch milliseconds; null for not at all. */
  until: number | null;
}

/**
 * Takes down up to where the caller has read an incident. What was read stays so, whatever an older page says.
 * @throws KitError `incident-not-found`, `sign-in-required`
 */
export async function markRead(
  context: OperationContext,
  { incident: reference, until }: z.output<typeof markReadInput>,
): Promise<ReadMark> {
  const owner = ownerOf(context);
  return context.store.write(async (transaction) => {
    const incident = await findIncident(
      transaction,
      context.caller,
      'incident:mark-read',
      reference,
    );
    const known = (await readMarks(transaction, owner, [incident])).get(incident.number) ?? null;
    // Nobody has read what is still to come.
    const shown = until === null ? null : Math.min(until, context.now());
    const next = shown !== null && known !== null ? Math.max(known, shown) : shown;
    if (next !== known) {
      const value = next === null ? null : String(next);
      await transaction.personal.keep(owner, 'read', reference, value, context.now());
    }
    return { incident: reference, until: next };
  });
}

/** Up to when somebody has read each of these, by its number; those that they have not are left out. */
export async function readMarks(
  snapshot: Snapshot,
  owner: ReturnType<typeof ownerOf>,
  incidents: readonly Pick<Incident, 'number'>[],
): Promise<Map<number, number>> {
  const byReference = new Map(incidents.map(({ number }) => [toReference(number), number]));
  const items = await snapshot.personal.some(owner, 'read', [...byReference.keys()]);
  return new Map(items.map(({ id, value }) => [byReference.get(id) ?? 0, Number(value)]));
}
