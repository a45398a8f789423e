import { describe, expect } from 'vitest';
import { amir, grace, rosa } from '../../examples/demo/people.ts';
import { fillIn, markLoad, said, send, test } from './support/world.ts';

describe('one line of HTML reports a real incident', () => {
  test('a page of another origin with one script tag and <incident-report> gives a number', async ({
    world,
  }) => {
    const page = await world.open('<incident-report></incident-report>', 'rosa');
    expect(new URL(page.url()).origin).not.toBe(world.kit.url);
    await fillIn(page, {
      title: 'No mail since this morning',
      description: 'Neither on the phone nor on the laptop.',
      who: 'My team or department',
      howBad: 'Work has stopped',
    });
    await send(page);
    await page.getByRole('heading', { name: 'INC-1' }).waitFor();

    const { incident } = await world.kit.as(rosa).incidents.get.query({ incident: 'INC-1' });
    expect(incident).toMatchObject({
      title: 'No mail since this morning',
      description: 'Neither on the phone nor on the laptop.',
      reporter: 'Rosa Alvarez',
      impact: 'medium',
      urgency: 'high',
      priority: 'P2',
    });
  });

  test('a second page shows the report, and a note written on a third appears there without a reload', async ({
    world,
  }) => {
    const incident = await world.report(undefined, 'No mail since this morning');
    const timeline = `<incident-timeline incident="${incident}"></incident-timeline>`;
    const portal = await world.open(timeline, 'rosa');
    await portal.getByText('No mail since this morning').first().waitFor();
    const expectSameLoad = await markLoad(portal);

    const desk = await world.open(timeline, 'grace');
    await desk.getByRole('button', { name: 'Reply to Rosa Alvarez' }).click();
    await desk
      .getByRole('textbox', { name: 'Reply to Rosa Alvarez' })
      .fill('We are looking into it.');
    await desk.getByRole('button', { name: 'Send to Rosa Alvarez' }).click();

    await said(portal, 'We are looking into it.').waitFor();
    expect(await said(portal, 'We are looking into it.').count()).toBe(1);
    // It is no longer shown as what can be taken back.
    await expect.poll(() => said(desk, 'We are looking into it.').count()).toBe(1);
    await expectSameLoad();
  });

  test('a badge counts down to the resolution target that the matrix chose', async ({ world }) => {
    const { kit } = world;
    const admin = kit.as(amir);
    const { current } = await admin.matrix.current.query();
    const matrix = structuredClone(current.matrix);
    const [critical] = matrix.priorities;
    if (critical) critical.targets.resolution = 60_000;
    await admin.matrix.publish.mutate({ basedOn: current.version, matrix });

    const incident = await world.report({ impact: 'high', urgency: 'high' });
    const { badges } = await kit.as(grace).badges.get.query({ incidents: [incident] });
    const { incident: view } = await kit.as(grace).incidents.get.query({ incident });
    expect(view.priority).toBe(critical?.id);
    expect(badges[incident]?.clocks.resolution.dueAt).toBe(view.reportedAt + 60_000);

    const status = await world.open(`<sla-badge incident="${incident}"></sla-badge>`);
    const badge = status.locator('sla-badge [part=text]');
    const secondsLeft = async () =>
      Number(/^Due in (\d+) sec?$/.exec((await badge.textContent()) ?? '')?.[1] ?? Number.NaN);
    await expect.poll(secondsLeft, { timeout: 20_000 }).toBeLessThanOrEqual(60);
    const first = await secondsLeft();
    await expect.poll(secondsLeft, { timeout: 20_000 }).toBeLessThan(first);
    const second = await secondsLeft();
    await expect.poll(secondsLeft, { timeout: 20_000 }).toBeLessThan(second);
  });

  test('an administrator changes one cell, and the next report gets another priority', async ({
    world,
  }) => {
    const before = await world.report({ impact: 'low', urgency: 'low' });
    const admin = await world.open('<priority-matrix></priority-matrix>', 'amir');
    await admin.locator('priority-matrix [data-place="low/low"]').click();
    await admin.getByRole('option', { name: 'P2' }).click();
    await admin.getByText('1 cell changes').first().waitFor();
    await admin.getByRole('checkbox', { name: /out of order/ }).check();
    await admin.getByRole('button', { name: /^Publish/ }).click();
    await admin.getByText('Version 2').first().waitFor();

    const portal = await world.open('<incident-report></incident-report>', 'rosa');
    await fillIn(portal, { title: 'Reported after the change' });
    await send(portal);
    await portal.getByRole('heading', { name: 'INC-2' }).waitFor();

    const priorityOf = async (incident: string) =>
      (await world.kit.as(grace).incidents.get.query({ incident })).incident.priority;
    expect(await priorityOf('INC-2')).toBe('P2');
    expect(await priorityOf(before)).toBe('P4');
  });

  test('a server killed and started again has everything, and the open pages catch up by themselves', async ({
    world,
  }) => {
    const { kit } = world;
    const incident = await world.report(undefined, 'No mail since this morning');
    const desk = kit.as(grace);
    await desk.incidents.addNote.mutate({ incident, text: 'Before the power cut.' });
    const portal = await world.open(
      `<incident-timeline incident="${incident}"></incident-timeline>
       <sla-badge incident="${incident}"></sla-badge>`,
      'rosa',
    );
    await said(portal, 'Before the power cut.').waitFor();
    await portal.locator('sla-badge [part=text]').getByText('Due in').first().waitFor();
    const expectSameLoad = await markLoad(portal);

    await kit.kill();
    await kit.start();

    const { entries } = await desk.incidents.timeline.query({ incident });
    expect(entries.map(({ kind }) => kind)).toEqual(['reported', 'note']);
    await desk.incidents.addNote.mutate({ incident, text: 'After the power cut.' });
    await desk.incidents.resolve.mutate({ incident, code: 'fixed', text: 'The lights are on.' });

    await said(portal, 'The lights are on.').waitFor();
    await portal.locator('sla-badge [part=text]').getByText('Met').first().waitFor();
    const once = ['Before the power cut.', 'After the power cut.', 'The lights are on.'];
    for (const text of once) expect(await said(portal, text).count()).toBe(1);
    await expectSameLoad();
  });
});
