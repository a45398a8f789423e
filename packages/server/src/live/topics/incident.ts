import type { IncidentEvent } from '../../domain/incident/events.ts';
import { incidentStream } from '../../domain/incident/reference.ts';
import { lastSeqFor } from '../../domain/views/audience.ts';
import type { LiveChange, Topic } from '../../domain/views/live.ts';
import { toTimelineEntry } from '../../domain/views/timeline.ts';
import { editsOfNotes, toTimelineEntries } from '../../domain/views/timeline-entries.ts';
import { ofIncident } from './of-incident.ts';
import { mostMissed, type TopicKind } from './topic-kind.ts';

const shared = ofIncident('incident');

/** `incident:INC-1`: the timeline of an incident, entry by entry. */
export const incident: TopicKind<`incident:${string}`> = {
  ...shared,

  permission: () => 'incident:read',

  async missed(positions, { snapshot, follower }) {
    const changes: LiveChange[] = [];
    const tooOld: Topic[] = [];
    for (const [topic, after] of positions) {
      const number = shared.incidentOf(topic);
      const found = await snapshot.incidents.get(number);
      // Work of the desk's own is nothing to have missed, however much of it there was.
      if (!found || lastSeqFor(follower.audience, found) <= after) continue;
      const events = await snapshot.log.streamAfter(incidentStream(number), after, mostMissed + 1);
      if (events.length > mostMissed) {
        tooOld.push(topic);
        continue;
      }
      const edits = await snapshot.log.at(editsOfNotes(found));
      const entries = toTimelineEntries(
        found,
        events as IncidentEvent[],
        edits as IncidentEvent[],
        follower.audience,
      );
      changes.push(...entries.map((entry) => ({ topic, seq: entry.seq, entry })));
    }
    return { changes, tooOld };
  },

  async tell(topic, { event }, audience) {
    const entry = toTimelineEntry(event as IncidentEvent, audience);
    return entry && { change: { topic, seq: event.seq, entry } };
  },
};
