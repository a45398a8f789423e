import type { Actor } from '../../domain/actor.ts';
import type { IncidentEvent } from '../../domain/incident/events.ts';
import type { Incident } from '../../domain/incident/state.ts';
import type { Audience } from '../../domain/views/audience.ts';
import type { TimelineEntry } from '../../domain/views/timeline.ts';
import { editsOfNotes, toTimelineEntries } from '../../domain/views/timeline-entries.ts';
import type { KitEvent } from '../../store/port/log.ts';
import type { Snapshot } from '../../store/port/store.ts';

/**
 * The lines of a timeline that events of an incident make, with its notes as they read by now.
 * @param reader who is told what they may do with each note; left out for nobody
 */
export async function timelineEntries(
  snapshot: Snapshot,
  incident: Incident,
  events: readonly KitEvent[],
  audience: Audience,
  reader: Actor | null = null,
): Promise<TimelineEntry[]> {
  const edits = await snapshot.log.at(editsOfNotes(incident));
  return toTimelineEntries(
    incident,
    events as readonly IncidentEvent[],
    edits as IncidentEvent[],
    audience,
    reader,
  );
}
