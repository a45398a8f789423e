import { describe, expect } from 'vitest';
import { panels, visitAll } from '../support/all-elements.ts';
import { test } from '../support/world.ts';

/** Those that are as wide as what they show. */
const hasOwnWidth = /^<(sla-badge|incident-notifications)/;

const places: Record<string, string> = {
  dialog: '<dialog open>…</dialog>',
  popover: '<div popover class="popover">…</div>',
  'flex row': '<div class="row">…<p>Something beside it</p></div>',
  'flex column that centres': '<div class="column">…</div>',
  'cell of a table': '<table><tr><td>…</td><td>Another</td></tr></table>',
  float: '<div class="float">…</div>',
  'inline block': '<div class="inline">…</div>',
  'absolute box': '<div class="absolute">…</div>',
  'grid that centres': '<div class="grid">…</div>',
};

const css = `
  .row { display: flex }
  .column { display: flex; flex-direction: column; align-items: center }
  .float { float: inline-start }
  .inline { display: inline-block }
  .absolute { position: absolute }
  .grid { display: grid; justify-items: center }
  .least { inline-size: min-content }
  .inline-elements > * { display: inline-block }
  .floating-elements > * { float: inline-start }
  .flex-elements > * { display: flex }
`;

describe('a host that asks an element for its width', () => {
  test('gets one that can be worked with, in whatever box it puts it', async ({ world }) => {
    const all = [
      ...Object.values(places),
      '<div class="least">…</div>',
      '<div class="inline-elements">…</div>',
      '<div class="floating-elements">…</div>',
      '<div class="flex-elements">…</div>',
    ].join('\n');
    const page = await visitAll(world, css, (element) =>
      hasOwnWidth.test(element) ? element : `<section>${element}</section>`,
    );
    await page.setViewportSize({ width: 1000, height: 800 });
    const widths = await page.evaluate(
      ([markup, tags]) => {
        const found: Record<string, number> = {};
        for (const tag of tags) {
          const element = document.querySelector<HTMLElement>(tag);
          const section = element?.parentElement;
          if (!element || !section) throw new Error(`No ${tag}.`);
          for (const place of markup.split('\n')) {
            section.innerHTML = place.replace('…', '<i></i>');
            section.querySelector('i')?.replaceWith(element);
            section.querySelector<HTMLElement>('[popover]')?.showPopover();
            found[`${tag} in ${place}`] = element.getBoundingClientRect().width;
          }
        }
        return found;
      },
      [all, [...panels]] as const,
    );
    for (const [place, width] of Object.entries(widths)) {
      expect(width, place).toBeGreaterThanOrEqual(place.includes('least') ? 240 : 400);
      expect(width, place).toBeLessThanOrEqual(1000);
    }
  });

  test('is not overflown where there is little room', async ({ world }) => {
    const page = await visitAll(
      world,
      '.narrow { inline-size: 200px; overflow: auto }',
      (element) => (hasOwnWidth.test(element) ? element : `<div class="narrow">${element}</div>`),
    );
    await page.setViewportSize({ width: 320, height: 600 });
    const overflows = await page.evaluate(() =>
      [...document.querySelectorAll('.narrow')].map((each) => each.scrollWidth - each.clientWidth),
    );
    expect(overflows).toEqual(panels.map(() => 0));
  });

  test('has its two columns where there is room for them', async ({ world }) => {
    const page = await visitAll(world, '');
    const columns = () =>
      page
        .locator('incident-report .columns')
        .evaluate((each) => getComputedStyle(each).gridTemplateColumns.split(' ').length);
    await page.setViewportSize({ width: 1000, height: 600 });
    expect(await columns()).toBe(2);
    await page.setViewportSize({ width: 360, height: 600 });
    expect(await columns()).toBe(1);
  });
});
