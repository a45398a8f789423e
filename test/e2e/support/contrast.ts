import type { Page } from 'playwright-core';

/** A colour that says something, and what it has to be told apart from. */
export interface Pair {
  /** The element that it is in; empty for the page itself. */
  tag: string;
  selector: string;
  pseudo?: '::before' | '::after';
  /** The property that paints it. */
  property: string;
  /** Its own ground, or that of what is around it. */
  against: 'own' | 'around';
}

/** The contrast of each pair, by its name: least of all that are seen, 0 where none is. */
export function contrastsOf(page: Page, pairs: Pair[]): Promise<Record<string, number>> {
  return page.evaluate((wanted) => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    if (!canvas) throw new Error('No canvas.');
    const luminance = (colors: string[]): number => {
      canvas.clearRect(0, 0, 1, 1);
      for (const color of colors) {
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
      }
      const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data]
        .map((value) => value / 255)
        .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const around = (node: Element): Element | null =>
      node.parentElement ?? (node.getRootNode() as ShadowRoot).host ?? null;
    const groundOf = (element: Element | null): string[] => {
      const grounds: string[] = [];
      for (let node = element; node; node = around(node)) {
        grounds.unshift(getComputedStyle(node).backgroundColor);
      }
      const dark = matchMedia('(prefers-color-scheme: dark)').matches;
      return ['#fff', ...(dark ? ['#121212'] : []), ...grounds];
    };
    const found: Record<string, number> = {};
    for (const { tag, selector, pseudo, property, against } of wanted) {
      const roots = tag
        ? [...document.querySelectorAll(tag)].map(({ shadowRoot }) => shadowRoot as ParentNode)
        : [document];
      const ratios = roots
        .flatMap((root) => [...root.querySelectorAll(selector)])
        .filter((element) => element.checkVisibility())
        .map((element) => {
          const ground = groundOf(against === 'own' ? element : around(element));
          const style = getComputedStyle(element, pseudo);
          const color = /[a-z]+\([^)]*\)/.exec(style.getPropertyValue(property))?.[0];
          // A line that has no width, no style or no colour is not seen.
          const of = (part: string) => style.getPropertyValue(property.replace('-color', part));
          const isLine = /^(border|outline)/.test(property);
          const isThere =
            color &&
            !(isLine && (Number.parseFloat(of('-width')) === 0 || of('-style') === 'none'));
          const lights = [luminance(ground), luminance(isThere ? [...ground, color] : ground)];
          return (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05);
        });
      const name = `${tag} ${selector}${pseudo ?? ''} ${property} against ${against}`;
      found[name] = ratios.length ? Math.min(...ratios) : 0;
    }
    return found;
  }, pairs);
}
