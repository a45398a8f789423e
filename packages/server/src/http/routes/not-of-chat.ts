import { KitError } from '../../domain/errors.ts';

/** Whoever is not the chat is told nothing of what there is. @param path where chats of its kind send to */
export function notOfChat(path: string): KitError {
  const message = 'There is no such channel, or this was not signed by its chat just now.';
  return new KitError('not-found', message, { details: { path } });
}
