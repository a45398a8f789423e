import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { openDemo } from './support/demo.ts';
import { test, type World } from './support/world.ts';

const openDesk = async (world: World) => `${await openDemo(world)}/desk`;

const row = (desk: Page, title: string) =>
  desk.locator('#queue [part=row]').filter({ hasText: title });

const titles = (desk: Page) => desk.locator('#queue .row [data-column=title]').allTextContents();

/** What has the focus, shadow roots included, and whether one sees that it has. */
const focused = (desk: Page) =>
  desk.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const { outlineStyle } = getComputedStyle(element as Element);
    return { text: element?.textContent?.trim(), name: element?.tagName, outlineStyle };
  });

describe('the desk', () => {
  test('a queue goes by the clock that is due first, whichever it is', async ({ world }) => {
    const url = await openDesk(world);
    const urgent = await world.report({ impact: 'high', urgency: 'high' }, 'Nobody can sign in');
    const desk = await world.visit(`${url}#${urgent}`);
    const other = await world.visit(url);
    const work = desk.locator('incident-timeline');
    await work.locator('.clocks').getByText('Response: Due in').first().waitFor();
    await row(other, 'Nobody can sign in').getByText('Answer in').first().waitFor();
    await work.getByRole('button', { name: 'Acknowledge' }).click();
    await row(other, 'Nobody can sign in').getByText('Solve in').first().waitFor();
    await expect
      .poll(() => work.locator('.clocks').textContent())
      .toMatch(/Response: Met.*Resolution: Due in/s);

    // To be answered in two hours, and solved in a day: the other is to be solved in four hours.
    await world.report({ impact: 'medium', urgency: 'medium' }, 'The printer is slow');
    for (const page of [desk, other]) {
      await row(page, 'The printer is slow').getByText('Answer in').first().waitFor();
      expect(await titles(page)).toEqual(['The printer is slow', 'Nobody can sign in']);
    }

    // What somebody works on stays where it is while they are in the queue; others see it move.
    await row(other, 'The printer is slow').locator('[data-column=title]').click();
    await other.locator('incident-timeline').getByRole('button', { name: 'Acknowledge' }).click();
    await row(desk, 'The printer is slow').getByText('Solve in').first().waitFor();
    await expect.poll(() => titles(desk)).toEqual(['Nobody can sign in', 'The printer is slow']);
  });

  test('a queue reads a page, what is due first, and more of it as it is scrolled', async ({
    world,
  }) => {
    const url = await openDesk(world);
    // Looked after around the clock: outside of office hours all that can wait is due at the same time.
    const small = { impact: 'medium', urgency: 'medium' } as const;
    for (let index = 0; index < 102; index += 1) await world.report(small, `Chair ${index}`);
    await world.report({ impact: 'high', urgency: 'high' }, 'Nobody can sign in');
    const desk = await world.visit(url);
    await desk.locator('#queue').getByText('103 incidents').first().waitFor();
    expect((await titles(desk)).slice(0, 3)).toEqual(['Nobody can sign in', 'Chair 0', 'Chair 1']);
    // As many as are seen, and a few.
    expect((await titles(desk)).length).toBeLessThan(60);
    await row(desk, 'Nobody can sign in').focus();
    await expect
      .poll(
        async () => {
          await desk.keyboard.press('End');
          return (await titles(desk)).at(-1);
        },
        { timeout: 20_000 },
      )
      .toBe('Chair 101');
  });

  test('the focus goes to what was opened, and back, and is seen', async ({ world }) => {
    const url = await openDesk(world);
    await world.report({ impact: 'high', urgency: 'high' }, 'Nobody can sign in');
    await world.report({ impact: 'low', urgency: 'low' }, 'The printer is slow');
    for (const width of [1200, 480]) {
      const desk = await world.visit(url);
      await desk.setViewportSize({ width, height: 800 });
      const slow = row(desk, 'The printer is slow');
      await slow.focus();
      await desk.keyboard.press('Enter');
      const title = { text: 'The printer is slow', name: 'H2', outlineStyle: 'solid' };
      await expect.poll(() => focused(desk), { timeout: 20_000 }).toEqual(title);
      if (width > 900) await desk.keyboard.press('Escape');
      else {
        await desk.getByRole('button', { name: 'Back to the queue' }).focus();
        await desk.keyboard.press('Enter');
      }
      await expect
        .poll(async () => (await focused(desk)).text, { timeout: 20_000 })
        .toContain('The printer is slow');
      expect(await slow.evaluate((each) => each.matches(':focus'))).toBe(true);
    }
  });

  test('the focus does not go with a row that somebody else has resolved', async ({ world }) => {
    const url = await openDesk(world);
    const first = await world.report({ impact: 'high', urgency: 'high' }, 'Nobody can sign in');
    await world.report({ impact: 'low', urgency: 'low' }, 'The printer is slow');
    const [desk, other] = [await world.visit(url), await world.visit(`${url}#${first}`)];
    await row(desk, 'Nobody can sign in').focus();
    const work = other.locator('incident-timeline');
    await work.getByRole('button', { name: 'Resolve…' }).click();
    await work.getByLabel('How was it resolved?').selectOption('fixed');
    await work.getByLabel('What was done?').fill('Started it again');
    await work.getByRole('button', { name: 'Resolve', exact: true }).click();
    const left = desk.locator('#queue [part=row][data-left]');
    await left.waitFor();
    expect(await left.evaluate((each) => each.matches(':focus'))).toBe(true);
    await desk.keyboard.press('ArrowDown');
    const slow = row(desk, 'The printer is slow');
    expect(await slow.evaluate((each) => each.matches(':focus'))).toBe(true);
  });

  test('a printed incident is whole, black on white, and without the page around it', async ({
    world,
  }) => {
    const url = await openDesk(world);
    const incident = await world.report({ impact: 'high', urgency: 'high' }, 'Nobody can sign in');
    const desk = await world.visit(`${url}#${incident}`);
    await desk.setViewportSize({ width: 1000, height: 300 });
    const work = desk.locator('incident-timeline');
    await work.locator('.entry').first().waitFor();
    await desk.emulateMedia({ media: 'print', colorScheme: 'dark' });
    for (const hidden of ['section.queue:not([part])', 'body > header', 'body > footer']) {
      expect(await desk.locator(hidden).isVisible(), hidden).toBe(false);
    }
    expect(await work.locator('.composer').isVisible()).toBe(false);
    const { color, ground, cut } = await work.evaluate((element) => {
      const frame = element.shadowRoot?.querySelector('.frame') as Element;
      const { color, backgroundColor } = getComputedStyle(frame);
      const page = document.scrollingElement as Element;
      const bottom = frame.getBoundingClientRect().bottom + scrollY;
      return { color, ground: backgroundColor, cut: bottom > page.scrollHeight + 1 };
    });
    expect({ color, ground, cut }).toEqual({
      color: 'rgb(0, 0, 0)',
      ground: 'rgb(255, 255, 255)',
      cut: false,
    });
  });

  test('headings stand where the page says in its outline', async ({ world }) => {
    const incident = await world.report({ impact: 'low', urgency: 'low' }, 'The printer is slow');
    const page = await world.open(
      `<incident-report heading-level="4"></incident-report>
      <incident-timeline incident="${incident}" heading-level="3"></incident-timeline>`,
      'rosa',
    );
    const tree = await page.context().newCDPSession(page);
    /** As assistive technology is told. */
    const heading = async (level: number, name: string) => {
      const levelOf = async () => {
        const { nodes } = await tree.send('Accessibility.getFullAXTree');
        const found = nodes.find(
          (node) => node.role?.value === 'heading' && node.name?.value === name,
        );
        return found?.properties?.find((property) => property.name === 'level')?.value.value;
      };
      await expect.poll(levelOf, { timeout: 20_000 }).toBe(level);
    };
    await heading(4, 'Report a problem');
    await heading(3, 'The printer is slow');
    await heading(4, 'Today');
    await page.locator('incident-timeline').evaluate((each) => {
      each.removeAttribute('heading-level');
    });
    await heading(2, 'The printer is slow');
    await heading(3, 'Today');
  });

  test('exact times are there by keyboard, and on paper', async ({ world }) => {
    const incident = await world.report({ impact: 'low', urgency: 'low' }, 'The printer is slow');
    const page = await world.open(
      `<incident-timeline incident="${incident}"></incident-timeline>`,
      'rosa',
    );
    const time = page.locator('incident-timeline time').first();
    await time.getByText('now').first().waitFor();
    const exact = String(await time.getAttribute('title'));
    await page.emulateMedia({ media: 'print' });
    const printed = await time.evaluate((each) => getComputedStyle(each, '::after').content);
    expect(printed).toBe(`"${exact}"`);
    await page.emulateMedia({ media: 'screen' });
    const box = page.getByRole('checkbox', { name: 'Exact times' });
    const { height } = (await box.boundingBox()) as { height: number };
    expect(height, 'as high as its words, unlike a field').toBeLessThan(24);
    await box.focus();
    await page.keyboard.press('Space');
    await time.getByText(exact).waitFor();
  });
});
