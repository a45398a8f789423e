import { isDesk, type Role } from '../actor.ts';

/** For whom a view is made: people of the desk see internal notes, everybody else does not. */
export type Audience = 'desk' | 'public';

export function audienceOf(role: Role): Audience {
  return isDesk(role) ? 'desk' : 'public';
}
