import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { grace } from '../../examples/demo/people.ts';
import { contrastsOf, type Pair } from './support/contrast.ts';
import { openDemo } from './support/demo.ts';
import { test, type World } from './support/world.ts';

const timeline = { tag: 'incident-timeline', against: 'own' } as const;
const field = 'input:not([type=radio], [type=checkbox], [type=color]), select, textarea';
const border = 'border-block-start-color';
const line = 'border-inline-start-color';

/** What says something by its colour, and not in words as well. */
const pairs: Pair[] = [
  ...['incident-report', 'incident-timeline', 'priority-matrix'].flatMap((tag): Pair[] => [
    { tag, selector: field, property: border, against: 'own' },
    { tag, selector: field, property: border, against: 'around' },
    { tag, selector: 'button.primary', property: 'background-color', against: 'around' },
  ]),
  ...['incident-timeline', 'priority-matrix'].map(
    (tag): Pair => ({
      tag,
      selector: 'button:not(.primary, .plain, [role=menuitem])',
      property: border,
      against: 'own',
    }),
  ),
  { tag: 'incident-report', selector: '.card', property: border, against: 'around' },
  {
    tag: 'incident-report',
    selector: '.card:has(:checked)',
    property: 'box-shadow',
    against: 'own',
  },
  { ...timeline, selector: '.entry.internal .words', property: line },
  { ...timeline, selector: '.entry.internal .words', property: line, against: 'around' },
  { ...timeline, selector: '.to-desk .words', property: line },
  { ...timeline, selector: '.composer[data-visibility=internal]', property: line },
  { ...timeline, selector: '.audiences [aria-expanded=true]', property: 'box-shadow' },
  {
    ...timeline,
    selector: '.audiences [aria-expanded=true]',
    property: 'box-shadow',
    against: 'around',
  },
  { tag: 'priority-matrix', selector: '.cell.dirty', property: 'box-shadow', against: 'own' },
  {
    tag: 'priority-matrix',
    selector: '.cell[aria-expanded=true]',
    property: 'outline-color',
    against: 'own',
  },
  {
    tag: 'priority-matrix',
    selector: '.cell[aria-expanded=true]',
    property: 'outline-color',
    against: 'around',
  },
  { tag: 'sla-badge', selector: '.bar', pseudo: '::after', property: border, against: 'around' },
  { tag: 'sla-badge', selector: '.ring path:not(.track)', property: 'stroke', against: 'around' },
];

/** One page with every element on it, each with something chosen, written or open. */
async function visitStates(world: World): Promise<Page> {
  const incident = await world.report({ impact: 'high', urgency: 'high' });
  const { incidents } = world.kit.as(grace);
  for (const visibility of ['public', 'internal'] as const) {
    await incidents.addNote.mutate({ incident, text: visibility, visibility, key: randomUUID() });
  }
  const { ways } = await incidents.get.query({ incident });
  const to = ways.find(({ category }) => category === 'waiting')?.id ?? '';
  await incidents.hold.mutate({ incident, to, reason: 'A part is missing' });
  const other = await world.report();
  const page = await world.open(
    `<incident-report></incident-report>
     <incident-timeline incident="${incident}"></incident-timeline>
     <sla-badge incident="${other}" variant="bar"></sla-badge>
     <sla-badge incident="${other}" variant="ring"></sla-badge>
     <priority-matrix></priority-matrix>`,
    'amir',
  );
  await page.locator('incident-report .card').first().click();
  await page.locator('sla-badge .bar').waitFor();
  await page.locator('sla-badge .ring path[pathLength]').first().waitFor();
  await page.locator('.composer[data-visibility=internal]').waitFor();
  await page.getByRole('button', { name: 'Edit levels and priorities' }).click();
  await page.locator('[data-place="low/low"]').press('3');
  await page.locator('[data-place="low/medium"]').click();
  await page.locator('.listbox').waitFor();
  return page;
}

/** As far from 3 as rounding to eight bits may bring it. */
const least = 2.99;

async function expectSeen(page: Page, wanted: Pair[]): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // Colours take their time to change.
    const faint = async () =>
      Object.entries(await contrastsOf(page, wanted)).filter(([, ratio]) => ratio < least);
    await expect.poll(faint, { message: colorScheme, timeout: 3000 }).toEqual([]);
  }
}

describe('what is told by colour', () => {
  test('is seen at 3:1 in light and dark: fields, what is chosen, notes of the desk, bars', async ({
    world,
  }) => {
    const page = await visitStates(world);
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(':root { color-scheme: light dark }');
      document.adoptedStyleSheets.push(sheet);
    });
    await expectSeen(page, pairs);
  });

  test('is still told apart in forced colours', async ({ world }) => {
    const page = await visitStates(world);
    await page.emulateMedia({ forcedColors: 'active' });
    const alike = () =>
      page.evaluate(() => {
        const properties = ['outline-style', 'background-color', 'border-inline-start-width'];
        const seen = (tag: string, selector: string, pseudo?: string) => {
          const element = document.querySelector(tag)?.shadowRoot?.querySelector(selector);
          if (!element) throw new Error(`No ${selector} in ${tag}.`);
          const style = getComputedStyle(element, pseudo);
          return [...properties, 'opacity', 'inline-size']
            .map((each) => style.getPropertyValue(each))
            .join(' ');
        };
        const apart: [string, string, string][] = [
          ['incident-timeline', '.entry.internal .words', '.entry.note:not(.internal) .words'],
          ['incident-timeline', '.to-desk .words', '.entry.note:not(.internal) .words'],
          [
            'incident-timeline',
            '.audiences [aria-expanded=true]',
            '.audiences [aria-expanded=false]',
          ],
          [
            'priority-matrix',
            '.cell[aria-expanded=true]',
            '.cell[aria-expanded=false]:not(.dirty)',
          ],
          ['priority-matrix', '.cell.dirty', '.cell[aria-expanded=false]:not(.dirty)'],
        ];
        const found = apart.filter(([tag, one, other]) => {
          const [a = '', b = ''] = [seen(tag, one), seen(tag, other)];
          // Sizes differ by what is in them.
          return a.split(' ').slice(0, -1).join() === b.split(' ').slice(0, -1).join();
        });
        const bar = ['::before', '::after'].map((pseudo) => seen('sla-badge', '.bar', pseudo));
        return [...found, ...(bar[0] === bar[1] ? ['the bar and its track'] : [])];
      });
    // Colours go over into others for a moment.
    await expect.poll(alike, { timeout: 3000 }).toEqual([]);
    await page.keyboard.press('Escape');
    const unseen: string[] = [];
    for (const [focused, outlined] of [
      ['.cell.dirty', '.cell.dirty'],
      ['.audiences [aria-expanded=true]', '.audiences [aria-expanded=true]'],
    ] as const) {
      const outline = () =>
        page.locator(outlined).evaluate((element) => getComputedStyle(element).outline);
      await page.locator(focused).blur();
      const before = await outline();
      await page.locator(focused).focus();
      if ((await outline()) === before) unseen.push(focused);
    }
    expect(unseen, 'What is chosen or changed hides that it has the focus.').toEqual([]);
  });

  test('is seen on the demo’s own pages, and where colours are forced', async ({ world }) => {
    const url = await openDemo(world);
    for (const impact of ['high', 'low']) await world.report({ impact, urgency: impact });
    const chosen: Record<string, [string, string, string]> = {
      '/admin': ['nav [aria-current]', 'nav a:not([aria-current])', line],
    };
    for (const [path, [selector, other, property]] of Object.entries(chosen)) {
      const page = await world.visit(`${url}${path}`);
      await page.locator(selector).first().waitFor();
      await expectSeen(page, [{ tag: '', selector, property, against: 'own' }]);
      await page.emulateMedia({ forcedColors: 'active' });
      const widths = await page.evaluate(
        (both) =>
          both.map((each) => {
            const element = document.querySelector(each);
            return element && getComputedStyle(element).borderInlineStartWidth;
          }),
        [selector, other],
      );
      expect(widths, path).toEqual(['3px', '0px']);
    }
  });
});

describe('what fields and cells are called', () => {
  test('tells each of them from the others', async ({ world }) => {
    const page = await world.open('<priority-matrix></priority-matrix>', 'amir');
    await page
      .getByRole('gridcell', { name: 'High impact, Medium urgency: P2 High', exact: true })
      .waitFor();
    await page.getByRole('button', { name: 'Edit levels and priorities' }).click();
    await page.getByRole('textbox', { name: 'Name of P2', exact: true }).waitFor();
    await page.getByRole('textbox', { name: 'Name of High urgency', exact: true }).waitFor();
    const session = await page.context().newCDPSession(page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const names = nodes
      .filter(({ role }) =>
        ['textbox', 'spinbutton', 'combobox', 'ColorWell', 'gridcell'].includes(role?.value),
      )
      .map(({ role, name }) => `${role?.value} ${name?.value}`)
      // The corner above the levels.
      .filter((name) => name !== 'gridcell ');
    expect(names.length).toBeGreaterThan(35);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
