import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { grace, tomas } from '../../examples/demo/people.ts';
import { openDemo } from './support/demo.ts';
import { test } from './support/world.ts';

interface AxNode {
  role: string;
  name: string;
  /** Where it is in the document. */
  element: number;
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
    .map(({ role, name, backendDOMNodeId = 0, properties = [] }) => ({
      role: String(role?.value ?? ''),
      name: String(name?.value ?? '').replace(/\s+/g, ' '),
      element: backendDOMNodeId,
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

const slowly = { timeout: 20_000 };

/** Waits until the tree has such a thing; nothing else of the page is asked. */
async function there(page: Page, role: string, name: string | RegExp): Promise<AxNode> {
  let found: AxNode | undefined;
  await expect
    .poll(
      async () => {
        const all = await treeOf(page);
        found = all.find((each) => each.role === role && isNamed(each, name));
        return found ? '' : all.flatMap((each) => (each.role === role ? each.name : []));
      },
      { ...slowly, message: `There is no ${role} “${name}”.` },
    )
    .toBe('');
  return found as AxNode;
}

async function gone(page: Page, role: string, name: string | RegExp): Promise<void> {
  await expect
    .poll(
      async () => (await treeOf(page)).some((each) => each.role === role && isNamed(each, name)),
      { ...slowly, message: `${role} “${name}” has gone` },
    )
    .toBe(false);
}

/** Puts the focus where assistive technology does that was asked for it. */
async function reach(page: Page, role: string, name: string | RegExp): Promise<void> {
  const session = await page.context().newCDPSession(page);
  // What stands in for a part until that has come goes as it comes.
  await expect
    .poll(async () => {
      const { element } = await there(page, role, name);
      return session.send('DOM.focus', { backendNodeId: element }).then(
        () => '',
        (error: unknown) => String(error),
      );
    }, slowly)
    .toBe('');
  await session.detach();
}

const isNamed = ({ name }: AxNode, wanted: string | RegExp) =>
  typeof wanted === 'string' ? name === wanted : wanted.test(name);

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

  test('merges, links, reassigns, replies, resolves and publishes a matrix by role and name alone', async ({
    world,
  }) => {
    const [signIn, again] = [
      await world.report({ impact: 'high', urgency: 'high' }, 'Nobody can sign in'),
      await world.report({ impact: 'low', urgency: 'low' }, 'The login fails'),
    ];
    const lift = await world.report({ impact: 'low', urgency: 'low' }, 'The lift is stuck');
    await world.kit.as(grace).incidents.assign.mutate({ incident: signIn, assignee: grace.id });
    const page = await world.open(
      `<incident-timeline incident="${again}"></incident-timeline>
      <priority-matrix></priority-matrix>`,
      'amir',
    );
    const at = (role: string, name: string | RegExp) => reach(page, role, name);
    const press = async (role: string, name: string | RegExp) => {
      await at(role, name);
      await page.keyboard.press('Enter');
    };
    /** From the menu, wherever it is not at hand. */
    const begin = async (action: string) => {
      await press('button', 'More actions');
      await press('menuitem', action);
    };
    /** Types what it is looked for by, and takes what is found. */
    const pick = async (field: string, words: string, found: RegExp) => {
      await at('combobox', field);
      await page.keyboard.type(words);
      await there(page, 'option', found);
      await page.keyboard.press('Enter');
      await gone(page, 'option', found);
    };
    const stands = async (incident: string) =>
      (await world.kit.as(grace).incidents.get.query({ incident })).incident;
    const happened = (words: RegExp) => there(page, 'StaticText', words);

    await begin('Merge into…');
    await pick('Which one is it a duplicate of?', 'nobody', new RegExp(`^${signIn}`));
    await press('button', 'Merge');
    await gone(page, 'combobox', 'Which one is it a duplicate of?');
    await expect.poll(async () => (await stands(again)).duplicateOf, slowly).toBe(signIn);

    await page.locator('incident-timeline').evaluate((each, incident) => {
      each.setAttribute('incident', incident);
    }, signIn);
    await there(page, 'heading', 'Nobody can sign in');
    await begin('Link…');
    await at('combobox', 'What is it?');
    await page.keyboard.type('Related');
    await pick('Which incident?', 'lift', new RegExp(`^${lift}`));
    await press('button', 'Link');
    await gone(page, 'combobox', 'Which incident?');
    await expect.poll(async () => (await stands(signIn)).links, slowly).toHaveLength(1);

    await begin('Assign…');
    await pick('To whom?', 'tom', /^Tomás Pereira/);
    await press('button', 'Assign');
    await happened(/assigned it to Tomás Pereira/);
    await gone(page, 'combobox', 'To whom?');

    await press('button', 'Reply to Rosa Alvarez');
    await at('textbox', /Rosa Alvarez/);
    await page.keyboard.type('We are looking at it');
    await press('button', 'Send to Rosa Alvarez');
    await press('button', 'Send now');
    await gone(page, 'button', 'Send now');
    await happened(/We are looking at it/);

    await press('button', 'Resolve…');
    await at('combobox', 'How was it resolved?');
    await page.keyboard.type('Fixed');
    await at('textbox', 'What was done?');
    await page.keyboard.type('Started it again');
    await press('button', 'Resolve');
    await expect
      .poll(() => stands(signIn), slowly)
      .toMatchObject({
        assignee: { id: tomas.id },
        links: [{ kind: 'related', target: lift }],
        resolved: { code: 'fixed', text: 'Started it again' },
      });

    await at('gridcell', /^High impact, Low urgency: P3/);
    await page.keyboard.press('2');
    await at('textbox', 'Why? (optional)');
    await page.keyboard.type('Nothing high waits');
    await press('button', 'Publish');
    await happened(/^Version 2 is in force/);
    await expect
      .poll(async () => (await read(page)).focused?.name, slowly)
      .toMatch(/^High impact, Low urgency: P2/);
  });
});
