import { describe, expect } from 'vitest';
import { grace } from '../../examples/demo/people.ts';
import { openDemo } from './support/demo.ts';
import { fillIn, send, test } from './support/world.ts';

describe('the demo', () => {
  test('a report from the portal turns up at the desk and on the status page by itself', async ({
    world,
  }) => {
    const url = await openDemo(world);
    const desk = await world.visit(`${url}/desk`);
    await desk.locator('#queue').getByText('0 incidents').first().waitFor();

    const portal = await world.visit(`${url}/portal`);
    await portal.getByLabel('What is it about?').selectOption({ label: 'Web shop' });
    await fillIn(portal, { title: 'Checkout refuses some cards', howBad: 'Work has stopped' });
    await send(portal);
    await portal.getByRole('heading', { name: 'INC-1' }).first().waitFor();
    await portal.locator('#reports').getByText('Checkout refuses some cards').first().waitFor();

    await desk.locator('#queue').getByText('Checkout refuses some cards').click();
    await desk.locator('incident-timeline').getByRole('button', { name: 'Acknowledge' }).click();
    await portal.locator('incident-timeline').getByText('acknowledged it').first().waitFor();

    const status = await world.visit(`${url}/status`);
    await status.getByText('Web shop is disturbed').first().waitFor();
    await status.locator('.incidents sla-badge [part=text]').getByText('Due in').first().waitFor();
    // Public: how it stands, and not a word of what somebody wrote.
    expect(await status.content()).not.toContain('Checkout refuses some cards');
  });

  test('INC-22: a reply to what is resolved is in the queue until somebody has looked at it', async ({
    world,
  }) => {
    const url = await openDemo(world);
    const portal = await world.visit(`${url}/portal`);
    await fillIn(portal, { title: 'The projector hums' });
    await send(portal);
    await portal.locator('#reports').getByText('The projector hums').first().waitFor();
    const asked = portal.locator('incident-timeline');
    await asked.getByRole('textbox', { name: 'Add a note' }).waitFor();

    const desk = await world.visit(`${url}/desk`);
    const queue = desk.locator('#queue');
    await queue.getByText('The projector hums').click();
    const work = desk.locator('incident-timeline');
    await work.getByRole('button', { name: 'Resolve…' }).click();
    await work.getByLabel('How was it resolved?').selectOption('fixed');
    await work.getByLabel('What was done?').fill('Cleaned the fan');
    await work.getByRole('button', { name: 'Resolve', exact: true }).click();
    await work.getByText('resolved it').first().waitFor();

    await asked.getByText('Is it fixed?').first().waitFor();
    await asked.getByRole('textbox', { name: 'Add a note' }).fill('It still hums');
    await asked.getByRole('button', { name: 'Send' }).click();
    await asked.getByText('It still hums').first().waitFor();
    // Whoever opens the queue sees that there is one, and finds it.
    const later = await world.visit(`${url}/desk`);
    await later.locator('#queue').getByText('Replied since').click();
    await later.locator('#queue [part=row]').getByText('The projector hums').first().waitFor();

    await asked.getByRole('button', { name: 'Yes, it is fixed' }).click();
    // Under the pointer it stays, struck through.
    await later.locator('#queue [part=row][data-left]').waitFor();
  });

  test('the admin panel shows the matrix, and leads from what a draft would have done to the desk', async ({
    world,
  }) => {
    const url = await openDemo(world);
    await world.report({ impact: 'high', urgency: 'medium' });
    const admin = await world.visit(`${url}/admin`);
    await admin.locator('priority-matrix').getByText('Critical').first().waitFor();
    expect(await admin.locator('priority-matrix [part~=cell]').count()).toBe(9);
    // What a draft would have made of an incident leads to where the desk works on it.
    await admin.locator('[data-place="high/medium"]').press('1');
    await admin.getByRole('button', { name: 'Try it on past incidents' }).click();
    await admin.getByRole('button', { name: 'Try', exact: true }).click();
    const desk = admin.context().waitForEvent('page');
    await admin
      .getByRole('button', { name: /^INC-\d+$/ })
      .first()
      .click();
    expect((await desk).url()).toMatch(/\/desk#INC-\d+$/);
  });

  test('REV-3: the desk is led from an incident that is flagged for review to its review, and writes it', async ({
    world,
  }) => {
    const url = await openDemo(world);
    const incident = await world.report();
    const { incidents, reviews } = world.kit.as(grace);
    await incidents.resolve.mutate({ incident, code: 'fixed', text: 'Cleaned the fan' });
    await reviews.decide.mutate({ incident, basedOn: 0, move: 'ask' });
    const desk = await world.visit(`${url}/desk#${incident}`);
    const link = desk.locator('incident-timeline').getByRole('link', { name: 'Open the review' });
    const href = await link.getAttribute('href');
    await link.click();
    const review = desk.locator('incident-review');
    await review.getByRole('button', { name: 'Edit' }).click();
    await review.getByLabel('Summary').fill('Nobody had cleaned it for years.');
    await review.getByRole('button', { name: 'Save', exact: true }).click();
    await review.getByText('It was saved.').waitFor();
    expect(new URL(desk.url()).hash).toBe(`#${incident}`);
    // The address leads there by itself.
    const later = await world.visit(new URL(href ?? '', url).href);
    await later.getByText('Nobody had cleaned it for years.').waitFor();
    await later.locator('incident-timeline').getByText('Its review is being written.').waitFor();
  });
});
