import { isDesk, type Role } from '../actor.ts';
import type { Incident } from '../incident/state.ts';

/** For whom a view is made: people of the desk see internal notes, everybody else does not. */
export type Audience = 'desk' | 'public';

export function audienceOf(role: Role): Audience {
  return isDesk(role) ? 'desk' : 'public';
}

/**
 * The position that an answer is of, as its reader is told it: that of the log, or for everybody else the
 * last of what the answer is about, as how far the log has come tells of work that is not theirs.
 * @param told positions of what they may know of
 */
export function answeredAt(audience: Audience, head: number, told: readonly number[]): number {
  return audience === 'desk' ? head : Math.max(0, ...told);
}

/** Position in the log of the last event of an incident that its reader may know of. */
export function lastSeqFor(audience: Audience, { seq, publicSeq }: Incident): number {
  return audience === 'desk' ? seq : publicSeq;
}
