import { z } from 'zod';
import type { Caller } from '../../access/caller.ts';
import {
  type Inbox,
  isRead,
  mostUnread,
  nothingRead,
  type ReadState,
} from '../../domain/escalation/inbox.ts';
import type { KitEvent } from '../../store/port/log.ts';
import type { Owner } from '../../store/port/personal.ts';
import type { Snapshot } from '../../store/port/store.ts';

/** By what it is kept among the things of a person. */
export const readStateId = 'read';

const keptSchema = z.object({ until: z.number(), also: z.array(z.number()) });

/** Which of their notifications somebody has read. */
export async function readStateOf(snapshot: Snapshot, owner: Owner | null): Promise<ReadState> {
  const [kept] = owner ? await snapshot.personal.some(owner, 'told', [readStateId]) : [];
  return kept ? keptSchema.parse(JSON.parse(kept.value)) : nothingRead;
}

/** The positions of what somebody has not read. What they did themselves is no news to them. */
export async function unreadOf(
  snapshot: Snapshot,
  inbox: Inbox,
  state: ReadState,
  { id, site }: Caller,
): Promise<ReadonlySet<number>> {
  const newest = await snapshot.notifications.seqsFor(inbox, null, mostUnread);
  const events = await snapshot.log.at(newest.filter((seq) => !isRead(state, seq)));
  const isOwn = ({ actor }: KitEvent) =>
    actor.id !== null && actor.id === id && actor.site === (site?.key ?? null);
  return new Set(events.filter((event) => !isOwn(event)).map(({ seq }) => seq));
}
