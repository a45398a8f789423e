import type { IncidentEvent } from '../../domain/incident/events.ts';
import { toReference } from '../../domain/incident/reference.ts';
import { isPublic } from '../../domain/incident/visibility.ts';
import { lastSeqFor } from '../../domain/views/audience.ts';
import { toBadge } from '../../domain/views/badge.ts';
import type { LiveChange } from '../../domain/views/live.ts';
import { ofIncident } from './of-incident.ts';
import type { TopicKind } from './topic-kind.ts';

const shared = ofIncident('badge');

/** `badge:INC-1`: the badge of an incident. A state, not a history: its newest is all that was missed. */
export const badge: TopicKind<`badge:${string}`> = {
  ...shared,

  permission: () => 'badge:read',

  async missed(positions, { snapshot, follower: { audience }, now }) {
    const numbers = [...positions.keys()].map(shared.incidentOf);
    const incidents = await snapshot.incidents.getMany(numbers);
    const book = await snapshot.documents.calendarBook(incidents);
    const changes: LiveChange[] = [];
    for (const incident of incidents) {
      const topic = `badge:${toReference(incident.number)}` as const;
      // What only the desk may know of is no news to others, not even that it happened.
      const seq = lastSeqFor(audience, incident);
      if (seq <= (positions.get(topic) ?? 0)) continue;
      changes.push({ topic, seq, badge: toBadge(incident, book, now, audience) });
    }
    return { changes };
  },

  async tell(topic, news, audience) {
    if (audience === 'public' && !isPublic(news.event as IncidentEvent)) return null;
    const found = await news.incident();
    if (!found) return null;
    const { seq } = news.event;
    const badge = toBadge(found.incident, found.book, news.now, audience);
    return { change: { topic, seq, badge } };
  },
};
