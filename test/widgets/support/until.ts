import { waitUntil } from '@open-wc/testing';

/** Waits until it is so; as long as a busy machine may take. */
export function until(condition: () => unknown, what = 'it is so'): Promise<void> {
  return waitUntil(condition, what, { timeout: 10_000 }) as Promise<void>;
}
