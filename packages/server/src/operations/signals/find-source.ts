import { fieldError, KitError } from '../../domain/errors.ts';
import type { Source, Sources } from './sources.ts';

/** @throws KitError `not-found` */
export function findSource(sources: Sources, key: string): Source {
  const source = sources.get(key);
  if (source !== undefined) return source;
  throw new KitError('not-found', `There is no source ${key}. Load the list again.`, {
    fields: [fieldError(['source'], 'No such source.', 'not-found', { id: key })],
  });
}
