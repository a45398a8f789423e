import type { Signal } from './signal.ts';

/** How far a source's clock may be ahead of ours. */
export const mostAhead = 300_000;

/**
 * A signal without the times that have not come yet. A clock that runs ahead would have the last word for as long as it
 * does, and each repeat would begin anew: such a start is not believed, and such a signal was said when it came.
 * @param receivedAt - epoch milliseconds, by our clock
 */
export function notAhead(signal: Signal, receivedAt: number): Signal {
  const latest = receivedAt + mostAhead;
  const { startsAt, at, ...others } = signal;
  const hasStart = startsAt !== undefined && startsAt <= latest;
  const isSaidAhead = (at ?? startsAt ?? receivedAt) > latest;
  return {
    ...others,
    ...(hasStart ? { startsAt } : {}),
    ...(isSaidAhead ? { at: receivedAt } : at === undefined ? {} : { at }),
  };
}
