/**
 * `more-than-usual`: of a service's category more were reported than before. `same-words`: more with the same words.
 * `reopened`: of a service's category more were reopened than of the others.
 */
export const hintRules = ['more-than-usual', 'same-words', 'reopened'] as const;
export type HintRule = (typeof hintRules)[number];

/** Something that seems to keep coming back. */
export interface Hint {
  /** Says what it is about without a word of anybody. */
  id: string;
  rule: HintRule;
  service: string | null;
  category: string | null;
  /** Words that its incidents share; empty for other rules. */
  words: string[];
  /** Their numbers, the newest first. */
  incidents: number[];
  /** How many of them there would be if nothing kept coming back, and how many there are. */
  expected: number;
  seen: number;
  /** How likely so many are if nothing keeps coming back. */
  chance: number;
  /** From their reports until they were over, or until now; milliseconds. */
  lostMs: number;
}
