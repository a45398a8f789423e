import type { Incident } from '../incident/state.ts';
import type { Audience } from './audience.ts';

/**
 * What happened to an incident is told to the desk by its position in the log, and to everybody else by its
 * number among what they may know of, so that what the desk does among itself leaves no gap. The numbers are
 * counted from here on, where no log ever comes to: so a position says by itself which of the two it is, and one
 * that was told to somebody in another role, or by a version before, is none that could be mistaken.
 */
const publicOrigin = 1e12;

type Counted = Pick<Incident, 'seq' | 'publicSeqs'>;

/** The position that a number of public events has; 0 stands for before the first, as in the log. */
export function publicPosition(count: number): number {
  return count === 0 ? 0 : publicOrigin + count;
}

/** How many public events a position stands for; null when it is one of the log. */
export function publicCountAt(position: number): number | null {
  if (position === 0) return 0;
  return position > publicOrigin ? position - publicOrigin : null;
}

/** The position of an event of an incident, or of the last before it, as an audience is told it. */
export function positionOf(audience: Audience, { publicSeqs }: Counted, seq: number): number {
  if (audience === 'desk') return seq;
  const after = publicSeqs.findLastIndex((each) => each <= seq);
  return publicPosition(after + 1);
}

/** The position of the last event of an incident that an audience may know of. */
export function lastPosition(audience: Audience, { seq, publicSeqs }: Counted): number {
  return audience === 'desk' ? seq : publicPosition(publicSeqs.length);
}

/**
 * Where in the log a position is that somebody was told, also in another role; null where there is none. Others
 * than the desk cannot ask by positions of the log: what is before and after them would say where things are.
 */
export function seqAt(
  audience: Audience,
  { publicSeqs }: Counted,
  position: number,
): number | null {
  const count = publicCountAt(position);
  if (count === null) return audience === 'desk' ? position : null;
  return count === 0 ? 0 : (publicSeqs[count - 1] ?? null);
}

/**
 * The position that an answer is of, as its reader is told it: that of the log, or for everybody else one from
 * which nothing is missed of anything that the answer is about.
 * @param told positions of what they may know of
 */
export function answeredAt(audience: Audience, head: number, told: readonly number[]): number {
  if (audience === 'desk') return head;
  return told.length > 0 ? Math.min(...told) : 0;
}
