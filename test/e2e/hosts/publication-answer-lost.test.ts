import { describe, expect } from 'vitest';
import { test } from '../support/world.ts';

describe('a host whose proxy loses the answer to a publication', () => {
  for (const [what, isLive] of [
    ['once the stream tells of it', true],
    ['when it is published again, where there is no stream', false],
  ] as const) {
    test(`knows its own publication, ${what}`, async ({ world }) => {
      const context = await world.newContext();
      let lost = 0;
      await context.route('**/trpc/matrix.publish*', async (route) => {
        if (lost++) return route.continue();
        await route.fetch();
        // What is read meanwhile is lost as well, so that only publishing again tells.
        if (!isLive) await context.route('**/trpc/matrix.current*', (read) => read.abort());
        await route.abort('connectionreset');
      });
      if (!isLive) await context.route('**/live*', (route) => route.abort());
      const url = world.host.page(world.kit.url, '<priority-matrix></priority-matrix>', 'amir');
      const page = await world.visit(url, context);
      await page.evaluate(() => {
        const published: number[] = [];
        Object.assign(globalThis, { published });
        addEventListener('matrix-published', (event) => published.push(event.detail.version));
      });
      await page.locator('priority-matrix [data-place="low/low"]').click();
      await page.getByRole('option', { name: 'P2' }).click();
      await page.getByRole('checkbox', { name: /out of order/ }).check();
      await page.getByRole('button', { name: /^Publish/ }).click();
      if (!isLive) {
        await page.getByText('its answers do not get to this page').first().waitFor();
        await page.getByRole('button', { name: /^Publish/ }).click();
      }
      await page.getByText('Version 2 is in force').first().waitFor();
      expect(await page.evaluate('published')).toEqual([2]);
      expect(await page.getByText('somebody', { exact: false }).count()).toBe(0);
    });
  }
});
