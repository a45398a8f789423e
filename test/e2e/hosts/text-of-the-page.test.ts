import { describe, expect } from 'vitest';
import { seenTexts, visitAll } from '../support/all-elements.ts';
import { test } from '../support/world.ts';

describe('a host that sets its text in its own way', () => {
  test('keeps the words of elements as large as they have to be, where a rem is 10px', async ({
    world,
  }) => {
    const page = await visitAll(world, ':root { font-size: 62.5% }');
    const small = (await seenTexts(page)).filter(({ px }) => px < 11.99);
    expect(small).toEqual([]);
    // Whoever needs larger text gets it, in the page and in the elements.
    await page.evaluate(() => {
      document.adoptedStyleSheets[0]?.replaceSync(':root { font-size: 200% }');
    });
    const large = (await seenTexts(page)).filter(({ px }) => px < 23.9);
    expect(large).toEqual([]);
  });

  test('keeps its ways to itself', async ({ world }) => {
    const inherited: Record<string, string> = {
      'white-space': 'nowrap',
      'text-transform': 'uppercase',
      'letter-spacing': '7px',
      'word-spacing': '9px',
      'text-indent': '40px',
      'font-style': 'italic',
      'font-variant-caps': 'small-caps',
      'text-shadow': 'rgb(255, 0, 0) 1px 1px 0px',
      '-webkit-text-fill-color': 'rgb(255, 0, 0)',
    };
    const ofPanels: Record<string, string> = {
      'font-weight': '800',
      'line-height': '60px',
      'text-align': 'center',
      'word-break': 'break-all',
      hyphens: 'auto',
      cursor: 'crosshair',
    };
    const all = { ...inherited, ...ofPanels };
    const declarations = Object.entries(all).map((each) => each.join(': '));
    const page = await visitAll(world, `body { ${declarations.join('; ')} }`);
    const taken = await page.evaluate(
      ([each, panelsOnly]) =>
        ['incident-report', 'incident-timeline', 'priority-matrix', 'sla-badge'].flatMap((tag) => {
          const element = document
            .querySelector(tag)
            ?.shadowRoot?.querySelector('form, .frame, .badge');
          if (!element) return [`${tag} shows nothing`];
          const style = getComputedStyle(element);
          const names = [...each, ...(tag === 'sla-badge' ? [] : panelsOnly)];
          const page = getComputedStyle(document.body);
          return names
            .filter((name) => style.getPropertyValue(name) === page.getPropertyValue(name))
            .map((name) => `${tag} has ${name}`);
        }),
      [Object.keys(inherited), Object.keys(ofPanels)] as const,
    );
    expect(taken).toEqual([]);
  });
});
