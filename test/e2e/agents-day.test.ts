import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { grace } from '../../examples/demo/people.ts';
import { openDemo } from './support/demo.ts';
import { test, type World } from './support/world.ts';

/**
 * Somebody at a keyboard, in front of the demo's desk. A step is a key that is pressed, with the keys that are held
 * down with it; the letters of what has to be said in one's own words, or looked for, are no steps. It is counted from
 * where the last thing left the focus: on a row of the queue.
 */
class Agent {
  readonly page: Page;
  #steps = 0;

  constructor(page: Page) {
    this.page = page;
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      this.#steps += 1;
      await this.page.keyboard.press(key);
    }
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Waits until the focus, shadow roots included, is on such a thing. */
  async at(selector: string): Promise<void> {
    await expect
      .poll(
        () =>
          this.page.evaluate((wanted) => {
            let element = document.activeElement;
            while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
            return element?.matches(wanted) ? wanted : (element?.outerHTML.slice(0, 300) ?? '');
          }, selector),
        { timeout: 20_000 },
      )
      .toBe(selector);
  }

  onRow(incident: string): Promise<void> {
    return this.at(`[data-incident="${incident}"]`);
  }

  row(incident: string) {
    return this.page.locator(`#queue [data-incident="${incident}"]`);
  }

  cell(incident: string, column: string) {
    return this.row(incident).locator(`[data-column=${column}]`);
  }

  /** Waits until the queue says so. */
  async reads(words: string): Promise<void> {
    await this.page.locator('#queue').getByText(words).first().waitFor();
  }

  /** How many steps it was since the last time. */
  steps(): number {
    const steps = this.#steps;
    this.#steps = 0;
    return steps;
  }
}

/** The desk, with the focus on the first row of its queue. */
async function sitDown(world: World, reports: readonly string[]): Promise<[Agent, string[]]> {
  const url = await openDemo(world);
  const incidents: string[] = [];
  for (const title of reports) {
    incidents.push(await world.report({ impact: 'medium', urgency: 'medium' }, title));
  }
  const page = await world.visit(`${url}/desk`);
  const agent = new Agent(page);
  await page
    .locator('#queue .row')
    .nth(Math.min(reports.length, 8) - 1)
    .waitFor();
  await page.locator('#queue .row[tabindex="0"]').focus();
  await agent.onRow(incidents[0] ?? '');
  return [agent, incidents];
}

describe('an agent’s day at the keyboard', () => {
  test('takes five keys to acknowledge the fifth, and one and the text to resolve it', async ({
    world,
  }) => {
    const [agent, incidents] = await sitDown(
      world,
      Array.from({ length: 6 }, (_, index) => `Trouble ${index + 1}`),
    );
    const [fifth = '', sixth = ''] = incidents.slice(4);
    await agent.press('j', 'j', 'j', 'j', 'c');
    await agent.cell(fifth, 'status').getByText('In progress').first().waitFor();
    expect(agent.steps()).toBe(5);

    // What it is resolved with, what sends it, and the next row has the focus.
    await agent.press('s');
    await agent.at('#ask-write');
    expect(agent.steps()).toBe(1);
    await agent.type('Started it again');
    await agent.press('Control+Enter');
    await agent.onRow(sixth);
    expect(agent.steps()).toBe(1);
    await agent.page.locator(`#queue [data-incident="${fifth}"][data-left]`).waitFor();
    const { incident: resolved } = await world.kit
      .as(grace)
      .incidents.get.query({ incident: fifth });
    expect(resolved.resolved).toMatchObject({ code: 'fixed', text: 'Started it again' });
  });

  test('takes one key to reply, from the row or from what was read', async ({ world }) => {
    const reports = ['Nobody can sign in', 'The printer is slow'];
    const [agent, [, slow = '']] = await sitDown(world, reports);
    const timeline = agent.page.locator('incident-timeline');
    await agent.press('r');
    await agent.at('textarea');
    expect(agent.steps()).toBe(1);
    await agent.type('We are looking at it');
    await agent.press('Control+Enter');
    expect(agent.steps()).toBe(1);
    await timeline.locator('.entry').getByText('We are looking at it').waitFor({ timeout: 30_000 });

    // What was answered is due later than the other.
    await agent.row(slow).focus();
    await agent.press('Enter');
    await expect
      .poll(() => timeline.locator('h2').first().textContent(), { timeout: 20_000 })
      .toBe('The printer is slow');
    await agent.at('h2');
    agent.steps();
    await agent.press('n');
    await agent.at('textarea');
    expect(agent.steps()).toBe(1);
  });

  test('takes at most four keys for all else that a desk does', async ({ world }) => {
    const [agent, incidents] = await sitDown(world, [
      'Nobody can sign in',
      'The printer is slow',
      'The printer is on fire',
      'The lift is stuck',
    ]);
    const [signIn = '', slow = '', fire = '', lift = ''] = incidents;
    const desk = world.kit.as(grace).incidents;
    const steps: Record<string, number> = {};

    await agent.press('a');
    await agent.at('#ask-find');
    await agent.type('tomás');
    await agent.press('Enter');
    await agent.cell(signIn, 'assignee').getByText('Tomás Pereira').first().waitFor();
    steps.assign = agent.steps();

    await agent.onRow(signIn);
    await agent.press('p');
    await agent.at('#ask-find');
    await agent.type('p1');
    await agent.press('Enter');
    await agent.cell(signIn, 'priority').getByText('P1').first().waitFor();
    steps.priority = agent.steps();

    await agent.onRow(signIn);
    await agent.press('e');
    await agent.at('#ask-find');
    await agent.type('platf');
    await agent.press('Enter');
    await agent.at('#ask-write');
    await agent.type('It is the shop as well');
    await agent.press('Control+Enter');
    await agent.reads('Escalated');
    steps.escalate = agent.steps();
    await expect
      .poll(async () => (await desk.get.query({ incident: signIn })).incident.team)
      .toBe('platform');

    await agent.onRow(signIn);
    await agent.press('l');
    await agent.at('#ask-find');
    await agent.type('lift');
    await agent.press('Enter');
    await agent.reads(`Linked to ${lift}`);
    steps.link = agent.steps();

    await agent.onRow(signIn);
    await agent.press('/');
    await agent.at('[type=search]');
    await agent.type('printer');
    await expect.poll(() => agent.page.locator('#queue .row').count()).toBe(2);
    await agent.press('ArrowDown');
    steps.search = agent.steps();

    // The newest comes first of what was searched for.
    await agent.onRow(fire);
    await agent.press('m');
    await agent.at('#ask-find');
    await agent.type('slow');
    await agent.press('Enter');
    // What cannot be undone is sent with a press of its own.
    await agent.at('.ask .primary');
    await agent.press('Enter');
    await agent.reads(`Merged into ${slow}`);
    steps.merge = agent.steps();
    await agent.onRow(slow);

    for (const [what, count] of Object.entries(steps)) expect(count, what).toBeLessThanOrEqual(4);
    expect(Object.keys(steps)).toHaveLength(6);
    const { incident: linked } = await desk.get.query({ incident: signIn });
    expect(linked.links).toEqual([{ kind: 'related', target: lift }]);
    const { incident: merged } = await desk.get.query({ incident: fire });
    expect(merged.duplicateOf).toBe(slow);
  });

  test('triages twenty incidents, with no pointer', async ({ world }) => {
    const titles = Array.from({ length: 20 }, (_, index) => `Trouble ${index + 1}`);
    const [agent, incidents] = await sitDown(world, titles);
    for (const [index, incident] of incidents.entries()) {
      await agent.onRow(incident);
      // Nobody waits for the server.
      await agent.press('c');
      if (index % 2 === 0) await agent.press('i');
      else {
        await agent.press('a');
        await agent.at('#ask-find');
        await agent.type('workplace');
        await agent.press('Enter');
        await agent.onRow(incident);
      }
      if (index % 5 === 0) {
        await agent.press('p');
        await agent.at('#ask-find');
        await agent.type('p2');
        await agent.press('Enter');
        await agent.onRow(incident);
      }
      await agent.press('j');
    }
    // Two keys a row at least, three where it goes to a team, and two more where it is more pressing.
    expect(agent.steps()).toBe(20 + 20 + 10 + 20 + 8);
    await expect
      .poll(
        async () => {
          const all = await world.kit.as(grace).incidents.list.query({ order: 'newest' });
          return all.incidents.map(({ status, assignee, team, priority }, index) => {
            const place = incidents.length - 1 - index;
            const isSomebodys = place % 2 === 0 ? assignee?.id === grace.id : team === 'workplace';
            return (
              status.category === 'active' && isSomebodys && (place % 5 > 0 || priority === 'P2')
            );
          });
        },
        { timeout: 20_000 },
      )
      .toEqual(incidents.map(() => true));
  });
});
