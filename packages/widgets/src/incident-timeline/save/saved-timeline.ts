import type { TimelineSaveMessages } from '../../locales/en/timeline-save.ts';
import type { Head } from '../head.ts';
import { type SentenceContext, sentenceOf } from '../sentence.ts';
import type { ShownEntry } from '../shown-entry.ts';
import { wordsOf } from '../words-of.ts';

/** A timeline as somebody takes it along: what they were given, and in whose words. */
export interface SavedTimeline {
  head: Head;
  /** In the log's order, notes as they read by now. */
  entries: readonly ShownEntry[];
  context: SentenceContext;
  words: Pick<TimelineSaveMessages, 'status' | 'priority' | 'files' | 'columns' | 'yes'>;
}

/** An entry in words. */
export interface SavedEntry {
  who: string;
  what: string;
  /** What people wrote, and what the desk alone reads of it. */
  texts: string[];
  files: string[];
  isForDesk: boolean;
}

export function savedEntryOf(entry: ShownEntry, context: SentenceContext): SavedEntry {
  const { messages, desk } = context;
  const { who, what = '' } = sentenceOf(entry, context) ?? {};
  const isRetracted = entry.kind === 'note' && entry.retracted;
  const edited = entry.kind === 'note' && entry.edited ? ` (${messages.edited})` : '';
  const texts = [
    entry.kind === 'resolved' ? messages.codes[entry.code] : '',
    isRetracted ? messages.retracted : wordsOf(entry),
    ...(desk?.wordsOf(entry) ?? []),
  ];
  const files = 'attachments' in entry ? (entry.attachments ?? []) : [];
  return {
    who: who ?? '',
    what: what + edited,
    texts: texts.filter(Boolean),
    files: files.map(({ name }) => name),
    isForDesk: desk?.isForDesk(entry) ?? false,
  };
}
