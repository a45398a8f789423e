import { describe, expect } from 'vitest';
import { adminPages } from '../../examples/demo/admin-pages.ts';
import { openDemo } from './support/demo.ts';
import { test } from './support/world.ts';

/** The elements that a page has, and that all of them have something to show. */
const elements =
  'alert-rules, alert-sources, incident-learning, incident-list, incident-metrics, incident-report, incident-timeline[incident], on-call, priority-matrix, problem-list, process-map, sent-messages, service-objectives, signal-anomalies, sla-badge[incident]';

describe('the admin panel', () => {
  test('leads from its menu to pages that elements fill, and to no other', async ({ world }) => {
    const url = await openDemo(world);
    const incident = await world.report({ impact: 'high', urgency: 'high' }, 'Nobody can sign in');
    const page = await world.visit(`${url}/admin`);
    const entries = page.locator('aside nav a');
    expect(await entries.allTextContents()).toEqual(adminPages.map(({ title }) => title));
    for (const { title } of adminPages) {
      await page.locator('aside nav').getByRole('link', { name: title, exact: true }).click();
      await page.getByRole('heading', { name: title, exact: true, level: 1 }).waitFor();
      expect(await page.locator('aside nav [aria-current=page]').allTextContents()).toEqual([
        title,
      ]);
      await page.locator(elements).first().waitFor();
      await page.waitForFunction(
        (all) =>
          [...document.querySelectorAll(all)].every((each) =>
            each.matches(':defined:not(:state(loading), :state(error), :state(unconfigured))'),
          ),
        elements,
      );
      // What the page has a list for opens there.
      const row = page
        .locator('incident-list [part=row]')
        .filter({ hasText: 'Nobody can sign in' });
      if ((await page.locator('incident-list').count()) === 0) continue;
      await row.locator('[data-column=title]').click();
      const opened = page.locator(`main [incident=${incident}]:not(incident-list)`).first();
      await opened.filter({ visible: true }).waitFor();
    }
    const picture = page.locator('main img');
    await picture.waitFor();
    expect(await picture.evaluate((image: HTMLImageElement) => image.decode())).toBeUndefined();
  });

  test('shows a visitor’s form beside that of whoever is signed in', async ({ world }) => {
    const url = await openDemo(world);
    const page = await world.visit(`${url}/admin/report-form`);
    const [staff, visitor] = [0, 1].map((index) => page.locator('incident-report').nth(index));
    await staff?.getByText('You report as Amir Haddad.').first().waitFor();
    await visitor?.getByLabel('Your email').waitFor();
    expect(await visitor?.getByText('You report as').count()).toBe(0);
  });
});
