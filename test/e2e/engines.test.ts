import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import { amir, grace, rosa } from '../../examples/demo/people.ts';
import { findEngines } from '../../scripts/lib/engines.ts';
import { type EngineBrowser, type StartedEngine, startEngine } from './support/engine-browser.ts';
import { test } from './support/world.ts';

// Chromium has these flows in one-line-of-html.test.ts; what an engine lacks would break them here.
const { engines } = findEngines();

test('an engine that is not on the machine is named, with the packages that bring it', () => {
  const { engines, missing } = findEngines('/nowhere');
  expect(engines.map(({ name }) => name)).not.toContain('WebKit');
  expect(missing.join('\n')).toMatch(/ WebKit, .*`apt-get install webkit2gtk-driver xvfb`/);
});

describe.each(engines)('in $name', (engine) => {
  let started: StartedEngine;
  let browser: EngineBrowser;
  beforeAll(async () => {
    started = await startEngine(engine);
    browser = started.browser;
  });
  afterAll(() => started?.stop());
  // A page that is open holds its stream, and the kit waits for it when it ends.
  afterEach(() => browser.visit('about:blank'));

  test('a page of another origin reports a real incident', async ({ world }) => {
    const form = '<incident-report></incident-report>';
    await browser.visit(world.host.page(world.kit.url, form, 'rosa'));
    await browser.type('#title', 'No mail since this morning');
    await browser.type('#description', 'Neither on the phone nor on the laptop.');
    await browser.click('label *', 'My team or department');
    await browser.click('label *', 'Work has stopped');
    await browser.click('button', 'Send report');
    await browser.find('h2', 'INC-1');

    const { incident } = await world.kit.as(rosa).incidents.get.query({ incident: 'INC-1' });
    expect(incident).toMatchObject({
      title: 'No mail since this morning',
      description: 'Neither on the phone nor on the laptop.',
      reporter: 'Rosa Alvarez',
      impact: 'medium',
      urgency: 'high',
    });
  });

  test('a note written on one page appears on another that is open', async ({ world }) => {
    const incident = await world.report();
    const timeline = `<incident-timeline incident="${incident}"></incident-timeline>`;
    await browser.visit(world.host.page(world.kit.url, timeline, 'rosa'));
    await browser.find('h2', 'The printer is on fire');
    // On the document: Firefox runs each script in a global scope of its own.
    await browser.evaluate('document.documentElement.dataset.mark = "of this load";');

    await browser.inAnotherTab(async () => {
      await browser.visit(world.host.page(world.kit.url, timeline, 'grace'));
      await browser.click('button', 'Reply to Rosa Alvarez');
      await browser.type('#note', 'We are looking into it.');
      await browser.click('button', 'Send to Rosa Alvarez');
      // On a busy machine Firefox gives up some of what a page sends as it is left.
      await browser.click('button', 'Send now');
      await expect.poll(() => browser.text('.going'), { timeout: 20_000 }).toBe('');
      await browser.find('.text', 'We are looking into it.');
    });

    await browser.find('.text', 'We are looking into it.');
    const mark = await browser.evaluate('return document.documentElement.dataset.mark;');
    expect(mark).toBe('of this load');
  });

  test('a timeline is copied whole, with what was not loaded yet', async ({ world }) => {
    const incident = await world.report();
    const desk = world.kit.as(grace);
    for (let note = 1; note <= 120; note += 1) {
      const input = {
        incident,
        key: randomUUID(),
        text: `Step ${note} of many`,
        visibility: 'public',
      } as const;
      await desk.incidents.addNote.mutate(input);
    }
    const timeline = `<incident-timeline incident="${incident}"></incident-timeline>`;
    const page = `${timeline}<textarea id="elsewhere"></textarea>`;
    await browser.visit(world.host.page(world.kit.url, page, 'rosa'));
    await browser.click('.open-menu');
    await browser.click('button', 'Copy or download…');
    await browser.click('.save-copy');
    await expect
      .poll(() => browser.text('.save [data-say]'), { timeout: 20_000 })
      .toMatch(/ entries were copied\.$/);
    const controlV = '\uE009v\uE000';
    await browser.type('#elsewhere', controlV);
    const pasted = () =>
      browser.evaluate<string>("return document.getElementById('elsewhere').value;");
    await expect.poll(pasted, { timeout: 20_000 }).toContain('Step 120 of many');
    expect(await pasted()).toContain('Step 1 of many');
  });

  test('a badge counts down', async ({ world }) => {
    const admin = world.kit.as(amir);
    const { current } = await admin.matrix.current.query();
    const matrix = structuredClone(current.matrix);
    const [critical] = matrix.priorities;
    if (critical) critical.targets.resolution = 60_000;
    await admin.matrix.publish.mutate({ basedOn: current.version, matrix });
    const incident = await world.report({ impact: 'high', urgency: 'high' });

    const badge = `<sla-badge incident="${incident}"></sla-badge>`;
    await browser.visit(world.host.page(world.kit.url, badge));
    const secondsLeft = async () =>
      Number(/^Due in (\d+) sec/.exec(await browser.text('[part=text]'))?.[1] ?? Number.NaN);
    await expect.poll(secondsLeft, { timeout: 20_000 }).toBeLessThanOrEqual(60);
    const first = await secondsLeft();
    await expect.poll(secondsLeft, { timeout: 20_000 }).toBeLessThan(first);
  });

  test('an administrator publishes another priority, which the next report gets', async ({
    world,
  }) => {
    const editor = '<priority-matrix></priority-matrix>';
    await browser.visit(world.host.page(world.kit.url, editor, 'amir'));
    await browser.find('[data-place="low/low"]');
    // The name of the rows runs along them in one line, and leaves their levels alone.
    const [lines, overlap] = await browser.evaluate<[number, number]>(`
      const matrix = document.querySelector('priority-matrix').shadowRoot;
      const name = matrix.querySelector('tbody .axis-name span');
      const words = document.createRange();
      words.selectNodeContents(name);
      const lines = new Set([...words.getClientRects()].map(({ x, y }) => x + ' ' + y)).size;
      const level = matrix.querySelector('tbody th[scope=row]');
      return [lines, words.getBoundingClientRect().right - level.getBoundingClientRect().left];
    `);
    expect(lines).toBe(1);
    expect(overlap).toBeLessThanOrEqual(0);

    await browser.click('[data-place="low/low"]');
    await browser.click('[role=option] b', 'P2');
    await browser.click('#acknowledge');
    await browser.click('button.primary', 'Publish');
    await expect
      .poll(async () => (await world.kit.as(amir).matrix.current.query()).current.version, {
        timeout: 20_000,
      })
      .toBe(2);

    const incident = await world.report({ impact: 'low', urgency: 'low' });
    const view = await world.kit.as(grace).incidents.get.query({ incident });
    expect(view.incident.priority).toBe('P2');
  });
});
