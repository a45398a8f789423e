import type { IncidentEvent } from '../incident/events.ts';
import { erasedText, type Incident } from '../incident/state.ts';
import type { Audience } from './audience.ts';
import { type NoteNow, type TimelineEntry, toTimelineEntry } from './timeline.ts';

/** Positions in the log of the edits that say how the notes of an incident read by now. */
export function editsOfNotes({ notes }: Incident): number[] {
  return Object.values(notes).flatMap((note) => ('editedBy' in note ? [note.editedBy] : []));
}

/**
 * The lines of a timeline that events of an incident make, with its notes as they read by now.
 * @param edits the events at `editsOfNotes`
 */
export function toTimelineEntries(
  incident: Incident,
  events: readonly IncidentEvent[],
  edits: readonly IncidentEvent[],
  audience: Audience,
): TimelineEntry[] {
  const context = { ...incident, notesNow: notesNow(incident, edits) };
  return events
    .map((event) => toTimelineEntry(event, audience, context))
    .filter((entry) => entry !== null);
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
