import { KitError } from '../../domain/errors.ts';
import type { Owner } from '../../store/port/personal.ts';
import type { OperationContext } from '../context.ts';

/**
 * Whose own things a caller keeps and reads.
 * @throws KitError `sign-in-required` for whoever has no name that the host gave them
 */
export function ownerOf({ caller }: OperationContext): Owner {
  if (caller.id === null || !caller.site)
    throw new KitError('sign-in-required', 'Sign in to do this.');
  return { site: caller.site.key, person: caller.id };
}
