import { KitError } from '../../errors.ts';
import { holdsPersonal } from '../../log.ts';
import type { IncidentErased, IncidentEvent } from '../events.ts';
import { toReference } from '../reference.ts';
import type { Incident } from '../state.ts';

/**
 * What everything personal in an incident is erased from. That somebody erased, and who, is not: it is
 * the record of it, until that person is erased themselves.
 * @param elsewhere from how many events beside the incident's own something is erased with it
 * @throws KitError `nothing-changed`
 */
export function decideEraseAll(
  state: Incident,
  events: readonly IncidentEvent[],
  reason: string | null,
  elsewhere = 0,
): IncidentErased {
  const personal = events.filter((event) => event.type !== 'incident.erased');
  const erased = personal.filter(holdsPersonal).map(({ seq }) => seq);
  if (erased.length + elsewhere === 0) {
    throw new KitError(
      'nothing-changed',
      `Nothing personal is left in ${toReference(state.number)}.`,
      { details: { what: 'erased' } },
    );
  }
  return recordErasure(erased, reason);
}

/** @param events by their positions in the log, in its order */
export function recordErasure(events: number[], reason: string | null): IncidentErased {
  return { type: 'incident.erased', data: { events }, personal: { reason } };
}
