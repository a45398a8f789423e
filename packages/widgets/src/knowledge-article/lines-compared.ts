/** A line of two texts: in both, or in one of them. */
export interface ComparedLine {
  line: string;
  is: 'same' | 'removed' | 'added';
}

/** Of texts of which so many pairs of lines would have to be compared, all is shown as another. */
const mostPairs = 4_000_000;

/** What has to be removed and added for one text to become another, by lines. */
export function compareLines(before: string, after: string): ComparedLine[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  const most = Math.min(a.length, b.length) - head;
  while (tail < most && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const [middleA, middleB] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  const same = (lines: string[]): ComparedLine[] => lines.map((line) => ({ line, is: 'same' }));
  return [
    ...same(a.slice(0, head)),
    ...compareMiddle(middleA, middleB),
    ...same(a.slice(a.length - tail)),
  ];
}

function compareMiddle(a: readonly string[], b: readonly string[]): ComparedLine[] {
  if (a.length * b.length > mostPairs) {
    return [
      ...a.map((line) => ({ line, is: 'removed' as const })),
      ...b.map((line) => ({ line, is: 'added' as const })),
    ];
  }
  const width = b.length + 1;
  // How long the longest common sequence is of what follows in both.
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] as number;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const compared: ComparedLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      compared.push({ line: a[i] as string, is: 'same' });
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) {
      compared.push({ line: a[i] as string, is: 'removed' });
      i += 1;
    } else {
      compared.push({ line: b[j] as string, is: 'added' });
      j += 1;
    }
  }
  return compared;
}
