import { hash } from 'node:crypto';
import { z } from 'zod';
import { KitError } from '../../domain/errors.ts';
import { toReference } from '../../domain/incident/reference.ts';
import type { ThreadReply } from '../../notify/channel.ts';
import type { OperationContext } from '../context.ts';
import { notes } from '../incidents/commands/notes.ts';

/**
 * Makes an internal note of what somebody wrote into the thread of an incident, once, however often it is told.
 * @returns why it is none, in a sentence; null when it is one
 */
export async function noteInThread(
  context: OperationContext,
  { incident, channel, reply }: { incident: number; channel: string; reply: ThreadReply },
): Promise<string | null> {
  const { posted, id, text } = reply;
  // A key is short, and of fewer characters than what chats call things.
  const digest = hash('sha256', JSON.stringify([channel, posted.place, id]), 'base64url');
  const key = `of-a-thread-${digest}`;
  const said = { incident: toReference(incident), text, visibility: 'internal', key };
  try {
    await notes.addNote.execute(context, notes.addNote.input.parse(said));
    return null;
  } catch (error) {
    if (error instanceof KitError) return error.message;
    if (error instanceof z.ZodError) return error.issues[0]?.message ?? 'It cannot be read.';
    throw error;
  }
}
