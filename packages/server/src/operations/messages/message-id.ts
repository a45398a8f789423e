import { z } from 'zod';
import { fieldError, KitError } from '../../domain/errors.ts';

export const messageId = z
  .string('Name a message.')
  .max(100)
  .regex(/^msg_\w+$/, 'Name a message as the list has it.');

export function messageNotFound(id: string): KitError {
  return new KitError('not-found', `There is no message ${id} of that kind. Load the list again.`, {
    fields: [fieldError(['id'], 'No such message.', 'not-found', { id })],
  });
}
