import { describe, expect } from 'vitest';
import { grace } from '../../examples/demo/people.ts';
import { budgets, collectKitFiles, weigh } from '../bench/support/bytes.ts';
import type { Somebody } from './support/host.ts';
import { fillIn, send, test } from './support/world.ts';

/** What is drawn of an element when what comes by itself is there. */
interface Drawn {
  drawn: string;
  attributes?: string;
  /** Amir, who administrates, where it is nobody else. */
  who?: Somebody;
  /** Whether it follows what happens. */
  isLive?: true;
}

const others: Record<string, Drawn> = {
  'incident-list': { drawn: '[part=row]', who: 'rosa' },
  'priority-matrix': { drawn: '[role=grid]' },
  'on-call': { drawn: '[part=notice]', isLive: true },
  'incident-notifications': { drawn: '[part=bell]', isLive: true },
  'alert-sources': { drawn: '[part=notice]' },
  'alert-rules': { drawn: '[part=notice]' },
  'sent-messages': { drawn: '[part=notice]' },
  'signal-anomalies': { drawn: '[part=notice]' },
  'incident-metrics': { drawn: '[part=tools]' },
  'process-map': { drawn: '[part=tools]' },
  'incident-learning': { drawn: '[part=field]' },
  'service-objectives': { drawn: '[part=notice]' },
  'problem-list': { drawn: '[part=notice]' },
  'problem-record': { drawn: '[part=notice]', attributes: 'incident="{incident}"' },
  'incident-review': { drawn: '.begin', attributes: 'incident="{incident}"' },
  'knowledge-search': { drawn: '[part=article]' },
  'knowledge-article': { drawn: '[part=body] p', attributes: 'article-id="{article}"' },
};

/** Weighed in tests of their own. */
const byThemselves = [
  'sla-badge',
  'incident-list, a queue',
  'incident-timeline',
  'incident-report',
  'incident-report, sent',
];

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

  test('a page with any of the other elements loads no more than its budget, until somebody does something', async ({
    world,
  }) => {
    const incident = await world.report();
    const { article } = await world.kit.as(grace).knowledge.create.mutate({
      ...{ title: 'VPN drops', body: 'Ask for a *new* certificate.', language: 'en' },
    });
    const tooHeavy: Record<string, number> = {};
    for (const [tag, { drawn, attributes = '', who = 'amir', isLive }] of Object.entries(others)) {
      const context = await world.newContext();
      const files = collectKitFiles(context);
      const named = attributes.replace('{incident}', incident).replace('{article}', article);
      // What comes by itself has come when it follows what happens.
      const stream = isLive
        ? context.waitForEvent('request', (request) => /\/live\b/.test(request.url()))
        : undefined;
      const body = `<${tag} ${named}></${tag}>`;
      const page = await world.visit(world.host.page(world.kit.url, body, who), context);
      await page.locator(`${tag} ${drawn}`).first().waitFor();
      await stream;
      expect(files).toContain('loader.js');
      const { gzip } = await weigh(files);
      if (gzip > (budgets[tag] ?? 0)) tooHeavy[tag] = gzip;
      await context.close();
    }
    expect(tooHeavy).toEqual({});
    // None that there is goes unweighed.
    const weighed = [...Object.keys(others), ...byThemselves];
    expect(Object.keys(budgets).toSorted()).toEqual(weighed.toSorted());
  });

  test('a page with a report form loads no more than its budget, nor until the report is sent', async ({
    world,
  }) => {
    const context = await world.newContext();
    const files = collectKitFiles(context);
    const url = world.host.page(world.kit.url, '<incident-report></incident-report>');
    const page = await world.visit(url, context);
    await page.getByRole('button', { name: 'Send report' }).waitFor();
    expect((await weigh(files)).gzip).toBeLessThanOrEqual(budgets['incident-report'] ?? 0);
    await fillIn(page, { title: 'Weighed' });
    await send(page);
    await page.getByRole('heading', { name: 'INC-1' }).waitFor();
    expect(files).toContain('loader.js');
    expect((await weigh(files)).gzip).toBeLessThanOrEqual(budgets['incident-report, sent'] ?? 0);
  });
});
