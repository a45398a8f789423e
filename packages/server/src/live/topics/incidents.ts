import { mayTouch } from '../../access/caller.ts';
import type { IncidentEvent } from '../../domain/incident/events.ts';
import { numberOfStream } from '../../domain/incident/reference.ts';
import type { Incident } from '../../domain/incident/state.ts';
import { isPublic } from '../../domain/incident/visibility.ts';
import { lastSeqFor } from '../../domain/views/audience.ts';
import { toIncidentRow } from '../../domain/views/incident.ts';
import type { LiveChange } from '../../domain/views/live.ts';
import { type Follower, mostMissed, type TopicKind } from './topic-kind.ts';

const topic = 'incidents';

const lists = ({ caller }: Follower, incident: Incident) =>
  mayTouch(caller, 'incident:list', incident);

/** `incidents`: the rows of the list that a caller has. A row is a state, as a badge is. */
export const incidents: TopicKind<typeof topic> = {
  parse: (asked) => (asked === topic ? topic : null),

  permission: () => 'incident:list',

  async missed(positions, { snapshot, follower, now }) {
    const after = positions.get(topic) ?? 0;
    const changed = await snapshot.incidents.changedAfter(after, mostMissed + 1);
    if (changed.length > mostMissed) return { changes: [], tooOld: [topic] };
    const { audience } = follower;
    const listed = changed.filter(
      (each) => lists(follower, each) && lastSeqFor(audience, each) > after,
    );
    const book = await snapshot.documents.calendarBook(listed);
    const changes = listed.map((each): LiveChange => {
      const incident = toIncidentRow(each, book, now, audience);
      return { topic, seq: incident.seq, incident };
    });
    return { changes };
  },

  topicOf: (event) => (numberOfStream(event.stream) === null ? null : topic),

  async tell(_, news, audience) {
    if (audience === 'public' && !isPublic(news.event as IncidentEvent)) return null;
    const found = await news.incident();
    if (!found) return null;
    const incident = toIncidentRow(found.incident, found.book, news.now, audience);
    return {
      change: { topic, seq: news.event.seq, incident },
      hears: (follower) => lists(follower, found.incident),
    };
  },
};
