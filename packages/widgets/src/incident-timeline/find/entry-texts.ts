import { type SentenceContext, sentenceOf } from '../sentence.ts';
import type { ShownEntry } from '../shown-entry.ts';
import { wordsOf } from '../words-of.ts';

/** What an entry is to whoever looks for one. */
export type EntrySort = 'message' | 'note' | 'change' | 'system';

/** Each entry is of one sort: what people wrote, to everybody or among the desk, and what was done, by whom or by itself. */
export function sortOf(entry: ShownEntry): EntrySort {
  if (isInternalNote(entry)) return 'note';
  if (entry.kind === 'reported' || entry.kind === 'note' || wordsOf(entry)) return 'message';
  return entry.actor.role === 'system' ? 'system' : 'change';
}

function isInternalNote(entry: ShownEntry): boolean {
  return entry.kind === 'note' && entry.visibility === 'internal';
}

/** Who did it, as the timeline calls them. */
export function authorOf({ actor }: ShownEntry, { messages }: SentenceContext): string {
  return actor.name ?? messages.somebody(actor.role);
}

/** All that is read of an entry, each text as it stands there. */
export function textsOf(entry: ShownEntry, context: SentenceContext): string[] {
  const { messages, desk } = context;
  const { who, what } = sentenceOf(entry, context) ?? {};
  const files = 'attachments' in entry ? entry.attachments : undefined;
  const isRetracted = entry.kind === 'note' && entry.retracted;
  return [
    who ?? '',
    isInternalNote(entry) ? messages.didNote : (what ?? ''),
    isRetracted ? messages.retracted : wordsOf(entry),
    entry.kind === 'resolved' ? messages.codes[entry.code] : '',
    ...(desk?.wordsOf(entry) ?? []),
    ...(files?.map(({ name }) => name) ?? []),
  ].filter(Boolean);
}
