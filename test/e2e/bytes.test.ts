import { describe, expect } from 'vitest';
import { budgets, collectKitFiles, weigh } from '../bench/support/bytes.ts';
import { fillIn, send, test } from './support/world.ts';

describe('bytes', () => {
  test('a page with a badge loads no more than its budget, until it counts down', async ({
    world,
  }) => {
    const incident = await world.report();
    const context = await world.newContext();
    const files = collectKitFiles(context);
    const body = `<sla-badge incident="${incident}"></sla-badge>`;
    const page = await world.visit(world.host.page(world.kit.url, body), context);
    await page.locator('sla-badge [part=text]').getByText('Due in').first().waitFor();
    expect(files).toContain('loader.js');
    expect((await weigh(files)).gzip).toBeLessThanOrEqual(budgets['sla-badge'] ?? 0);
  });

  test('a page with a list loads no more than its budget', async ({ world }) => {
    await world.report();
    const context = await world.newContext();
    const files = collectKitFiles(context);
    const body = '<incident-list></incident-list>';
    const page = await world.visit(world.host.page(world.kit.url, body, 'rosa'), context);
    await page.locator('incident-list [part=row]').first().waitFor();
    expect(files).toContain('loader.js');
    expect((await weigh(files)).gzip).toBeLessThanOrEqual(budgets['incident-list'] ?? 0);
  });

  test('a page with a queue loads no more than its budget until its first rows show', async ({
    world,
  }) => {
    await world.report();
    const context = await world.newContext();
    const body = '<incident-list view="queue"></incident-list>';
    const page = await context.newPage();
    // What follows the rows follows at once: what counts is what had been asked for when they were drawn.
    await page.addInitScript(() => {
      const look = () => {
        const list = document.querySelector('incident-list');
        if (list?.shadowRoot?.querySelector('.row')) performance.mark('rows');
        else requestAnimationFrame(look);
      };
      look();
    });
    await page.goto(world.host.page(world.kit.url, body, 'amir'));
    const rows = page.locator('incident-list .scroller');
    await page.locator('incident-list .row').first().waitFor();
    const top = await rows.evaluate((each) => each.getBoundingClientRect().top);
    // What somebody works with comes by itself after the rows, and nothing moves for it.
    await page.locator('incident-list .view').first().waitFor();
    expect(await rows.evaluate((each) => each.getBoundingClientRect().top)).toBe(top);
    const asked = await page.evaluate(() => {
      const shown = performance.getEntriesByName('rows')[0]?.startTime ?? 0;
      return performance
        .getEntriesByType('resource')
        .map(({ name, startTime }) => ({ name, isBefore: startTime < shown }));
    });
    const filesOf = (some: typeof asked) =>
      some.flatMap(({ name }) => /\/kit\/(.+\.js)$/.exec(new URL(name).pathname)?.[1] ?? []);
    const before = new Set(filesOf(asked.filter(({ isBefore }) => isBefore)));
    expect(before).toContain('loader.js');
    expect((await weigh(before)).gzip).toBeLessThanOrEqual(budgets['incident-list, a queue'] ?? 0);
    expect(filesOf(asked).length).toBeGreaterThan(before.size);
  });

  test('a page with a timeline loads no more than its budget, until somebody writes or does something', async ({
    world,
  }) => {
    const incident = await world.report();
    const context = await world.newContext();
    const files = collectKitFiles(context);
    const body = `<incident-timeline incident="${incident}"></incident-timeline>`;
    // What comes by itself has come when it follows what happens.
    const stream = context.waitForEvent('request', (request) => /\/live\b/.test(request.url()));
    const page = await world.visit(world.host.page(world.kit.url, body, 'rosa'), context);
    await page.locator('incident-timeline #note').waitFor();
    await stream;
    expect(files).toContain('loader.js');
    expect((await weigh(files)).gzip).toBeLessThanOrEqual(budgets['incident-timeline'] ?? 0);
  });

  test('a page with a matrix loads no more than its budget, until somebody begins to edit', async ({
    world,
  }) => {
    const context = await world.newContext();
    const files = collectKitFiles(context);
    const body = '<priority-matrix></priority-matrix>';
    const page = await world.visit(world.host.page(world.kit.url, body, 'amir'), context);
    await page.locator('priority-matrix [role=grid]').waitFor();
    expect(files).toContain('loader.js');
    expect((await weigh(files)).gzip).toBeLessThanOrEqual(budgets['priority-matrix'] ?? 0);
  });

  test('a page that says who is on call loads no more than its budget, until a shift is overridden', async ({
    world,
  }) => {
    const context = await world.newContext();
    const files = collectKitFiles(context);
    const body = '<on-call></on-call>';
    const stream = context.waitForEvent('request', (request) => /\/live\b/.test(request.url()));
    const page = await world.visit(world.host.page(world.kit.url, body, 'grace'), context);
    await page.locator('on-call [part=notice]').waitFor();
    await stream;
    expect(files).toContain('loader.js');
    expect((await weigh(files)).gzip).toBeLessThanOrEqual(budgets['on-call'] ?? 0);
  });

  test('a page with a bell loads no more than its budget, until it is opened', async ({
    world,
  }) => {
    const context = await world.newContext();
    const files = collectKitFiles(context);
    const body = '<incident-notifications></incident-notifications>';
    const stream = context.waitForEvent('request', (request) => /\/live\b/.test(request.url()));
    const page = await world.visit(world.host.page(world.kit.url, body, 'grace'), context);
    await page.locator('incident-notifications [part=bell]').waitFor();
    await stream;
    expect(files).toContain('loader.js');
    expect((await weigh(files)).gzip).toBeLessThanOrEqual(budgets['incident-notifications'] ?? 0);
  });

  test('a page with sources of alerts loads no more than its budget, until one is opened', async ({
    world,
  }) => {
    const context = await world.newContext();
    const files = collectKitFiles(context);
    const body = '<alert-sources></alert-sources>';
    const page = await world.visit(world.host.page(world.kit.url, body, 'amir'), context);
    await page.locator('alert-sources [part=notice]').waitFor();
    expect(files).toContain('loader.js');
    expect((await weigh(files)).gzip).toBeLessThanOrEqual(budgets['alert-sources'] ?? 0);
  });

  test('a page with figures loads no more than its budget', async ({ world }) => {
    const context = await world.newContext();
    const files = collectKitFiles(context);
    const body = '<incident-metrics></incident-metrics>';
    const page = await world.visit(world.host.page(world.kit.url, body, 'amir'), context);
    await page.locator('incident-metrics [part=tools]').waitFor();
    expect(files).toContain('loader.js');
    expect((await weigh(files)).gzip).toBeLessThanOrEqual(budgets['incident-metrics'] ?? 0);
  });

  test('a page with a map of the process loads no more than its budget', async ({ world }) => {
    const context = await world.newContext();
    const files = collectKitFiles(context);
    const body = '<process-map></process-map>';
    const page = await world.visit(world.host.page(world.kit.url, body, 'amir'), context);
    await page.locator('process-map [part=tools]').waitFor();
    expect(files).toContain('loader.js');
    expect((await weigh(files)).gzip).toBeLessThanOrEqual(budgets['process-map'] ?? 0);
  });

  test('a page with messages to the outside loads no more than its budget, until a target is tried', async ({
    world,
  }) => {
    const context = await world.newContext();
    const files = collectKitFiles(context);
    const body = '<sent-messages></sent-messages>';
    const page = await world.visit(world.host.page(world.kit.url, body, 'amir'), context);
    await page.locator('sent-messages [part=notice]').waitFor();
    expect(files).toContain('loader.js');
    expect((await weigh(files)).gzip).toBeLessThanOrEqual(budgets['sent-messages'] ?? 0);
  });

  test('a page with the rules for alerts loads no more than its budget, until somebody edits', async ({
    world,
  }) => {
    const context = await world.newContext();
    const files = collectKitFiles(context);
    const body = '<alert-rules></alert-rules>';
    const page = await world.visit(world.host.page(world.kit.url, body, 'amir'), context);
    await page.locator('alert-rules [part=notice]').waitFor();
    expect(files).toContain('loader.js');
    expect((await weigh(files)).gzip).toBeLessThanOrEqual(budgets['alert-rules'] ?? 0);
  });

  test('a page that shows what is learned loads no more than its budget', async ({ world }) => {
    const context = await world.newContext();
    const files = collectKitFiles(context);
    const body = '<incident-learning></incident-learning>';
    const page = await world.visit(world.host.page(world.kit.url, body, 'amir'), context);
    await page.locator('incident-learning [part=field]').first().waitFor();
    expect(files).toContain('loader.js');
    expect((await weigh(files)).gzip).toBeLessThanOrEqual(budgets['incident-learning'] ?? 0);
  });

  for (const [tag, drawn] of [
    ['problem-list', '[part=notice]'],
    ['problem-record', '[part=notice]'],
    ['incident-review', '.begin'],
  ] as const) {
    test(`a page with <${tag}> loads no more than its budget`, async ({ world }) => {
      const incident = await world.report();
      const context = await world.newContext();
      const files = collectKitFiles(context);
      const body = `<${tag} incident="${incident}"></${tag}>`;
      const page = await world.visit(world.host.page(world.kit.url, body, 'amir'), context);
      await page.locator(`${tag} ${drawn}`).first().waitFor();
      expect((await weigh(files)).gzip).toBeLessThanOrEqual(budgets[tag] ?? 0);
    });
  }

  test('a page with objectives loads no more than its budget', async ({ world }) => {
    const context = await world.newContext();
    const files = collectKitFiles(context);
    const body = '<service-objectives></service-objectives>';
    const page = await world.visit(world.host.page(world.kit.url, body, 'grace'), context);
    await page.locator('service-objectives [part=notice]').waitFor();
    expect(files).toContain('loader.js');
    expect((await weigh(files)).gzip).toBeLessThanOrEqual(budgets['service-objectives'] ?? 0);
  });

  test('a page with anomalies loads no more than its budget', async ({ world }) => {
    const context = await world.newContext();
    const files = collectKitFiles(context);
    const body = '<signal-anomalies></signal-anomalies>';
    const page = await world.visit(world.host.page(world.kit.url, body, 'amir'), context);
    await page.locator('signal-anomalies [part=notice]').waitFor();
    expect(files).toContain('loader.js');
    expect((await weigh(files)).gzip).toBeLessThanOrEqual(budgets['signal-anomalies'] ?? 0);
  });

  test('a page with a report form loads no more than its budget, until the report is sent', async ({
    world,
  }) => {
    const context = await world.newContext();
    const files = collectKitFiles(context);
    const url = world.host.page(world.kit.url, '<incident-report></incident-report>');
    const page = await world.visit(url, context);
    await fillIn(page, { title: 'Weighed' });
    await send(page);
    await page.getByRole('heading', { name: 'INC-1' }).waitFor();
    expect(files).toContain('loader.js');
    expect((await weigh(files)).gzip).toBeLessThanOrEqual(budgets['incident-report'] ?? 0);
  });
});
