import { z } from 'zod';
import { inboxOf } from '../../domain/escalation/inbox.ts';
import { numberOfStream, toReference } from '../../domain/incident/reference.ts';
import { limits } from '../../domain/limits.ts';
import { audienceOf } from '../../domain/views/audience.ts';
import type { NotificationView } from '../../domain/views/notification.ts';
import type { OperationContext } from '../context.ts';
import { timelineEntries } from '../incidents/timeline-entries.ts';
import { readStateOf, unreadOf } from './read-state.ts';

export const listNotificationsInput = z.strictObject({
  /** Only those of before this position of the log. */
  before: z.int().min(1).optional(),
  limit: z.int().min(1).max(limits.page).default(50),
});

export interface NotificationsAnswer {
  /** Newest first. */
  notifications: NotificationView[];
  /** What to send as `before` for older ones; null when there are none. */
  next: number | null;
  /** How many of the newest hundred of all are unread. */
  unread: number;
  seq: number;
  /** The server's time, epoch milliseconds. */
  now: number;
}

/** What the caller was told of: as a person, as a member of a team, or as one of its managers. */
export async function listNotifications(
  context: OperationContext,
  input: z.infer<typeof listNotificationsInput>,
): Promise<NotificationsAnswer> {
  const { caller } = context;
  const { id, role, site } = caller;
  return context.store.read(async (snapshot) => {
    const { teams } = await snapshot.documents.rules();
    const inbox = inboxOf(teams.document, id ?? '');
    const state = await readStateOf(snapshot, id && site ? { site: site.key, person: id } : null);
    const unread = await unreadOf(snapshot, inbox, state, caller);
    const found = await snapshot.notifications.seqsFor(
      inbox,
      input.before ?? null,
      input.limit + 1,
    );
    const page = found.slice(0, input.limit);
    const notifications: NotificationView[] = [];
    const events = await snapshot.log.at(page);
    const numbers = new Set(events.map((event) => numberOfStream(event.stream) ?? 0));
    const incidents = await snapshot.incidents.getMany([...numbers]);
    const byNumber = new Map(incidents.map((incident) => [incident.number, incident]));
    for (const event of events) {
      const incident = byNumber.get(numberOfStream(event.stream) ?? 0);
      if (!incident) continue;
      const [entry] = await timelineEntries(snapshot, incident, [event], audienceOf(role));
      if (!entry) continue;
      const { number, title } = incident;
      const read = !unread.has(event.seq);
      notifications.push({ incident: toReference(number), title, entry, read });
    }
    return {
      notifications: notifications.reverse(),
      next: found.length > page.length ? (page.at(-1) ?? null) : null,
      unread: unread.size,
      seq: await snapshot.log.lastSeq(),
      now: context.now(),
    };
  });
}
