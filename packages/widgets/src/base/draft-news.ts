import { nothing } from 'lit';
import { circleCheckGlyph } from './glyphs/circle-check.ts';
import { triangleAlertGlyph } from './glyphs/triangle-alert.ts';
import { notice } from './notice.ts';

interface Drafted {
  readonly newer: { version: number } | undefined;
  readonly published: number | undefined;
  readonly isComparing: boolean;
}

interface NewsWords {
  published(version: number): string;
  newer(theirs: number, mine: number): string;
  compare: string;
}

/** What was published: from here, or by somebody else while there is a draft. */
export function draftNews(
  { newer, published, isComparing }: Drafted,
  /** The number of the version that is edited. */
  base: number,
  words: NewsWords,
  onCompare: () => void,
): unknown {
  return [
    published === base ? notice('success', circleCheckGlyph, words.published(base)) : nothing,
    newer && !isComparing
      ? notice('warning', triangleAlertGlyph, words.newer(newer.version, base), {
          label: words.compare,
          onClick: onCompare,
        })
      : nothing,
  ];
}
