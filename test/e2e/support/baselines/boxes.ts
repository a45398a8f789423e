import type { Page } from 'playwright-core';

/**
 * Where the parts of a page are: a line for each part, heading, field and button that can be seen, in the
 * order of the page, e.g. `button.primary 12 340 96 32` (x, y, width, height in CSS pixels).
 */
export function boxesOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const boxes: string[] = [];
    const seen = 'h1, h2, h3, h4, h5, h6, button, input, select, textarea, a, th, [part], [role]';
    const look = (root: ParentNode) => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) look(element.shadowRoot);
        if (!element.matches(seen) || element.matches('.quiet, body > [role=status]')) continue;
        if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
        const { x, y, width, height } = element.getBoundingClientRect();
        if (width * height === 0) continue;
        const name = element.getAttribute('part') ?? element.getAttribute('role') ?? '';
        const place = [x + scrollX, y + scrollY, width, height].map(Math.round).join(' ');
        boxes.push(`${element.localName}${name && `[${name.replaceAll(' ', ',')}]`} ${place}`);
      }
    };
    look(document);
    return boxes;
  });
}

/**
 * What has gone, come, or moved or grown by more than letters of another width account for.
 * @param axes - `across` where a line may break at another word, so that all under it moves
 * @returns a sentence for each, at most ten
 */
export function compareBoxes(
  before: readonly string[],
  after: readonly string[],
  axes: 'both' | 'across' = 'both',
): string[] {
  const parts = (boxes: readonly string[]) => boxes.map((box) => box.split(' ')[0]).join(' ');
  if (parts(before) !== parts(after)) {
    const at = before.findIndex((box, index) => box.split(' ')[0] !== after[index]?.split(' ')[0]);
    const place = at < 0 ? before.length : at;
    return [
      `${before.length} parts became ${after.length}; the first that differs was “${before[place] ?? 'nothing'}” and is “${after[place] ?? 'nothing'}”.`,
    ];
  }
  return before
    .flatMap((box, index) => {
      const is = after[index] ?? '';
      const [was, now] = [box, is].map((each) => each.split(' ').slice(1).map(Number));
      const moved = was?.some((value, axis) => {
        if (axes === 'across' && axis % 2 === 1) return false;
        const by = Math.abs(value - (now?.[axis] ?? Number.NaN));
        return !(by <= 3 + Math.abs(value) * 0.03);
      });
      return moved ? [`was “${box}” and is “${is}”`] : [];
    })
    .slice(0, 10);
}
