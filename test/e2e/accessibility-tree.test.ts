import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { openDemo } from './support/demo.ts';
import { test } from './support/world.ts';

interface AxNode {
  role: string;
  name: string;
  /** States and properties, e.g. `selected: true`. */
  is: Record<string, unknown>;
}

/** The page as Chromium tells it to a screen reader. */
async function treeOf(page: Page): Promise<AxNode[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, properties = [] }) => ({
      role: String(role?.value ?? ''),
      name: String(name?.value ?? '').replace(/\s+/g, ' '),
      is: Object.fromEntries(properties.map(({ name, value }) => [name, value.value])),
    }));
}

/** What nobody can use that does not know what it is called. */
const named =
  'button textbox searchbox combobox listbox checkbox radio link grid toolbar dialog menu menuitem option tab heading radiogroup navigation region'.split(
    ' ',
  );

/** The tree, and what has the focus in it; nothing that is used has no name. */
async function read(page: Page): Promise<{ all: AxNode[]; focused: AxNode | undefined }> {
  const all = await treeOf(page);
  const nameless = all.filter(({ role, name }) => named.includes(role) && !name);
  expect(nameless.map(({ role, is }) => `${role} ${JSON.stringify(is)}`)).toEqual([]);
  const focused = all.filter(({ role, is }) => is.focused === true && role !== 'RootWebArea');
  expect(focused.length).toBeLessThanOrEqual(1);
  return { all, focused: focused[0] };
}

const of = (all: AxNode[], role: string) => all.filter((node) => node.role === role);

describe('the desk in the accessibility tree', () => {
  test('has a grid of rows with names, what is selected, a toolbar, and the incident that is open', async ({
    world,
  }) => {
    const url = await openDemo(world);
    await world.report({ impact: 'high', urgency: 'high' }, 'Nobody can sign in');
    await world.report({ impact: 'low', urgency: 'low' }, 'The chair squeaks');
    const desk = await world.visit(`${url}/desk`);
    const row = desk.locator('#queue [part=row]');
    await row.nth(1).waitFor();

    let { all, focused } = await read(desk);
    const [grid] = of(all, 'grid');
    expect(grid?.name).toBe('Incidents');
    expect(grid?.is).toMatchObject({ multiselectable: true });
    const rows = of(all, 'row').filter(({ name }) => name.includes('INC-'));
    expect(rows.map(({ name }) => name)).toEqual([
      'INC-1, Nobody can sign in, P1 Critical, New, Rosa Alvarez wrote last, unread',
      'INC-2, The chair squeaks, P4 Low, New, Rosa Alvarez wrote last, unread',
    ]);
    expect(rows.map(({ is }) => is.selected)).toEqual([false, false]);

    await row.first().focus();
    await desk.keyboard.press('x');
    await desk.locator('#queue [role=toolbar]').waitFor();
    ({ all, focused } = await read(desk));
    expect(focused).toMatchObject({ role: 'row', is: { selected: true } });
    expect(of(all, 'toolbar')).toHaveLength(1);
    await desk.keyboard.press('Escape');

    await desk.keyboard.press('a');
    await desk.locator('#queue .ask input').waitFor();
    ({ all, focused } = await read(desk));
    expect(focused?.role).toMatch(/combobox|textbox|searchbox/);
    await desk.keyboard.press('Escape');

    await desk.keyboard.press('Enter');
    const work = desk.locator('incident-timeline');
    await work.getByRole('button', { name: 'Acknowledge' }).waitFor();
    await expect.poll(async () => (await read(desk)).focused?.role).toBe('heading');
    ({ all, focused } = await read(desk));
    expect(focused?.name).toContain('Nobody can sign in');
    await desk.locator('incident-timeline textarea').waitFor();
    ({ all } = await read(desk));
    expect(of(all, 'textbox').some(({ is }) => is.multiline === true)).toBe(true);
    await work.getByRole('button', { name: 'Acknowledge' }).press('Enter');
    await work.getByText('acknowledged it').first().waitFor();
    // Told once, from a region that was there before.
    await expect
      .poll(async () => of(await treeOf(desk), 'status').map(({ is }) => is.live))
      .toContain('polite');
    ({ focused } = await read(desk));
    expect(focused, 'The focus fell to the body.').toBeDefined();
  });
});
