import { isDesk, type Role } from '../actor.ts';
import type { Incident } from '../incident/state.ts';

/** For whom a view is made: people of the desk see internal notes, everybody else does not. */
export type Audience = 'desk' | 'public';

export function audienceOf(role: Role): Audience {
  return isDesk(role) ? 'desk' : 'public';
}

/** Position in the log of the last event of an incident that its reader may know of. */
export function lastSeqFor(audience: Audience, { seq, publicSeq }: Incident): number {
  return audience === 'desk' ? seq : publicSeq;
}
