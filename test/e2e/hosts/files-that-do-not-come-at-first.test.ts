import type { BrowserContext } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test, type World } from '../support/world.ts';

/** Elements in whose page each file of the kit is refused when it is first asked for. */
async function open(world: World, body: string, who?: 'rosa' | 'grace') {
  const context = await world.newContext();
  const refused = await refuseFilesOnce(context);
  const page = await world.visit(world.host.page(world.kit.url, body, who), context);
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll('[data-whole]')].every(
        (element) => customElements.get(element.localName) && !element.matches(':state(loading)'),
      ),
    undefined,
    { timeout: 50_000 },
  );
  return { context, page, refused };
}

async function refuseFilesOnce(context: BrowserContext): Promise<Set<string>> {
  const refused = new Set<string>();
  await context.route('**/kit/**/*.js', (route) => {
    const { pathname } = new URL(route.request().url());
    // The page's own tag is asked for by the browser alone.
    if (refused.has(pathname) || pathname.endsWith('/loader.js')) return route.continue();
    refused.add(pathname);
    return route.abort('connectionreset');
  });
  return refused;
}

describe('a host where files of the kit do not come at first', () => {
  test('has badges in the end', async ({ world }) => {
    const incident = await world.report();
    const variants = ['pill', 'ring', 'bar'].map(
      (variant) => `<sla-badge data-whole incident="${incident}" variant="${variant}"></sla-badge>`,
    );
    const { page, refused } = await open(world, variants.join('\n'));
    await expect
      .poll(() => page.locator('sla-badge [part=text]').getByText('Due in').count())
      .toBe(3);
    await page.locator('sla-badge [part=badge].ring').waitFor();
    expect(refused.size).toBeGreaterThan(3);
  });

  test('has a form in the end that sends what was reported', async ({ world }) => {
    const { page } = await open(world, '<incident-report data-whole></incident-report>', 'rosa');
    await page.getByLabel('What is wrong?').fill('The lift is stuck');
    await page.getByText('Only me').click();
    await page.getByText('It can wait').click();
    await page.getByRole('button', { name: 'Send report' }).click();
    await page.getByRole('heading', { name: 'INC-1' }).waitFor();
  });

  test('has a whole desk in the end', async ({ world }) => {
    const incident = await world.report();
    const { page } = await open(
      world,
      `<incident-list view="queue" opens="t" data-whole></incident-list>
       <incident-timeline id="t" data-whole></incident-timeline>
       <priority-matrix data-whole></priority-matrix>
       <incident-metrics data-whole></incident-metrics>`,
      'grace',
    );
    await page.locator('incident-list').getByText(incident).first().click();
    await page.locator('incident-timeline').getByRole('button', { name: 'Acknowledge' }).waitFor();
  });
});
