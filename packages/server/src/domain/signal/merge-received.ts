import type { ReceivedSignal, Signal } from './signal.ts';

/**
 * One of each signal, with when it was first and last received: what comes again word for word adds nothing else.
 * What a source says without any time of its own stays as often as it came, since only its arrival tells it apart.
 */
export function mergeReceived(received: readonly ReceivedSignal[]): ReceivedSignal[] {
  const merged = new Map<string, ReceivedSignal>();
  for (const each of received) {
    const words = wordsOf(each);
    const before = merged.get(words) ?? each;
    merged.set(words, {
      signal: each.signal,
      firstReceivedAt: Math.min(before.firstReceivedAt, each.firstReceivedAt),
      lastReceivedAt: Math.max(before.lastReceivedAt, each.lastReceivedAt),
    });
  }
  return [...merged.values()];
}

function wordsOf({ signal, firstReceivedAt }: ReceivedSignal): string {
  const hasTime = signal.startsAt !== undefined || signal.at !== undefined;
  return JSON.stringify([...inOrder(signal), hasTime ? null : firstReceivedAt]);
}

/** All that a signal says, in one order, whichever order its source writes labels in. */
function inOrder(signal: Signal): unknown[] {
  return [
    signal.key,
    signal.kind,
    signal.state,
    signal.startsAt,
    signal.at,
    signal.severity,
    signal.title,
    signal.text,
    Object.entries(signal.labels).sort(([one], [other]) => (one < other ? -1 : 1)),
    signal.links?.map(({ label, url }) => [label, url]),
  ];
}
