import { describe, expect } from 'vitest';
import { fillIn, test } from '../support/world.ts';

/** A page whose keys do things, but for where somebody types: s, /, arrows, and pasting anywhere. */
const shortcuts = (options: { capture: boolean }) => {
  const happened: string[] = [];
  Object.assign(globalThis, { happened });
  const isField = ({ target }: Event) =>
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName));
  for (const type of ['keydown', 'keypress', 'keyup', 'paste']) {
    addEventListener(
      type,
      (event) => {
        if (isField(event)) return;
        const { key = type, ctrlKey } = event as KeyboardEvent;
        if (type !== 'keypress') happened.push(`${type} ${ctrlKey ? 'Ctrl+' : ''}${key}`);
        if (!/^(Tab|Enter|Control|v)$/.test(key)) event.preventDefault();
      },
      options.capture,
    );
  }
};

describe('a host with shortcuts of one letter', () => {
  for (const capture of [false, true]) {
    test(`lets be typed what is typed, where it listens ${capture ? 'before' : 'after'} the elements`, async ({
      world,
    }) => {
      const context = await world.newContext();
      await context.addInitScript(shortcuts, { capture });
      const page = await world.visit(
        world.host.page(world.kit.url, '<incident-report></incident-report>'),
        context,
      );
      await fillIn(page, { title: '' });
      const title = page.getByLabel('What is wrong?');
      await title.click();
      await page.evaluate('happened.length = 0');
      await page.keyboard.type('see s/n 1');
      for (const key of ['Home', 'ArrowRight', 'Delete', 'End', 'Backspace']) {
        await page.keyboard.press(key);
      }
      expect(await title.inputValue()).toBe('se s/n ');
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.press('ControlOrMeta+X');
      await page.keyboard.press('ControlOrMeta+V');
      expect(await title.inputValue()).toBe('se s/n ');
      const typed = /^(keydown|keyup) (.|Home|End|ArrowRight|Delete|Backspace)$|^paste/;
      const happened = await page.evaluate<string[]>('happened');
      // A letter that is let go of after its modifier is nobody's shortcut.
      expect(happened.filter((each) => typed.test(each) && each !== 'keyup v')).toEqual([]);
    });
  }

  test('has its Escape, function keys and shortcuts with a modifier while somebody types', async ({
    world,
  }) => {
    const context = await world.newContext();
    await context.addInitScript(() => {
      const happened: string[] = [];
      Object.assign(globalThis, { happened });
      addEventListener('keydown', ({ key, ctrlKey, altKey }) =>
        happened.push(`${ctrlKey ? 'Ctrl+' : ''}${altKey ? 'Alt+' : ''}${key}`),
      );
    });
    const page = await world.visit(
      world.host.page(world.kit.url, '<incident-report></incident-report>'),
      context,
    );
    await page.getByLabel('What happened?').click();
    for (const key of ['k', 'Escape', 'F8', 'Control+k', 'Alt+k', 'Enter', 'Tab']) {
      await page.keyboard.press(key);
    }
    const happened = await page.evaluate<string[]>('happened');
    expect(happened.filter((key) => !/Control|\+?Alt$/.test(key))).toEqual([
      'Escape',
      'F8',
      'Ctrl+k',
      'Alt+k',
      'Enter',
      'Tab',
    ]);
  });

  test('does not move on while a cell of the matrix is changed with a digit', async ({ world }) => {
    const page = await world.open('<priority-matrix></priority-matrix>', 'amir');
    const cell = page.locator('priority-matrix [data-place="low/low"]');
    await cell.waitFor();
    await page.evaluate(() => {
      const happened: string[] = [];
      Object.assign(globalThis, { happened });
      addEventListener('keydown', ({ key }) => happened.push(key));
    });
    await cell.focus();
    for (const key of ['2', 'ArrowLeft', 'x']) await page.keyboard.press(key);
    await page.getByText('1 cell changes').first().waitFor();
    expect(await page.evaluate<string[]>('happened')).toEqual(['x']);
  });
});
