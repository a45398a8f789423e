import type { Actor } from '../actor.ts';
import type { IncidentEvent } from '../incident/events.ts';
import { erasedText, type Incident } from '../incident/state.ts';
import type { Audience } from './audience.ts';
import { withNoteActions } from './note-actions.ts';
import { type NoteNow, type TimelineEntry, toTimelineEntry } from './timeline.ts';

/** Positions in the log of the edits that say how the notes of an incident read by now. */
export function editsOfNotes({ notes }: Incident): number[] {
  return Object.values(notes).flatMap((note) => ('editedBy' in note ? [note.editedBy] : []));
}

/**
 * The lines of a timeline that events of an incident make, with its notes as they read by now.
 * @param edits the events at `editsOfNotes`
 * @param reader who reads them and may write notes about the incident; null for nobody who may
 */
export function toTimelineEntries(
  incident: Incident,
  events: readonly IncidentEvent[],
  edits: readonly IncidentEvent[],
  audience: Audience,
  reader: Actor | null,
): TimelineEntry[] {
  const context = { ...incident, notesNow: notesNow(incident, edits) };
  return events.flatMap((event) => {
    const entry = toTimelineEntry(event, audience, context);
    return entry ? [withNoteActions(entry, event, incident, reader)] : [];
  });
}

function notesNow(
  { notes }: Incident,
  edits: readonly IncidentEvent[],
): ReadonlyMap<number, NoteNow> {
  const texts = new Map<number, string>();
  for (const event of edits) {
    if (event.type !== 'incident.note-edited') continue;
    texts.set(event.seq, event.personal?.text ?? erasedText);
  }
  return new Map(
    Object.entries(notes).map(([seq, note]) => [
      Number(seq),
      'retracted' in note ? note : { text: texts.get(note.editedBy) ?? '' },
    ]),
  );
}
