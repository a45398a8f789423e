import type { ShownEntry } from './shown-entry.ts';

/** What people wrote about it, for everybody who sees the entry; empty for nothing. */
export function wordsOf(entry: ShownEntry): string {
  const { kind } = entry;
  if (kind === 'reported') return entry.description;
  if (kind === 'cancelled' || kind === 'merged') return entry.reason ?? '';
  return ('text' in entry && entry.text) || '';
}
