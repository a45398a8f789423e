import { z } from 'zod';
import { toReference } from '../../domain/incident/reference.ts';
import { limits } from '../../domain/limits.ts';
import type { Message } from '../../store/port/messages.ts';
import type { Snapshot } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';
import { messageId, messageNotFound } from './message-id.ts';

export const listMessagesInput = z.strictObject({
  /** Left out: all. */
  state: z.enum(['waiting', 'sent', 'dead']).optional(),
  /** Only those after this one in the list, which has what happened last first. */
  before: messageId.optional(),
  limit: z.int().min(1).max(limits.page).default(50),
});

/** `incident`: empty for what is of none. */
export type MessageListed = Omit<Message, 'incident'> & { incident: string };

export interface MessagesAnswer {
  /** Of what happened last first. */
  messages: MessageListed[];
  /** What to send as `before` for more; null when there are none. */
  next: string | null;
  now: number;
  seq: number;
}

/** What was and is to be told on channels outside, and what became of it. */
export async function listMessages(
  { store, now }: OperationContext,
  { state, before, limit }: z.infer<typeof listMessagesInput>,
): Promise<MessagesAnswer> {
  return store.read(async (snapshot) => {
    const from = before === undefined ? null : await found(snapshot, before);
    const page = await snapshot.messages.list(state ?? null, from, limit + 1);
    const messages = page.slice(0, limit).map(listed);
    const next = page.length > limit ? (messages.at(-1)?.id ?? null) : null;
    return { messages, next, now: now(), seq: await snapshot.log.lastSeq() };
  });
}

export function listed(message: Message): MessageListed {
  const { incident } = message;
  return { ...message, incident: incident === 0 ? '' : toReference(incident) };
}

async function found({ messages }: Snapshot, id: string): Promise<Message> {
  const message = await messages.get(id);
  if (!message) throw messageNotFound(id);
  return message;
}
