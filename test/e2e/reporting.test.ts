import { describe, expect } from 'vitest';
import { amir, grace } from '../../examples/demo/people.ts';
import { fillIn, said, send, test } from './support/world.ts';

const form = '<incident-report></incident-report>';
const report = {
  title: 'The door of the server room does not lock',
  description: 'Since Monday.\nThe key turns, the bolt does not.',
};

describe('a report', () => {
  test('that the server refuses keeps everything that was typed, and can be sent once corrected', async ({
    world,
  }) => {
    const page = await world.open(form, 'rosa');
    await fillIn(page, report);
    // Somebody publishes another matrix while the form is open, and “Only me” is no more.
    const admin = world.kit.as(amir);
    const { current } = await admin.matrix.current.query();
    const matrix = structuredClone(current.matrix);
    matrix.impacts = matrix.impacts.map((level) =>
      level.id === 'low' ? { id: 'single', name: 'Low', everyday: 'A single person' } : level,
    );
    const { low = {}, ...cells } = matrix.cells;
    matrix.cells = { ...cells, single: low };
    await admin.matrix.publish.mutate({ basedOn: current.version, matrix });
    await send(page);

    await page.locator('incident-report .summary').waitFor();
    expect(await page.getByLabel('What is wrong?').inputValue()).toBe(report.title);
    expect(await page.getByLabel('What happened?').inputValue()).toBe(report.description);
    expect(await page.getByRole('radio', { name: 'It can wait' }).isChecked()).toBe(true);
    const all = { status: 'all' } as const;
    expect((await world.kit.as(grace).incidents.list.query(all)).total).toBe(0);

    await page.getByText('A single person').click();
    await send(page);
    await page.getByRole('heading', { name: 'INC-1' }).waitFor();
    const { incidents } = await world.kit.as(grace).incidents.list.query(all);
    expect(incidents.map(({ title }) => title)).toEqual([report.title]);
  });

  test('made without a network is delivered once, when the network is back', async ({ world }) => {
    const page = await world.open(form, 'rosa');
    await fillIn(page, report);
    // What the form needs for that was fetched while the network was there.
    await page.waitForLoadState('networkidle');
    await page.context().setOffline(true);
    await send(page);
    await page
      .getByText('You are offline. Your report is safe and will be sent.')
      .first()
      .waitFor();
    await page.context().setOffline(false);
    await page.getByRole('heading', { name: 'INC-1' }).waitFor();

    const { incidents } = await world.kit.as(grace).incidents.list.query({ status: 'all' });
    expect(incidents.map(({ title }) => title)).toEqual([report.title]);
  });

  test('whose answer is lost on the way back is one incident all the same', async ({ world }) => {
    const page = await world.open(form, 'rosa');
    await fillIn(page, report);
    await page.waitForLoadState('networkidle');
    let delivered = 0;
    await page.route('**/trpc/incidents.report**', async (route) => {
      // The server has it; the page never hears.
      if (route.request().method() === 'POST') {
        await route.fetch();
        delivered++;
      }
      await route.abort('connectionreset');
    });
    await send(page);
    await page
      .getByText('The server is there, but its answers do not get to this page')
      .first()
      .waitFor();
    expect(delivered).toBeGreaterThan(0);
    await page.unrouteAll({ behavior: 'wait' });
    await page.getByRole('heading', { name: 'INC-1' }).waitFor();
    const { total } = await world.kit.as(grace).incidents.list.query({ status: 'all' });
    expect(total).toBe(1);
  });

  test('that waits survives the closing of the page', async ({ world }) => {
    const url = world.host.page(world.kit.url, form, 'rosa');
    const context = await world.newContext();
    const first = await world.visit(url, context);
    await fillIn(first, report);
    await first.waitForLoadState('networkidle');
    await context.setOffline(true);
    await send(first);
    await first
      .getByText('You are offline. Your report is safe and will be sent.')
      .first()
      .waitFor();
    await first.close();
    await context.setOffline(false);

    const second = await world.visit(url, context);
    await second.getByText('A report that was waiting has been sent: INC-1').first().waitFor();
    const { total } = await world.kit.as(grace).incidents.list.query({ status: 'all' });
    expect(total).toBe(1);
  });

  test('by a visitor gives a receipt, whose page follows the incident and never sees internal notes', async ({
    world,
  }) => {
    const page = await world.open(form);
    await fillIn(page, report);
    await send(page);
    await page.getByRole('heading', { name: 'INC-1' }).waitFor();
    const link = await page.getByLabel('Your link back to this report').inputValue();
    expect(link.startsWith(`${world.kit.url}/receipt#rcpt_`)).toBe(true);

    const desk = world.kit.as(grace);
    const incident = 'INC-1';
    const internal = 'The landlord again. Third time this year.';
    await desk.incidents.addNote.mutate({ incident, text: internal, visibility: 'internal' });

    const context = await world.newContext();
    const answers: Promise<string>[] = [];
    context.on('response', (response) => {
      if (response.url().includes('/trpc/')) answers.push(response.text().catch(() => ''));
    });
    const receipt = await world.visit(link, context);
    await receipt.getByText(report.title).first().waitFor();
    // One more of each while the page is open, so that the stream is looked at as well.
    await desk.incidents.addNote.mutate({ incident, text: internal, visibility: 'internal' });
    await desk.incidents.addNote.mutate({ incident, text: 'A locksmith comes at two.' });
    await said(receipt, 'A locksmith comes at two.').waitFor();
    expect(await said(receipt, internal).count()).toBe(0);
    expect((await Promise.all(answers)).join('')).not.toContain(internal);
  });
});
