import type { Page } from 'playwright-core';
import type { World } from './world.ts';

/** The elements with a surface of their own. */
export const panels = [
  'alert-rules',
  'alert-sources',
  'incident-learning',
  'incident-list',
  'incident-report',
  'incident-metrics',
  'incident-review',
  'incident-timeline',
  'knowledge-search',
  'on-call',
  'priority-matrix',
  'problem-list',
  'problem-record',
  'process-map',
  'sent-messages',
  'service-objectives',
  'signal-anomalies',
] as const;

/**
 * A page of somebody's site with every element on it, each put into a piece of the site's markup, and
 * with the site's styles.
 */
export async function visitAll(
  world: World,
  css: string,
  place: (element: string) => string = (element) => element,
): Promise<Page> {
  const reference = await world.report();
  const elements = [
    '<alert-rules></alert-rules>',
    '<alert-sources></alert-sources>',
    '<incident-learning></incident-learning>',
    '<incident-list></incident-list>',
    '<incident-notifications></incident-notifications>',
    '<incident-report></incident-report>',
    '<incident-metrics></incident-metrics>',
    `<incident-review incident="${reference}"></incident-review>`,
    `<incident-timeline incident="${reference}"></incident-timeline>`,
    '<knowledge-search></knowledge-search>',
    '<on-call></on-call>',
    '<priority-matrix></priority-matrix>',
    '<problem-list></problem-list>',
    '<problem-record></problem-record>',
    '<process-map></process-map>',
    '<sent-messages></sent-messages>',
    '<service-objectives></service-objectives>',
    '<signal-anomalies></signal-anomalies>',
    `<sla-badge incident="${reference}"></sla-badge>`,
  ];
  const body = elements.map(place).join('\n');
  const page = await world.visit(world.host.page(world.kit.url, body, 'grace'));
  await page.waitForFunction(
    (count) =>
      [...document.querySelectorAll(':defined')].filter(
        (each) => each.localName.includes('-') && !each.matches(':state(loading)'),
      ).length === count,
    elements.length,
  );
  // The site's policy takes no inline styles; its own sheets it has.
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets.push(sheet);
    // Says that something around has changed, as a sheet that is loaded does.
    dispatchEvent(new Event('load'));
  }, css);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve(0))));
  return page;
}

/** Words that are seen, with their size in px and their contrast to what is painted behind them. */
export interface SeenText {
  tag: string;
  text: string;
  px: number;
  contrast: number;
}

/** All words that the elements of a page show. */
export function seenTexts(page: Page): Promise<SeenText[]> {
  return page.evaluate(() => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    if (!canvas) throw new Error('No canvas.');
    /** Paints colours over each other; gives what is then seen. */
    const paint = (colors: string[]): number[] => {
      canvas.clearRect(0, 0, 1, 1);
      for (const color of colors) {
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
      }
      return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const luminance = (rgb: number[]) =>
      rgb
        .slice(0, 3)
        .map((value) => value / 255)
        .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
        .reduce((sum, value, index) => sum + value * ([0.2126, 0.7152, 0.0722][index] ?? 0), 0);
    const around = (node: Element): Element | null =>
      node.parentElement ?? (node.getRootNode() as ShadowRoot).host ?? null;
    const texts: SeenText[] = [];
    const look = (tag: string, root: ParentNode) => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot) look(element.localName, element.shadowRoot);
        const text = [...element.childNodes]
          .filter((node) => node.nodeType === 3)
          .map((node) => node.textContent?.trim())
          .join('');
        if (!tag || !text || !element.checkVisibility() || element.closest('.quiet, option, style'))
          continue;
        const grounds: string[] = [];
        for (let node: Element | null = element; node; node = around(node)) {
          const { backgroundColor, backgroundImage } = getComputedStyle(node);
          const gradient = /\brgba?\([^)]+\)/.exec(backgroundImage)?.[0];
          grounds.unshift(backgroundColor, ...(gradient ? [gradient] : []));
        }
        const dark = getComputedStyle(document.documentElement).colorScheme === 'dark';
        const ground = ['#fff', ...(dark ? ['#121212'] : []), ...grounds];
        const style = getComputedStyle(element);
        const lights = [luminance(paint(ground)), luminance(paint([...ground, style.color]))];
        texts.push({
          tag,
          text,
          px: Number.parseFloat(style.fontSize),
          contrast: (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05),
        });
      }
    };
    look('', document);
    return texts;
  });
}
