import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { panels, seenTexts, visitAll } from '../support/all-elements.ts';
import { test } from '../support/world.ts';

/**
 * All that is written can be read: 4.4:1 leaves room for rounding. Colours take their 200 ms to get
 * there, in the page and in the elements.
 */
async function expectReadable(page: Page, where: string): Promise<void> {
  const unreadable = async () => {
    const texts = await seenTexts(page);
    // And the badge.
    expect(new Set(texts.map(({ tag }) => tag)).size, where).toBe(panels.length + 1);
    return texts.filter(({ contrast }) => contrast < 4.4);
  };
  await expect.poll(unreadable, { message: where, timeout: 5000 }).toEqual([]);
}

const grounds: Record<string, string> = {
  'a dark body': 'body { background: #14161a; color: #e6e6e6 }',
  'a dark body in a colour of today':
    'body { background: oklch(0.21 0.03 265); color: oklch(0.93 0 0) }',
  'a gradient': 'body { background: linear-gradient(#0f172a, #1e293b); color: #f1f5f9 }',
  'a veil': 'html { background: #fff } body { background: rgb(0 0 0 / 0.88); color: #fff }',
  'a box of its own':
    'body { background: #fff; color: #111 } main { background: #111; color: #fff }',
  'a light box on a dark page':
    'body { background: #111; color: #eee } main { background: #fff; color: #222 }',
  'white, though it said that it is dark':
    ':root { color-scheme: dark } body { background: #fff; color: #222 }',
  'a dark body that sets no colour for its text':
    'body { background: #111 } sla-badge { color: #fff }',
  'what it said': ':root { color-scheme: dark }',
};

describe('a dark host', () => {
  test('is read as well as a light one, whatever makes it dark', async ({ world }) => {
    const page = await visitAll(world, '', (element) => `<main>${element}</main>`);
    await expectReadable(page, 'a light page');
    for (const [what, css] of Object.entries(grounds)) {
      await page.evaluate((text) => {
        document.adoptedStyleSheets[0]?.replaceSync(text);
        document.body.setAttribute('data-theme', text);
      }, css);
      await expectReadable(page, what);
    }
  });

  test('may turn dark by a class, slowly, or by the system, and back', async ({ world }) => {
    const page = await visitAll(
      world,
      `body { background: #fff; color: #222; transition: background-color 100ms }
       .dark body { background: #111; color: #eee }
       @media (prefers-color-scheme: dark) { html:not(.light) body { background: #123; color: #eee } }`,
    );
    await expectReadable(page, 'light');
    const toggle = () => page.evaluate(() => document.documentElement.classList.toggle('dark'));
    for (const where of ['dark', 'light again']) {
      await toggle();
      await expectReadable(page, where);
    }
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectReadable(page, `${colorScheme} by the system`);
    }
  });
});
