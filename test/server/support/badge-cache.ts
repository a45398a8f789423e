import { vi } from 'vitest';
import { BadgeCache } from '../../../packages/server/src/operations/incidents/badge-cache.ts';

/** Does something that reads every badge from the database, and keeps none for later. */
export async function withoutKeptBadges<T>(work: () => Promise<T>): Promise<T> {
  const get = vi.spyOn(BadgeCache.prototype, 'get').mockReturnValue(null);
  const keep = vi.spyOn(BadgeCache.prototype, 'keep').mockReturnValue(undefined);
  try {
    return await work();
  } finally {
    get.mockRestore();
    keep.mockRestore();
  }
}
