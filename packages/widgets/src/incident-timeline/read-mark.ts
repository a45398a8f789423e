import type { TimelineEntry } from '@incident-kit/server/domain';
import type { KitClient } from '../client/client.ts';

/**
 * Says up to where somebody has read, once for each newest entry that they could see. Whoever holds a receipt is
 * nobody who could come back to a list.
 * @param until - what was said last, epoch milliseconds
 * @returns what is said by now
 */
export function markRead(
  kit: KitClient,
  incident: string,
  entries: readonly TimelineEntry[],
  until: number,
): number {
  const newest = entries.at(-1)?.at ?? 0;
  if (newest <= until || kit.settings.receipt || document.hidden) return until;
  // Without an answer it stays unread, which is no harm.
  kit.call((api) => api.incidents.markRead.mutate({ incident, until: newest })).catch(() => {});
  return newest;
}
