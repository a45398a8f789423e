import { describe, expect, test } from 'vitest';
import { amir, grace, refusalOf, report, testKit } from './support/kit.ts';

describe('text that not every database can hold', () => {
  test.each([
    ['NUL', 'a\0b'],
    ['half a surrogate pair', 'a\ud800b'],
  ])(
    'API-2: %s is refused wherever it could be sent, the same on every engine',
    async (_, text) => {
      const { as } = testKit();
      const desk = as(grace);
      await desk.incidents.report.mutate(report());
      const refusals = await Promise.all([
        refusalOf(desk.incidents.report.mutate(report({ title: text }))),
        refusalOf(desk.incidents.report.mutate(report({ description: text }))),
        refusalOf(desk.incidents.report.mutate(report({ service: text }))),
        refusalOf(desk.incidents.addNote.mutate({ incident: 'INC-1', text })),
        refusalOf(desk.incidents.resolve.mutate({ incident: 'INC-1', code: 'fixed', text })),
      ]);
      expect(refusals.map((each) => each.code)).toEqual(refusals.map(() => 'invalid-input'));
      const { current } = await as(amir).matrix.current.query();
      const published = as(amir).matrix.publish.mutate({
        basedOn: current.version,
        matrix: current.matrix,
        reason: text,
      });
      expect((await refusalOf(published)).code).toBe('invalid-input');
      for (const who of [
        { ...grace, name: text },
        { ...grace, sub: text },
      ]) {
        expect((await refusalOf(as(who).incidents.list.query({}))).code).toBe('token-invalid');
      }
      expect((await desk.incidents.list.query({})).total).toBe(1);
    },
  );
});
