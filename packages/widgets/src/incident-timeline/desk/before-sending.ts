import type { TimelineEntry } from '@incident-kit/server/domain';

/** So many words one after the other are no chance. */
const fewestWords = 6;

/** What somebody may want to look at again before everybody reads it. */
export interface Doubts {
  /** Words that an internal note has, too. */
  repeated?: string;
  /** Somebody who is called by name, as it stands there. */
  mention?: string;
}

/** @param internal - what else is for the desk alone, such as a note that has not been sent */
export function doubtsAbout(
  text: string,
  entries: readonly TimelineEntry[],
  internal: string,
): Doubts | undefined {
  const notes = textsByNote(entries);
  const secret = [
    internal,
    ...notes.filter(({ isInternal }) => isInternal).map(({ text }) => text),
  ];
  const open = notes.filter(({ isInternal }) => !isInternal).map(({ text }) => text);
  const repeated = longestRepeated(text, secret, open);
  const mention = /(?:^|[\s(])(@\p{L}[\p{L}\p{M}\p{N}._-]*(?: \p{Lu}\p{L}+)?)/u.exec(text)?.[1];
  if (!repeated && !mention) return undefined;
  return { ...(repeated && { repeated }), ...(mention && { mention }) };
}

/** Notes as they read by now, and what else everybody has read already. */
function textsByNote(entries: readonly TimelineEntry[]) {
  const texts = new Map<number, { text: string; isInternal: boolean }>();
  for (const entry of entries) {
    if (entry.kind === 'note' || entry.kind === 'note-edited') {
      const seq = entry.kind === 'note' ? entry.seq : entry.note;
      texts.set(seq, { text: entry.text, isInternal: entry.visibility === 'internal' });
    } else if (entry.kind === 'reported') {
      texts.set(entry.seq, { text: `${entry.title}\n${entry.description}`, isInternal: false });
    } else if (entry.kind === 'resolved') {
      texts.set(entry.seq, { text: entry.text, isInternal: false });
    }
  }
  return [...texts.values()];
}

interface Word {
  word: string;
  start: number;
  end: number;
}

/** The longest run of words that one of the secret texts has as well, and none that everybody has read. */
function longestRepeated(text: string, secret: string[], open: string[]): string | undefined {
  const words = wordsOf(text);
  const [hidden, read] = [runsOf(secret), runsOf(open)];
  let longest: [from: number, to: number] | undefined;
  let from: number | undefined;
  for (let at = 0; at + fewestWords <= words.length; at += 1) {
    const run = runAt(words, at);
    if (!hidden.has(run) || read.has(run)) from = undefined;
    else {
      from ??= at;
      const to = at + fewestWords;
      if (!longest || to - from > longest[1] - longest[0]) longest = [from, to];
    }
  }
  return longest && text.slice(words[longest[0]]?.start, words[longest[1] - 1]?.end);
}

function runsOf(texts: string[]): Set<string> {
  const runs = new Set<string>();
  for (const words of texts.map(wordsOf)) {
    for (let at = 0; at + fewestWords <= words.length; at += 1) runs.add(runAt(words, at));
  }
  return runs;
}

function runAt(words: readonly Word[], at: number): string {
  return words
    .slice(at, at + fewestWords)
    .map(({ word }) => word)
    .join(' ');
}

let segmenter: Intl.Segmenter | undefined;

/** Also where words are not told apart by spaces. */
function wordsOf(text: string): Word[] {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
  return [...segmenter.segment(text)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment, index }) => ({
      word: segment.toLocaleLowerCase(),
      start: index,
      end: index + segment.length,
    }));
}
