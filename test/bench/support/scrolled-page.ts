import type { Browser } from 'playwright-core';
import { frameWork } from './frame-work.ts';

/** How many frames it is scrolled for, and how far in each: three rows, as a wheel that is turned fast. */
const frames = 600;
const step = 108;

/** A page with something windowed on it: the kit's element, or a plain list in the page itself. */
export interface ScrolledPage {
  html: string;
  /** The element whose shadow root it is in; undefined where it is in the page. */
  element?: string;
  row: string;
  scroller: string;
  /** All elements that it consists of. */
  all: string;
  /** It begins at its end. */
  isUpwards?: true;
}

export interface Figures {
  first: number;
  median: number;
  late: number;
  worst: number;
  /** Of a frame's work, in the middle, at 99 % and at most. */
  work: number;
  lateWork: number;
  mostWork: number;
  elements: number;
}

export const quantile = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[
    Math.min(values.length - 1, Math.floor(values.length * share))
  ] ?? 0;

/** Opens such a page and scrolls it: when its first row was there, and what each frame took. */
export async function measureScrolling(
  browser: Browser,
  address: string,
  look: ScrolledPage,
): Promise<Figures> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.addInitScript(({ element, row }) => {
    const lookFor = () => {
      const root = element ? document.querySelector(element)?.shadowRoot : document;
      if (root?.querySelector(row)) performance.mark('first');
      else requestAnimationFrame(lookFor);
    };
    lookFor();
  }, look);
  await page.goto(address);
  // A list that says why it has none would else be waited for without end.
  await page.locator(look.row).first().waitFor();
  const scroll = () =>
    page.evaluate(
      async ({ frames, step, element, scroller, all }) => {
        const root = (element && document.querySelector(element)?.shadowRoot) || document;
        const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
        const first = performance.getEntriesByName('first')[0]?.startTime ?? 0;
        const scrolled = root.querySelector(scroller) as HTMLElement;
        const taken: number[] = [];
        let elements = 0;
        let before = await frame();
        for (let index = 0; index < frames; index += 1) {
          scrolled.scrollTop += step;
          const now = await frame();
          taken.push(now - before);
          before = now;
          if (index % 20 === 0) elements = Math.max(elements, root.querySelectorAll(all).length);
        }
        return { first, taken, elements };
      },
      { frames, step: look.isUpwards ? -step : step, ...look },
    );
  const { first, taken, elements } = await scroll();
  // Once more, from where it began: to be traced takes time of its own.
  await page.evaluate(({ element, scroller, isUpwards }) => {
    const root = (element && document.querySelector(element)?.shadowRoot) || document;
    const scrolled = root.querySelector(scroller) as HTMLElement;
    scrolled.scrollTop = isUpwards ? scrolled.scrollHeight : 0;
  }, look);
  const worked = await frameWork(browser, page, scroll);
  await context.close();
  return {
    first,
    elements,
    median: quantile(taken, 0.5),
    late: quantile(taken, 0.99),
    worst: Math.max(...taken),
    work: quantile(worked, 0.5),
    lateWork: quantile(worked, 0.99),
    mostWork: Math.max(...worked),
  };
}

/** Measures pages in turns and tells of each: the first round warms the caches of all, and is not counted. */
export async function compareScrolling(
  title: string,
  pages: Record<string, ScrolledPage>,
  measure: (page: ScrolledPage) => Promise<Figures>,
  rounds = 3,
): Promise<void> {
  const measured = new Map(Object.keys(pages).map((name) => [name, [] as Figures[]]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, page] of Object.entries(pages)) {
      const one = await measure(page);
      if (round > 0) measured.get(name)?.push(one);
    }
  }
  console.log(`\n${title}, ms (median of ${rounds}):`);
  const heads = ['first row', 'frame', '99 %', 'worst', 'work', '99 %', 'worst', 'elements'];
  console.log(''.padEnd(30) + heads.map((each) => each.padStart(11)).join(''));
  for (const [name, all] of measured) {
    const of = (figure: keyof Figures) =>
      quantile(
        all.map((one) => one[figure]),
        0.5,
      );
    const told = ['first', 'median', 'late', 'worst', 'work', 'lateWork', 'mostWork'] as const;
    const cells = [...told.map((figure) => of(figure).toFixed(1)), String(of('elements'))];
    console.log(name.padEnd(30) + cells.map((each) => each.padStart(11)).join(''));
  }
}
