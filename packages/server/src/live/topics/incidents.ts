import { mayTouch } from '../../access/caller.ts';
import type { IncidentEvent } from '../../domain/incident/events.ts';
import { numberOfStream } from '../../domain/incident/reference.ts';
import type { Incident } from '../../domain/incident/state.ts';
import { isPublic } from '../../domain/incident/visibility.ts';
import { toIncidentRow } from '../../domain/views/incident.ts';
import type { LiveChange } from '../../domain/views/live.ts';
import { publicCountAt } from '../../domain/views/positions.ts';
import { positionAmong } from '../news.ts';
import { type Follower, type Missed, mostMissed, type Past, type TopicKind } from './topic-kind.ts';

const topic = 'incidents';

const lists = ({ caller }: Follower, incident: Incident) =>
  mayTouch(caller, 'incident:list', incident);

/** `incidents`: the rows of the list that a caller has. A row is a state, as a badge is. */
export const incidents: TopicKind<typeof topic> = {
  parse: (asked) => (asked === topic ? topic : null),

  permission: () => 'incident:list',

  async missed(positions, past) {
    const after = positions.get(topic) ?? 0;
    const { snapshot, follower, now } = past;
    if (follower.audience === 'public') return missedByReporter(after, past);
    const changed = await snapshot.incidents.changedAfter(after, mostMissed + 1);
    if (changed.length > mostMissed) return { changes: [], tooOld: [topic] };
    const listed = changed.filter((each) => lists(follower, each));
    const book = await snapshot.documents.calendarBook(listed);
    const changes = listed.map((each): LiveChange => {
      const incident = toIncidentRow(each, book, now, 'desk');
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
    const { seq: position } = news.event;
    const seq = audience === 'desk' ? position : await news.positionForReporter();
    if (seq === null) return null;
    return {
      change: { topic, seq, incident },
      hears: (follower) => lists(follower, found.incident),
    };
  },
};

/** A reporter has come as far as there is to know of all incidents of theirs. */
async function missedByReporter(after: number, { snapshot, follower, now }: Past): Promise<Missed> {
  const { id, site } = follower.caller;
  if (id === null || !site) return { changes: [] };
  const news = await snapshot.incidents.newsOf({ id, site: site.key }, mostMissed);
  const missed = news.count - (publicCountAt(after) ?? 0);
  if (missed < 0) return { changes: [], unknown: [topic] };
  if (missed > mostMissed) return { changes: [], tooOld: [topic] };
  const changed = news.incidents
    .map((each) => ({ each, seq: positionAmong(news, each.publicSeq) }))
    .filter(({ seq }) => seq > after);
  const book = await snapshot.documents.calendarBook(changed.map(({ each }) => each));
  const changes = changed.map(
    ({ each, seq }): LiveChange => ({
      topic,
      seq,
      incident: toIncidentRow(each, book, now, 'public'),
    }),
  );
  return { changes };
}
