import type { Actor } from '../actor.ts';
import { allowedNoteActions } from '../incident/decide/notes.ts';
import type { IncidentEvent } from '../incident/events.ts';
import type { Incident } from '../incident/state.ts';
import type { TimelineEntry } from './timeline.ts';

/**
 * The line of a timeline that an event makes, with what its reader may do with it, where it is a note.
 * @param reader as the log would keep them; null for who may not write notes about the incident
 */
export function withNoteActions(
  entry: TimelineEntry,
  event: IncidentEvent,
  incident: Pick<Incident, 'notes'>,
  reader: Actor | null,
): TimelineEntry {
  if (entry.kind !== 'note' || !reader) return entry;
  const may = allowedNoteActions(incident, event, reader);
  return may.length > 0 ? { ...entry, may } : entry;
}
