import { describe, expect } from 'vitest';
import { panels, visitAll } from '../support/all-elements.ts';
import { test } from '../support/world.ts';

const tags = [...panels, 'sla-badge'];

describe('a host in another language', () => {
  test('has the full stops of English sentences at their ends where it reads from right to left', async ({
    world,
  }) => {
    const page = await visitAll(world, '');
    await page.evaluate(() => Object.assign(document.documentElement, { lang: 'ar', dir: 'rtl' }));
    // Says what is wrong, with a link to each. By a key: what comes above moves what would be clicked.
    await page.getByRole('button', { name: 'Send report' }).press('Enter');
    await page.getByText('Say in one line what is wrong.').first().waitFor();
    const { right, wrong, mirrored } = await page.evaluate((names) => {
      const found = { right: 0, wrong: [] as string[], mirrored: [] as string[] };
      for (const element of document.querySelectorAll(names.join())) {
        const root = element.shadowRoot;
        if (!root) continue;
        for (const heading of root.querySelectorAll('h2:not([dir]), legend')) {
          const words = document.createRange();
          words.selectNodeContents(heading);
          const box = heading.getBoundingClientRect();
          if (box.right - words.getBoundingClientRect().right < 2)
            found.mirrored.push(element.localName);
        }
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const text = node.textContent ?? '';
          const end = text.trimEnd().length;
          if (!/[A-Za-z].*[.?…)]$/.test(text.trim()) || !node.parentElement?.checkVisibility())
            continue;
          const rectOf = (from: number) => {
            const range = document.createRange();
            range.setStart(node, from);
            range.setEnd(node, from + 1);
            return range.getClientRects()[0];
          };
          const [before, last] = [rectOf(end - 2), rectOf(end - 1)];
          if (!before || !last) continue;
          // On the same line, unless the sentence is broken just there.
          if (last.left >= before.left && last.top === before.top) found.right += 1;
          else found.wrong.push(`${element.localName}: ${text.trim()}`);
        }
      }
      return found;
    }, tags);
    expect(wrong).toEqual([]);
    expect(right).toBeGreaterThan(8);
    // The page's direction is that of the layout.
    expect(mirrored).toContain('incident-report');
  });

  test('hears that words are English, and not of what people write', async ({ world }) => {
    const page = await visitAll(world, '');
    await page.evaluate(() => document.documentElement.setAttribute('lang', 'de'));
    const words = () =>
      page.evaluate((names) => {
        const said: Record<string, string[]> = {};
        for (const element of document.querySelectorAll(names.join())) {
          const walker = document.createTreeWalker(
            element.shadowRoot as Node,
            NodeFilter.SHOW_TEXT,
          );
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            if (!/[A-Za-z]{2}/.test(node.textContent ?? '')) continue;
            const lang =
              node.parentElement?.closest('[lang]')?.getAttribute('lang') ?? 'the page’s';
            said[lang] ??= [];
            said[lang].push((node.textContent ?? '').trim());
          }
        }
        return said;
      }, tags);
    await expect.poll(async () => Object.keys(await words()).sort()).toEqual(['', 'en']);
    // Several elements show it.
    expect(new Set((await words())[''])).toEqual(new Set(['The printer is on fire']));
    expect(
      await page
        .locator('body > [role=status]')
        .evaluateAll((all) => all.map((each) => each.getAttribute('lang'))),
    ).toEqual([expect.stringMatching(/^en/)]);
    for (const tag of tags) {
      expect(await page.locator(tag).first().getAttribute('lang')).toBeNull();
      expect(await page.locator(tag).first().getAttribute('dir')).toBeNull();
    }
    const field = page.getByLabel('What is wrong?');
    expect(await field.getAttribute('lang')).toBe('');
  });
});
