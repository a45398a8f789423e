import { foldEpisodes } from './episodes.ts';
import type { ReceivedSignal, Signal } from './signal.ts';

/**
 * Whether a signal says what was not said before: that something begins, that it is over, that it is as grave as it was
 * not, or that a source still lives. What repeats can come later, or not at all.
 */
export function isNews(signal: Signal, received: readonly ReceivedSignal[]): boolean {
  if (signal.kind !== undefined) return signal.kind === 'heartbeat';
  const last = foldEpisodes(received).at(-1);
  if (last === undefined) return true;
  const { startsAt } = signal;
  const isKnownStart =
    startsAt === undefined || received.some((each) => each.signal.startsAt === startsAt);
  if (signal.state !== last.state || !isKnownStart) return true;
  return signal.state === 'firing' && signal.severity !== last.severity;
}
