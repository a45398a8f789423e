import { z } from 'zod';
import type { Caller } from '../../access/caller.ts';
import { type ChatCommand, commandHelp, readCommand } from '../../domain/channels/chat-command.ts';
import { KitError } from '../../domain/errors.ts';
import type { Store } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';
import { assignment } from '../incidents/commands/assignment.ts';
import { notes } from '../incidents/commands/notes.ts';
import { progress } from '../incidents/commands/progress.ts';
import { chatCaller } from './chat-caller.ts';

/** What it takes to do what somebody wrote. */
export interface Commanded {
  /** The host's identifier of who wrote it. */
  person: string;
  /** In their words, without the name of the kit. */
  text: string;
  /** The same when it comes twice. */
  id: string;
}

/**
 * Does what somebody wrote in a chat, as the person that they are to the host, so that it is on disk when they are
 * answered.
 * @returns what to answer: what was done, or why nothing was
 */
export async function doCommand(
  { store, contextFor }: { store: Store; contextFor(caller: Caller): OperationContext },
  { person, text, id }: Commanded,
): Promise<string> {
  const command = readCommand(text);
  if (!command) return commandHelp;
  const { teams } = await store.read((snapshot) => snapshot.documents.rules());
  const context = contextFor(chatCaller(person, teams.document));
  try {
    await execute(context, command, person, id);
    return `${command.incident}: ${done[command.what]}`;
  } catch (error) {
    if (error instanceof KitError) return error.message;
    if (error instanceof z.ZodError) return error.issues[0]?.message ?? commandHelp;
    throw error;
  }
}

const done: Record<ChatCommand['what'], string> = {
  acknowledge: 'you have acknowledged it.',
  assign: 'it is yours.',
  resolve: 'it is resolved.',
  note: 'the desk can read that now.',
};

async function execute(
  context: OperationContext,
  command: ChatCommand,
  person: string,
  id: string,
): Promise<void> {
  const { incident } = command;
  switch (command.what) {
    case 'acknowledge': {
      const { acknowledge } = progress;
      await acknowledge.execute(context, acknowledge.input.parse({ incident }));
      return;
    }
    case 'assign': {
      const { assign } = assignment;
      await assign.execute(context, assign.input.parse({ incident, assignee: person }));
      return;
    }
    case 'resolve': {
      const { resolve } = progress;
      const { text } = command;
      await resolve.execute(context, resolve.input.parse({ incident, code: 'fixed', text }));
      return;
    }
    case 'note': {
      const { addNote } = notes;
      const said = { incident, text: command.text, visibility: 'internal', key: `of-a-chat-${id}` };
      await addNote.execute(context, addNote.input.parse(said));
    }
  }
}
