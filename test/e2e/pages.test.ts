import type { Request } from 'playwright-core';
import { describe, expect } from 'vitest';
import { grace } from '../../examples/demo/people.ts';
import { fillIn, send, test } from './support/world.ts';

describe('a page', () => {
  test('with forty badges makes one request and opens one stream', async ({ world }) => {
    const incidents: string[] = [];
    for (let index = 0; index < 40; index++) incidents.push(await world.report());
    const badges = incidents.map((incident) => `<sla-badge incident="${incident}"></sla-badge>`);
    const url = world.host.page(world.kit.url, badges.join('\n'));
    const context = await world.newContext();
    const requests: Request[] = [];
    context.on('request', (request) => requests.push(request));
    const page = await world.visit(url, context);
    await expect
      .poll(() => page.locator('sla-badge [part=text]').getByText('Due in').count(), {
        timeout: 20_000,
      })
      .toBe(40);
    const [first = ''] = incidents;
    await world.kit
      .as(grace)
      .incidents.resolve.mutate({ incident: first, code: 'fixed', text: 'It is out.' });
    await page.locator('sla-badge [part=text]').getByText('Met').first().waitFor();

    const to = (path: string) =>
      requests.filter(
        (request) =>
          request.method() !== 'OPTIONS' && new URL(request.url()).pathname.startsWith(path),
      );
    expect(to('/trpc/')).toHaveLength(1);
    expect(to('/live')).toHaveLength(1);
  });

  test('under a strict content security policy shows every element without a violation', async ({
    world,
  }) => {
    const incident = await world.report();
    const page = await world.open(
      `<incident-report></incident-report>
       <incident-timeline incident="${incident}"></incident-timeline>
       <sla-badge incident="${incident}"></sla-badge>
       <sla-badge incident="${incident}" variant="ring"></sla-badge>
       <sla-badge incident="${incident}" variant="bar"></sla-badge>
       <priority-matrix></priority-matrix>
       <img src="${world.kit.url}/badges/incident/${incident}.svg?key=pk_test" alt="picture">`,
      'amir',
    );
    await fillIn(page, { title: 'Seen under a strict policy' });
    await send(page);
    await page.getByRole('heading', { name: 'INC-2' }).waitFor();
    // What comes of the timeline later moves what stands below it.
    await page.getByRole('textbox', { name: 'Internal note' }).fill('A note');
    await page.locator('priority-matrix [data-place="low/low"]').click();
    await page.getByRole('option', { name: 'P1' }).click();
    await page.getByText('1 cell changes').first().waitFor();
    await page.locator('incident-timeline').getByRole('button', { name: 'Acknowledge' }).click();
    await page.locator('incident-timeline').getByText('acknowledged it').first().waitFor();
    expect(await page.locator('sla-badge [part=text]').getByText('Due in').count()).toBe(3);
    const picture = page.getByAltText('picture');
    expect(
      await picture.evaluate(
        (image) => (image as unknown as { naturalWidth: number }).naturalWidth,
      ),
    ).toBeGreaterThan(0);
    // That nothing was violated is looked at when the world ends.
  });

  test('that gets an element later loads it then', async ({ world }) => {
    const incident = await world.report();
    const page = await world.open('<p>Nothing of the kit yet.</p>');
    await page.evaluate((reference) => {
      const section = document.createElement('section');
      const badge = document.createElement('sla-badge');
      badge.setAttribute('incident', reference);
      section.append(badge);
      document.body.append(section);
    }, incident);
    await page.locator('sla-badge [part=text]').getByText('Due in').first().waitFor();
  });

  test('with nothing but badges loads neither the tRPC client nor zod', async ({ world }) => {
    const incident = await world.report();
    const url = world.host.page(world.kit.url, `<sla-badge incident="${incident}"></sla-badge>`);
    const context = await world.newContext();
    const scripts: Promise<string>[] = [];
    context.on('response', (response) => {
      if (response.url().includes('/kit/')) scripts.push(response.text());
    });
    const page = await world.visit(url, context);
    await page.locator('sla-badge [part=text]').getByText('Due in').first().waitFor();
    const loaded = (await Promise.all(scripts)).join('\n');
    expect(loaded).toContain('sla-badge');
    for (const mark of ['TRPCClientError', 'ZodError', '$ZodType']) {
      expect(loaded).not.toContain(mark);
    }
  });
});
