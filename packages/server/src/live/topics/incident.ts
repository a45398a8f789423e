import { isDeepStrictEqual } from 'node:util';
import { noteAuthorOf } from '../../access/caller.ts';
import { type NoteAction, noteActions } from '../../domain/incident/decide/notes.ts';
import type { IncidentEvent } from '../../domain/incident/events.ts';
import { incidentStream } from '../../domain/incident/reference.ts';
import type { Incident } from '../../domain/incident/state.ts';
import { isPublic } from '../../domain/incident/visibility.ts';
import type { LiveChange, Topic } from '../../domain/views/live.ts';
import { withNoteActions } from '../../domain/views/note-actions.ts';
import { lastPosition, seqAt } from '../../domain/views/positions.ts';
import { type TimelineEntry, toTimelineEntry } from '../../domain/views/timeline.ts';
import { editsOfNotes, toTimelineEntries } from '../../domain/views/timeline-entries.ts';
import { ofIncident } from './of-incident.ts';
import { mostMissed, type Told, type TopicKind } from './topic-kind.ts';

const shared = ofIncident('incident');

/** `incident:INC-1`: the timeline of an incident, entry by entry. */
export const incident: TopicKind<`incident:${string}`> = {
  ...shared,

  permission: () => 'incident:read',

  async missed(positions, { snapshot, follower: { caller, audience } }) {
    const changes: LiveChange[] = [];
    const tooOld: Topic[] = [];
    const unknown: Topic[] = [];
    for (const [topic, after] of positions) {
      const number = shared.incidentOf(topic);
      const found = await snapshot.incidents.get(number);
      // Work of the desk's own is nothing to have missed, however much of it there was.
      if (!found || lastPosition(audience, found) === after) continue;
      const seq = seqAt(audience, found, after);
      if (seq === null) {
        unknown.push(topic);
        continue;
      }
      const events =
        audience === 'desk'
          ? await snapshot.log.streamAfter(incidentStream(number), seq, mostMissed + 1)
          : await snapshot.log.at(publicAfter(found, seq).slice(0, mostMissed + 1));
      if (events.length > mostMissed) {
        tooOld.push(topic);
        continue;
      }
      const edits = await snapshot.log.at(editsOfNotes(found));
      const entries = toTimelineEntries(
        found,
        events as IncidentEvent[],
        edits as IncidentEvent[],
        audience,
        noteAuthorOf(caller, found),
      );
      changes.push(...entries.map((entry) => ({ topic, seq: entry.seq, entry })));
    }
    return { changes, tooOld, unknown };
  },

  async tell(topic, news, audience) {
    const event = news.event as IncidentEvent;
    if (audience === 'public' && !isPublic(event)) return null;
    // The desk counts as the log does, whatever there was before.
    const found = audience === 'desk' ? { incident: nothingTold } : await news.incident();
    const entry = found && toTimelineEntry(event, audience, found.incident);
    if (!entry) return null;
    const told = (each: TimelineEntry): Told => ({ change: { topic, seq: each.seq, entry: each } });
    const about = entry.kind === 'note' ? (await news.incident())?.incident : undefined;
    if (!about) return told(entry);
    // What may be done with it is told to whoever may, so there is a message for each that it can be.
    return possible.map((may) => {
      const each = may.length > 0 ? { ...entry, may } : entry;
      return {
        ...told(each),
        hears: ({ caller }) =>
          isDeepStrictEqual(
            withNoteActions(entry, event, about, noteAuthorOf(caller, about)),
            each,
          ),
      };
    });
  },
};

/** All that somebody may be allowed to do with a note. */
const possible = noteActions.reduce<NoteAction[][]>(
  (sets, action) => sets.flatMap((set) => [set, [...set, action]]),
  [[]],
);

const nothingTold = { seq: 0, publicSeqs: [] };

const publicAfter = ({ publicSeqs }: Incident, after: number) =>
  publicSeqs.filter((seq) => seq > after);
