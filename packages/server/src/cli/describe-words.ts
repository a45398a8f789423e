import type { UnexplainedWord } from '../operations/import/unexplained-words.ts';

/** Words of a field that are printed: those that most rows have. */
const mostShown = 10;

/** Which words of the source are nothing here, and which numbers were taken for what, with what to do about it. */
export function describeWords(words: readonly UnexplainedWord[]): string[] {
  const all = Map.groupBy(words, ({ field, takenFor }) => `${field} ${takenFor !== null}`);
  return [...all.values()].flatMap((each) => {
    const [first] = each;
    if (!first) return [];
    const shown = each.toSorted((a, b) => b.rows - a.rows).slice(0, mostShown);
    const left = each.length - shown.length;
    const more = left > 0 ? [`  … and ${left.toLocaleString('en')} more.`] : [];
    return [headOf(first), ...shown.map(describeWord), ...more];
  });
}

function headOf({ field, takenFor }: UnexplainedWord): string {
  return takenFor === null
    ? `Of ${field}, these are nothing here and stay the source’s words; values.${field} of the mapping can say what they are:`
    : `Of ${field}, 1 was taken for the most pressing; if it is not, levels.${field} of the mapping says so:`;
}

function describeWord({ word, takenFor, rows, line }: UnexplainedWord): string {
  const became = takenFor === null ? '' : ` was taken for ${takenFor}`;
  return `  “${word}”${became} (${rows.toLocaleString('en')} rows, the first in line ${line})`;
}
