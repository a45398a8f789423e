import { KitError } from '../../errors.ts';
import { holdsPersonal } from '../../log.ts';
import type { IncidentErased, IncidentEvent } from '../events.ts';
import type { ImportedTexts, ImportUpdated } from '../imported-events.ts';
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

/**
 * What an import said of an incident, without the name that was erased: one event holds that beside what others wrote.
 * @param before the incident as it was before that
 * @returns null where nothing else went with it
 */
export function restoreImported(before: Incident, after: Incident): ImportUpdated | null {
  const { imported, resolved } = after;
  if (!imported) return null;
  const resolution = before.resolved?.text;
  const personal: Partial<ImportedTexts> = {
    ...(after.title !== before.title && { title: before.title }),
    ...(after.description !== before.description && { description: before.description }),
    ...(after.reporterName !== before.reporterName && { reporter: before.reporterName }),
    ...(resolved && resolution && resolved.text !== resolution && { resolution }),
  };
  if (Object.keys(personal).length === 0) return null;
  const row = imported.rows.at(-1) ?? '';
  const data = { occurredAt: imported.at, row, changes: {}, said: {} };
  return { type: 'incident.import-updated', data, personal };
}
