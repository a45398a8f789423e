import type { Caller } from '../../access/caller.ts';
import { inboxOf } from '../../domain/escalation/inbox.ts';
import { mayTell } from '../../domain/escalation/notifications.ts';
import type { IncidentEvent } from '../../domain/incident/events.ts';
import { toReference } from '../../domain/incident/reference.ts';
import { toTimelineEntry } from '../../domain/views/timeline.ts';
import type { Told, TopicKind } from './topic-kind.ts';

const topic = 'notifications';

/** `notifications`: what whoever follows it is told of, as it happens. What was missed of it is read again. */
export const notifications: TopicKind<typeof topic> = {
  parse: (asked) => (asked === topic ? topic : null),

  permission: () => 'notification:list',

  async missed(positions, { snapshot, follower: { caller } }) {
    const { teams } = await snapshot.documents.rules();
    const inbox = inboxOf(teams.document, caller.id ?? '');
    const [newest = 0] = await snapshot.notifications.seqsFor(inbox, null, 1);
    const isMissed = newest > (positions.get(topic) ?? 0);
    return { changes: [], ...(isMissed && { tooOld: [topic] }) };
  },

  topicOf: ({ type }) => (mayTell(type) ? topic : null),

  async tell(_, news, audience) {
    if (audience === 'public') return null;
    const event = news.event as IncidentEvent;
    const people = await news.people();
    const found = people.size > 0 ? await news.incident() : null;
    const entry = found && toTimelineEntry(event, audience, found.incident);
    if (!entry) return null;
    const { number, title } = found.incident;
    return [false, true].map((read): Told => {
      const notification = { incident: toReference(number), title, entry, read };
      return {
        change: { topic, seq: event.seq, notification },
        hears: ({ caller }) =>
          caller.id !== null && people.has(caller.id) && isByThem(event, caller) === read,
      };
    });
  },
};

/** Nobody has to read what they did themselves. */
function isByThem({ actor }: IncidentEvent, { id, site }: Caller): boolean {
  return actor.id !== null && actor.id === id && actor.site === (site?.key ?? null);
}
