import type { IncidentEvent } from '../../domain/incident/events.ts';
import { erasedText, type Incident } from '../../domain/incident/state.ts';
import type { Audience } from '../../domain/views/audience.ts';
import { type NoteNow, type TimelineEntry, toTimelineEntry } from '../../domain/views/timeline.ts';
import type { KitEvent, Snapshot } from '../../store/store.ts';

/** The lines of a timeline that events of an incident make, with its notes as they read by now. */
export async function timelineEntries(
  snapshot: Snapshot,
  incident: Incident,
  events: readonly KitEvent[],
  audience: Audience,
): Promise<TimelineEntry[]> {
  const notes = await notesNow(snapshot, incident);
  return events
    .map((event) => toTimelineEntry(event as IncidentEvent, audience, notes))
    .filter((entry) => entry !== null);
}

async function notesNow(
  snapshot: Snapshot,
  { notes }: Incident,
): Promise<ReadonlyMap<number, NoteNow>> {
  const all = Object.entries(notes);
  const edits = all.flatMap(([, note]) => ('editedBy' in note ? [note.editedBy] : []));
  const texts = new Map<number, string>();
  for (const event of edits.length > 0 ? await snapshot.log.at(edits) : []) {
    if (event.type !== 'incident.note-edited') continue;
    texts.set(event.seq, event.personal?.text ?? erasedText);
  }
  return new Map(
    all.map(([seq, note]) => [
      Number(seq),
      'retracted' in note ? note : { text: texts.get(note.editedBy) ?? '' },
    ]),
  );
}
