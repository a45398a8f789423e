import { limits } from '@incident-kit/server/domain';
import { describe, expect, test } from 'vitest';
import {
  emptyValues,
  findErrors,
} from '../../../packages/widgets/src/incident-report/report-values.ts';
import { amir, refusalOf, report, rosa, testKit } from '../support/kit.ts';

const fire = '🔥';
const family = '👨‍👩‍👧‍👦';
const marked = `a${'\u0301'.repeat(250)}`;

/** What is a title, by UTF-16 code units: 3 to 200 of them. */
const titles: [string, boolean][] = [
  ['ab', false],
  ['abc', true],
  [fire, false],
  [fire.repeat(2), true],
  [fire.repeat(100), true],
  [`${fire.repeat(100)}!`, false],
  [fire.repeat(200), false],
  [family, true],
  [family.repeat(18), true],
  [family.repeat(19), false],
  ['火事', false],
  ['火事だ', true],
  ['火'.repeat(200), true],
  ['火'.repeat(201), false],
  [`e\u0301`, false],
  [`e\u0301e`, true],
  [marked, false],
  [`a${'\u0301'.repeat(199)}`, true],
  [`  ${'x'.repeat(200)}\n`, true],
  [`a${'\u0301'.repeat(100_000)}`, false],
];

describe('the length of a text', () => {
  test('API-8: is counted the same by the form, by the server, and in the sentence that says so', async () => {
    const { as } = testKit();
    const { incidents } = as(rosa);
    const form = await as(rosa).forms.report.query();
    const values = { ...emptyValues(), impact: 'high', urgency: 'high' };
    expect(form.limits.title).toEqual({ min: 3, max: 200 });
    for (const [title, isTaken] of titles) {
      const name = `${[...title].slice(0, 3).join('')}, ${title.length} units`;
      const sent = await incidents.report.mutate(report({ title })).then(
        () => true,
        () => false,
      );
      expect.soft(sent, `the server: ${name}`).toBe(isTaken);
      const errors = findErrors(form, { ...values, title });
      expect.soft(errors.title === undefined, `the form: ${name}`).toBe(isTaken);
    }
    const tooLong = await refusalOf(incidents.report.mutate(report({ title: fire.repeat(101) })));
    expect(tooLong.fields).toMatchObject([{ code: 'too-long', values: { max: 200 } }]);
  });

  test('API-8: is counted so in every text, up to the limit and no further', async () => {
    const { as } = testKit();
    const [reporter, admin] = [as(rosa).incidents, as(amir)];
    const incident = 'INC-1';
    await reporter.report.mutate(report());
    const { matrix } = (await admin.matrix.current.query()).current;
    const level = (name: string) => ({ ...matrix.impacts[0], name });
    const write: [max: number, (text: string) => Promise<unknown>][] = [
      [limits.description.max, (description) => reporter.report.mutate(report({ description }))],
      [limits.note.max, (text) => reporter.addNote.mutate({ incident, text })],
      [
        limits.reason.max,
        (reason) => admin.incidents.overridePriority.mutate({ incident, priority: 'P1', reason }),
      ],
      [120, (target) => admin.incidents.link.mutate({ incident, kind: 'problem', target })],
      [
        60,
        async (name) =>
          admin.matrix.publish.mutate({
            basedOn: (await admin.matrix.current.query()).current.version,
            matrix: { ...matrix, impacts: [level(name), ...matrix.impacts.slice(1)] } as never,
          }),
      ],
      [200, (text) => admin.incidents.list.query({ text: `abc ${text.slice(4)}` })],
    ];
    for (const [index, [max, send]] of write.entries()) {
      await expect(send(fire.repeat(max / 2)), `${index}`).resolves.toBeDefined();
      const { code, fields } = await refusalOf(send(`${fire.repeat(max / 2)}x`));
      expect([code, fields?.[0]?.code], `${index}`).toEqual(['invalid-input', 'too-long']);
    }
  });
});
