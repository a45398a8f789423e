import type { StoredEvent } from '../store/port/log.ts';
import { type Tampering, tampered } from './tampering.ts';

/**
 * The first event of an export that a log does not have as it was exported. Both are whole in
 * themselves, so from one hash that is the same, everything before it is.
 * @returns null when the log has all of them
 */
export async function firstDifference(
  log: AsyncIterable<StoredEvent>,
  exported: AsyncIterable<StoredEvent>,
): Promise<Tampering | null> {
  const theirs = exported[Symbol.asyncIterator]();
  let { value: wanted, done } = await theirs.next();
  for await (const event of log) {
    if (done || !wanted) return null;
    if (event.seq < wanted.seq) continue;
    if (event.hash !== wanted.hash) {
      const rest = 'was replaced since it was exported, and the hashes made anew.';
      return tampered('rewritten', wanted, rest);
    }
    ({ value: wanted, done } = await theirs.next());
  }
  if (done || !wanted) return null;
  return tampered('tail-cut', wanted, 'and what came after it were cut off since the export.');
}
