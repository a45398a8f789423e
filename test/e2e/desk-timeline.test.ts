import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { grace } from '../../examples/demo/people.ts';
import { root } from '../../scripts/lib/root.ts';
import { budgets, collectKitFiles, weigh } from '../bench/support/bytes.ts';
import { test } from './support/world.ts';

const longTitle =
  'The printer on the third floor is on fire and nobody can print the tickets for tonight';

/** Of the kit's files, those that draw something: their names say nothing. */
async function chunksWith(what: RegExp): Promise<string[]> {
  const folder = join(root, 'packages/widgets/dist/kit');
  const names = (await readdir(join(folder, 'chunks'))).filter((name) => name.endsWith('.js'));
  const texts = await Promise.all(
    names.map((name) => readFile(join(folder, 'chunks', name), 'utf8')),
  );
  return names.filter((_, index) => what.test(texts[index] ?? '')).map((name) => `chunks/${name}`);
}

describe('the timeline of an agent', () => {
  test('shows its title and what happened before it loads what only the desk needs', async ({
    world,
  }) => {
    const incident = await world.report({ impact: 'medium', urgency: 'medium' }, longTitle);
    const note = { incident, key: crypto.randomUUID(), visibility: 'internal' } as const;
    await world.kit.as(grace).incidents.addNote.mutate({ ...note, text: 'Known since Monday' });
    const context = await world.newContext();
    const files = collectKitFiles(context);
    // What comes later waits until the first has been looked at.
    const looked = Promise.withResolvers<void>();
    const later = await chunksWith(/desk-only|open-resolve/);
    await context.route(/\/kit\/chunks\//, async (route) => {
      if (later.some((name) => route.request().url().endsWith(name))) await looked.promise;
      await route.continue();
    });
    const body = `<incident-timeline incident="${incident}"></incident-timeline>`;
    const page = await world.visit(world.host.page(world.kit.url, body, 'grace'), context);
    await page.getByRole('heading', { name: longTitle }).waitFor();
    await page.locator('.entry.reported').waitFor();
    const first = [...files].filter((file) => !later.includes(file));
    expect((await weigh(first)).gzip).toBeLessThanOrEqual(budgets['incident-timeline'] ?? 0);
    // It has its place, and looks like nothing that everybody reads.
    expect(await page.locator('.entry > .mark.bone').count()).toBeGreaterThan(0);
    expect(await page.getByText('Known since Monday').count()).toBe(0);
    const { y: before } = (await page.locator('.entry.reported').boundingBox()) ?? {};

    // A key of the desk does what it says once that has come.
    await page.locator('h2').focus();
    await page.keyboard.press('r');
    looked.resolve();
    await page.getByText('Known since Monday').first().waitFor();
    await page.locator('.composer[data-visibility=public] #note').waitFor();
    await expect
      .poll(() => page.locator('#note').evaluate((note) => note.matches(':focus')))
      .toBe(true);
    const { y: after } = (await page.locator('.entry.reported').boundingBox()) ?? {};
    expect(Math.abs((after ?? 0) - (before ?? 0))).toBeLessThanOrEqual(24);
  });

  test('has its title, how it stands and what can be done in one line of 48 px', async ({
    world,
  }) => {
    const incident = await world.report({ impact: 'high', urgency: 'high' }, longTitle);
    const body = `<incident-timeline incident="${incident}"></incident-timeline>`;
    const page = await world.open(body, 'grace');
    await page.locator('.next-clock').waitFor();
    await page.getByRole('button', { name: 'Resolve' }).waitFor();
    for (const inlineSize of [800, 1200]) {
      await page.evaluate((px) => {
        const timeline = document.querySelector('incident-timeline');
        if (timeline) timeline.style.inlineSize = `${px}px`;
      }, inlineSize);
      const height = await page.locator('header').evaluate((header) => header.clientHeight);
      expect(height, `${inlineSize} px`).toBeLessThanOrEqual(48);
      const { width = 0 } = (await page.locator('h2').boundingBox()) ?? {};
      expect(width, `${inlineSize} px`).toBeGreaterThan(180);
    }
    expect(await page.locator('h2').getAttribute('title')).toBe(longTitle);
    // How long that is yet is seen once, and told once.
    const left = page.locator('b:not(.quiet)', { hasText: /^Due in \d/ });
    const texts = await left.allTextContents();
    expect(texts.length).toBeGreaterThan(1);
    expect(new Set(texts).size).toBe(texts.length);
  });
});
