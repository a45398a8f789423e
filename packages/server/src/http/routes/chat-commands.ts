import { linkedPerson, notLinked } from '../../operations/messages/chat-caller.ts';
import { doCommand } from '../../operations/messages/do-command.ts';
import { onBehalf } from '../on-behalf.ts';
import { notOfChat } from './not-of-chat.ts';
import type { OpenRoute } from './route.ts';

/** Where Teams sends what people write to the kit; it waits five seconds for the answer. */
export const chatCommands: OpenRoute = {
  method: 'POST',
  path: '/channels/teams/:channel',
  permission: 'chat',
  async handle(context, services) {
    const { commands, now } = services;
    const chat = commands.get(context.req.param('channel') ?? '');
    const body = await context.req.text();
    const { headers } = context.req.raw;
    const isSigned = chat?.commands.isSigned({ headers, body }) ?? false;
    const written = isSigned ? chat?.commands.writtenIn(body, now()) : null;
    if (!chat || !written) {
      throw notOfChat('/channels/teams');
    }
    const { id, user, text } = written;
    const person = linkedPerson(chat.people, user);
    if (person === null) return Response.json(chat.commands.answer(notLinked));
    const doing = onBehalf(context, services);
    return Response.json(chat.commands.answer(await doCommand(doing, { person, text, id })));
  },
};
