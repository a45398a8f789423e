import { describe, expect, test } from 'vitest';
import { probableCauseOf } from '../../packages/server/src/domain/similar/probable-cause.ts';
import { amir, grace, refusalOf, report, rosa, testKit, tom, visitor } from './support/kit.ts';

const referencesOf = (answer: { incidents: { incident: string }[] }) =>
  answer.incidents.map(({ incident }) => incident);

describe('similar incidents', () => {
  test('SIM-1: the desk is shown what is like an incident, the most similar first, and what is as similar the newest first', async () => {
    const { as } = testKit();
    const send = (title: string, description = '') =>
      as(rosa).incidents.report.mutate(report({ title, description }));
    await send('The printer prints stripes', 'On the third floor');
    await send('Mail comes late');
    await send('The printer prints nothing');
    await send('The printer prints nothing');
    await send('Printer prints stripes on each page', 'It is that of the third floor');
    const { incidents } = await as(grace).incidents.similar.query({ incident: 'INC-5' });
    expect(incidents.map(({ incident }) => incident)).toEqual(['INC-1', 'INC-4', 'INC-3']);
    expect(incidents[0]).toMatchObject({ title: 'The printer prints stripes', resolved: null });
    expect(incidents[0]?.likeness).toBeGreaterThan(incidents[1]?.likeness ?? 1);
    const few = await as(grace).incidents.similar.query({ incident: 'INC-5', limit: 1 });
    expect(referencesOf(few)).toEqual(['INC-1']);
    // What is known to be the same is no news.
    await as(grace).incidents.merge.mutate({ incident: 'INC-1', into: 'INC-5' });
    const others = await as(grace).incidents.similar.query({ incident: 'INC-5' });
    expect(referencesOf(others)).toEqual(['INC-4', 'INC-3']);
  });

  test('SIM-1: who was answered finds what they wrote, and nobody finds what was written before', async () => {
    const { as } = testKit();
    const find = async (title: string) =>
      referencesOf(await as(grace).incidents.similarToText.mutate({ title }));
    await as(rosa).incidents.report.mutate(report({ title: 'Projector is dark' }));
    expect(await find('dark projector')).toEqual(['INC-1']);
    await as(rosa).incidents.report.mutate(report({ title: 'Beamer is dark' }));
    expect(await find('beamer')).toEqual(['INC-2']);
    const renamed = { incident: 'INC-1', title: 'Scanner is dark' };
    await as(grace).incidents.retitle.mutate(renamed);
    expect(await find('projector')).toEqual([]);
    expect(await find('scanner')).toEqual(['INC-1']);
  });

  test('SIM-1: reporters are shown nothing but their own, in the same order whatever others reported', async () => {
    const { as } = testKit();
    const mine = ['Laptop is slow', 'Laptop lost its dock', 'Phone is slow'];
    for (const title of mine) await as(rosa).incidents.report.mutate(report({ title }));
    const ask = () => as(rosa).incidents.similarToText.mutate({ title: 'My laptop is slow' });
    const before = await ask();
    expect(referencesOf(before)[0]).toBe('INC-1');
    for (let count = 0; count < 5; count += 1)
      await as(tom).incidents.report.mutate(report({ title: 'My laptop is slow' }));
    expect((await ask()).incidents).toEqual(before.incidents);
    const foreign = refusalOf(as(rosa).incidents.similar.query({ incident: 'INC-5' }));
    expect((await foreign).code).toBe('incident-not-found');
    const unsigned = refusalOf(as(visitor).incidents.similarToText.mutate({ title: 'Laptop' }));
    expect((await unsigned).code).toBe('sign-in-required');
  });

  test('SIM-3: the probable cause is what resolved most of the very similar ones, with them, and else none', async () => {
    const { as } = testKit();
    const title = 'The VPN drops each hour';
    for (let count = 0; count < 4; count += 1)
      await as(rosa).incidents.report.mutate(report({ title }));
    const cause = async () =>
      (await as(grace).incidents.similar.query({ incident: 'INC-4' })).cause;
    const resolve = (incident: string, code: 'fixed' | 'workaround', text: string) =>
      as(grace).incidents.resolve.mutate({ incident, code, text });
    await resolve('INC-1', 'workaround', 'Use the other gateway');
    expect(await cause()).toBeNull();
    await resolve('INC-2', 'fixed', 'The gateway was replaced');
    expect(await cause()).toBeNull();
    await resolve('INC-3', 'workaround', 'Switch to the second gateway');
    expect(await cause()).toEqual({
      code: 'workaround',
      text: 'Switch to the second gateway',
      from: 'INC-3',
      incidents: ['INC-3', 'INC-1'],
      of: 3,
    });
  });

  test('SIM-3: what was resolved without a word says nothing of what helps', () => {
    const resolved = (number: number, text: string) => ({
      incident: { number, resolved: { at: 0, by: null, code: 'fixed' as const, text } },
      likeness: 0.9,
    });
    expect(probableCauseOf([resolved(4, ''), resolved(3, ' \n'), resolved(2, '')])).toBeNull();
    expect(
      probableCauseOf([resolved(4, ''), resolved(3, 'Restart it'), resolved(2, 'No')]),
    ).toEqual({
      code: 'fixed',
      text: 'Restart it',
      from: 'INC-3',
      incidents: ['INC-4', 'INC-3', 'INC-2'],
      of: 3,
    });
  });

  test('SIM-2: a report is saved when somebody says so, and what nobody resolved saves none', async () => {
    const { as } = testKit();
    const incident = 'INC-1';
    await as(rosa).incidents.report.mutate(report({ title: 'The scanner smears' }));
    const save = (who: typeof rosa) => as(who).incidents.saveReport.mutate({ incident });
    expect((await refusalOf(save(rosa))).code).toBe('not-resolved');
    await as(grace).incidents.resolve.mutate({ incident, code: 'user-guidance', text: 'Wipe it' });
    const before = await as(rosa).incidents.timeline.query({ incident });
    // Looking at what is like it saves nothing yet.
    await as(rosa).incidents.similarToText.mutate({ title: 'Scanner smears' });
    await save(rosa);
    expect((await refusalOf(save(tom))).code).toBe('incident-not-found');
    const kinds = async (who: typeof rosa) => {
      const { entries } = await as(who).incidents.timeline.query({ incident });
      return entries.filter(({ kind }) => kind === 'report-saved').length;
    };
    expect([await kinds(grace), await kinds(rosa)]).toEqual([1, 0]);
    const after = await as(rosa).incidents.timeline.query({ incident });
    expect(after.incident.status).toEqual(before.incident.status);
  });

  test('SIM-1 LOG-13: what was erased is like nothing any more', async () => {
    const { as } = testKit();
    for (const title of ['Payslip of Rosa Alvarez is wrong', 'Payslip is wrong'])
      await as(rosa).incidents.report.mutate(report({ title }));
    const find = () => as(amir).incidents.similarToText.mutate({ title: 'Alvarez payslip' });
    expect(referencesOf(await find())).toEqual(['INC-1', 'INC-2']);
    await as(amir).incidents.erase.mutate({ incident: 'INC-1' });
    expect(referencesOf(await find())).toEqual(['INC-2']);
  });
});
