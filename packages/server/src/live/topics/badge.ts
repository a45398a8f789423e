import { disclosureTo } from '../../access/caller.ts';
import type { IncidentEvent } from '../../domain/incident/events.ts';
import { toReference } from '../../domain/incident/reference.ts';
import { isPublic } from '../../domain/incident/visibility.ts';
import { type Disclosure, disclose, toBadge } from '../../domain/views/badge.ts';
import type { LiveChange, Topic } from '../../domain/views/live.ts';
import { lastPosition, positionOf } from '../../domain/views/positions.ts';
import { ofIncident } from './of-incident.ts';
import type { TopicKind } from './topic-kind.ts';

const shared = ofIncident('badge');

/** What sites may have their badges tell besides the status; null for everything. */
const disclosures: readonly (Disclosure | null)[] = [
  null,
  { priority: false, clocks: true },
  { priority: true, clocks: false },
  { priority: false, clocks: false },
];

/** `badge:INC-1`: the badge of an incident. A state, not a history: its newest is all that was missed. */
export const badge: TopicKind<`badge:${string}`> = {
  ...shared,

  permission: () => 'badge:read',

  async missed(positions, { snapshot, follower: { audience, caller }, now }) {
    const told = disclosureTo(caller);
    const numbers = [...positions.keys()].map(shared.incidentOf);
    const incidents = await snapshot.incidents.getMany(numbers);
    const book = await snapshot.documents.calendarBook(incidents);
    const changes: LiveChange[] = [];
    const unknown: Topic[] = [];
    for (const incident of incidents) {
      const topic = `badge:${toReference(incident.number)}` as const;
      // What only the desk may know of is no news to others, not even that it happened.
      const seq = lastPosition(audience, incident);
      const after = positions.get(topic) ?? 0;
      if (audience === 'public' && after > seq) unknown.push(topic);
      if (seq <= after) continue;
      const badge = toBadge(incident, book, now, audience);
      changes.push({ topic, seq, badge: told ? disclose(badge, told) : badge });
    }
    return { changes, unknown };
  },

  async tell(topic, news, audience) {
    if (audience === 'public' && !isPublic(news.event as IncidentEvent)) return null;
    const found = await news.incident();
    if (!found) return null;
    const seq = positionOf(audience, found.incident, news.event.seq);
    const badge = toBadge(found.incident, found.book, news.now, audience);
    return disclosures.map((each) => ({
      change: { topic, seq, badge: each ? disclose(badge, each) : badge },
      hears({ caller }) {
        const told = disclosureTo(caller);
        return told?.priority === each?.priority && told?.clocks === each?.clocks;
      },
    }));
  },
};
