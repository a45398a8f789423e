import { z } from 'zod';
import { numberOfStream, toReference } from '../../domain/incident/reference.ts';
import { limits } from '../../domain/limits.ts';
import { audienceOf } from '../../domain/views/audience.ts';
import type { TimelineEntry } from '../../domain/views/timeline.ts';
import type { OperationContext } from '../context.ts';
import { timelineEntries } from '../incidents/timeline-entries.ts';

export const listNotificationsInput = z.strictObject({
  /** Only those of before this position of the log. */
  before: z.int().min(1).optional(),
  limit: z.int().min(1).max(limits.page).default(50),
});

export interface NotificationsAnswer {
  /** Newest first. */
  notifications: { incident: string; title: string; entry: TimelineEntry }[];
  /** What to send as `before` for older ones; null when there are none. */
  next: number | null;
  seq: number;
}

/** What the caller was told of: as a person, as a member of a team, or as one of its managers. */
export async function listNotifications(
  context: OperationContext,
  input: z.infer<typeof listNotificationsInput>,
): Promise<NotificationsAnswer> {
  const { id, role } = context.caller;
  return context.store.read(async (snapshot) => {
    const { teams } = (await snapshot.documents.rules()).teams.document;
    const isOne = (people: { id: string }[]) => people.some((person) => person.id === id);
    const found = await snapshot.notifications.seqsFor(
      {
        person: id ?? '',
        memberOf: teams.filter((team) => isOne(team.members)).map((team) => team.id),
        managerOf: teams.filter((team) => isOne(team.managers)).map((team) => team.id),
      },
      input.before ?? null,
      input.limit + 1,
    );
    const page = found.slice(0, input.limit);
    const notifications: NotificationsAnswer['notifications'] = [];
    const events = await snapshot.log.at(page);
    const numbers = new Set(events.map((event) => numberOfStream(event.stream) ?? 0));
    const incidents = await snapshot.incidents.getMany([...numbers]);
    const byNumber = new Map(incidents.map((incident) => [incident.number, incident]));
    for (const event of events) {
      const incident = byNumber.get(numberOfStream(event.stream) ?? 0);
      if (!incident) continue;
      const [entry] = await timelineEntries(snapshot, incident, [event], audienceOf(role));
      const { number, title } = incident;
      if (entry) notifications.push({ incident: toReference(number), title, entry });
    }
    return {
      notifications: notifications.reverse(),
      next: found.length > page.length ? (page.at(-1) ?? null) : null,
      seq: await snapshot.log.lastSeq(),
    };
  });
}
