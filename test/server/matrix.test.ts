import {
  assertComplete,
  defaultMatrix,
  KitError,
  monotonicityWarnings,
  type PriorityMatrix,
  priorityOf,
} from '@incident-kit/server/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amir, grace, refusalOf, report, rosa, testKit } from './support/kit.ts';

const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
const size = fc.integer({ min: 2, max: 6 });

/** Any complete matrix of any size. */
const matrices = fc.tuple(size, size, size).chain(([impacts, urgencies, priorities]) =>
  fc
    .array(fc.integer({ min: 0, max: priorities - 1 }), {
      minLength: impacts * urgencies,
      maxLength: impacts * urgencies,
    })
    .map((ranks): PriorityMatrix => {
      const levels = (count: number) =>
        ids.slice(0, count).map((id) => ({ id, name: id.toUpperCase(), everyday: id }));
      return {
        impacts: levels(impacts),
        urgencies: levels(urgencies),
        priorities: ids.slice(0, priorities).map((id) => ({
          id: `p${id}`,
          name: id,
          color: '#123456',
          targets: { response: 60_000, resolution: null },
        })),
        cells: Object.fromEntries(
          ids
            .slice(0, impacts)
            .map((impact, row) => [
              impact,
              Object.fromEntries(
                ids
                  .slice(0, urgencies)
                  .map((urgency, column) => [
                    urgency,
                    `p${ids[ranks[row * urgencies + column] ?? 0]}`,
                  ]),
              ),
            ]),
        ),
      };
    }),
);

function fieldsOf(matrix: PriorityMatrix) {
  try {
    assertComplete(matrix);
    return [];
  } catch (error) {
    if (!(error instanceof KitError)) throw error;
    return error.fields.map((field) => field.path.join('.'));
  }
}

describe('the matrix', () => {
  test('PRI-1 PRI-2: a complete matrix answers every pair, with a hole it is refused and the hole named', () => {
    fc.assert(
      fc.property(matrices, fc.nat(), fc.nat(), (matrix, row, column) => {
        for (const impact of matrix.impacts) {
          for (const urgency of matrix.urgencies) {
            const { id } = priorityOf(matrix, impact.id, urgency.id);
            expect(id).toBe(matrix.cells[impact.id]?.[urgency.id]);
          }
        }
        expect(fieldsOf(matrix)).toEqual([]);
        const impact = ids[row % matrix.impacts.length] ?? '';
        const urgency = ids[column % matrix.urgencies.length] ?? '';
        const holed = structuredClone(matrix);
        delete holed.cells[impact]?.[urgency];
        expect(fieldsOf(holed)).toEqual([`cells.${impact}.${urgency}`]);
        const stray = structuredClone(matrix);
        (stray.cells[impact] ?? {})[urgency] = 'no-such';
        expect(fieldsOf(stray)).toEqual([`cells.${impact}.${urgency}`]);
      }),
    );
  });

  test('PRI-2: two levels of one id and cells of levels that are not there are refused', () => {
    const twice = structuredClone(defaultMatrix);
    twice.impacts[1] = { ...twice.impacts[1], id: 'high' } as never;
    expect(fieldsOf(twice)).toEqual(['impacts.1.id', 'cells.medium']);
    const extra = structuredClone(defaultMatrix);
    (extra.cells.high ?? {}).sometime = 'P1';
    expect(fieldsOf(extra)).toEqual(['cells.high.sometime']);
  });

  test('PRI-3: warnings are exactly the neighbours that are out of order', () => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        const rank = (impact: number, urgency: number) =>
          matrix.priorities.findIndex(
            (each) => each.id === matrix.cells[ids[impact] ?? '']?.[ids[urgency] ?? ''],
          );
        let expected = 0;
        for (let row = 0; row < matrix.impacts.length; row += 1) {
          for (let column = 0; column < matrix.urgencies.length; column += 1) {
            if (row + 1 < matrix.impacts.length && rank(row, column) > rank(row + 1, column))
              expected += 1;
            if (column + 1 < matrix.urgencies.length && rank(row, column) > rank(row, column + 1))
              expected += 1;
          }
        }
        expect(monotonicityWarnings(matrix)).toHaveLength(expected);
      }),
    );
    expect(monotonicityWarnings(defaultMatrix)).toEqual([]);
  });

  test('PRI-4 INC-4: publishing changes the next report, and not the one before', async () => {
    const { as } = testKit();
    const before = await as(rosa).incidents.report.mutate(report());
    const { current } = await as(amir).matrix.current.query();
    const matrix = structuredClone(current.matrix);
    (matrix.cells.medium ?? {}).high = 'P1';
    const published = await as(amir).matrix.publish.mutate({
      basedOn: 1,
      matrix,
      reason: 'Stricter',
    });
    expect(published.current).toMatchObject({
      version: 2,
      publishedBy: 'Amir Haddad',
      reason: 'Stricter',
    });
    const after = await as(rosa).incidents.report.mutate(report());
    expect([before.priority.id, after.priority.id]).toEqual(['P2', 'P1']);
    const old = await as(rosa).incidents.get.query({ incident: 'INC-1' });
    expect([old.priority.id, old.incident.matrixVersion]).toEqual(['P2', 1]);
  });

  test('PRI-4: of several who edit the same version one publishes; the others get what was published', async () => {
    const { as } = testKit();
    const { current } = await as(amir).matrix.current.query();
    const publish = () => as(amir).matrix.publish.mutate({ basedOn: 1, matrix: current.matrix });
    const outcomes = await Promise.allSettled([publish(), publish(), publish()]);
    expect(outcomes.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    const stale = await refusalOf(publish());
    expect(stale).toMatchObject({ code: 'matrix-stale', httpStatus: 409 });
    expect(stale.details?.current).toMatchObject({ version: 2, matrix: current.matrix });
    expect((await as(amir).matrix.current.query()).current.version).toBe(2);
  });

  test('PRI-2 API-2: a hole is refused over the API with its path, and nothing is published', async () => {
    const { as } = testKit();
    const { current } = await as(amir).matrix.current.query();
    const matrix = structuredClone(current.matrix);
    delete matrix.cells.low?.low;
    const refusal = await refusalOf(as(amir).matrix.publish.mutate({ basedOn: 1, matrix }));
    expect(refusal).toMatchObject({ code: 'matrix-invalid', httpStatus: 400 });
    expect(refusal.fields.map((field) => field.path)).toEqual([['cells', 'low', 'low']]);
    expect((await as(grace).matrix.current.query()).current.version).toBe(1);
  });

  test('PRI-5: a level that was taken away while a form was open has to be chosen again', async () => {
    const { as } = testKit();
    const { current } = await as(amir).matrix.current.query();
    const matrix = structuredClone(current.matrix);
    matrix.urgencies.pop();
    for (const row of Object.values(matrix.cells)) delete row.low;
    await as(amir).matrix.publish.mutate({ basedOn: 1, matrix });
    const refusal = await refusalOf(as(rosa).incidents.report.mutate(report({ urgency: 'low' })));
    expect(refusal.fields.map((field) => field.path)).toEqual([['urgency']]);
    const form = await as(rosa).forms.report.query();
    expect(form.urgencies.map((level) => level.id)).toEqual(['high', 'medium']);
  });

  test('PRI-7: whoever may publish is told what each level and priority is needed for', async () => {
    const { as } = testKit();
    const levels = [
      ['high', 'high'],
      ['high', 'low'],
      ['medium', 'high'],
      ['high', 'high'],
      ['low', 'high'],
    ];
    for (const [impact, urgency] of levels) {
      await as(rosa).incidents.report.mutate(report({ impact, urgency }));
    }
    // What is over needs nothing any more; what waits does.
    const fixed = { code: 'fixed', text: 'Done' } as const;
    await as(grace).incidents.resolve.mutate({ incident: 'INC-4', ...fixed });
    await as(grace).incidents.cancel.mutate({ incident: 'INC-5', reason: 'Twice' });
    const reason = 'They send a part';
    await as(grace).incidents.hold.mutate({ incident: 'INC-2', to: 'waiting-vendor', reason });

    const publish = as(amir).configuration.publish.mutate;
    const policies = [
      { id: 'vip', name: 'Board', when: { priority: ['P1', 'P2'] } },
      { id: 'default', name: 'All others' },
    ];
    await publish({ kind: 'sla-policies', basedOn: 1, document: { policies } });
    const rules = [
      { id: 'fire', name: 'Fire', when: { priority: ['P1'] }, route: { category: 'network' } },
    ];
    const categories = [{ id: 'network', name: 'Network' }];
    await publish({ kind: 'catalogue', basedOn: 1, document: { services: [], categories } });
    await publish({ kind: 'routing-rules', basedOn: 1, document: { rules } });
    const views = [{ id: 'p4', name: 'Some day', filter: { priority: 'P4' } }];
    await publish({ kind: 'views', basedOn: 0, document: { views } });
    const elements = { 'incident-report': { impact: 'low' } };
    const origins = ['https://portal.example'];
    await as(amir).sites.add.mutate({
      site: { key: 'pk_portal', name: 'Portal', origins, elements },
    });

    const usage = await as(amir).matrix.usage.query();
    expect(usage).toMatchObject({
      version: 1,
      incidents: {
        priorities: { P1: 1, P2: 1, P3: 1 },
        impacts: { high: 2, medium: 1 },
        urgencies: { high: 2, low: 1 },
      },
      references: [
        { list: 'priorities', id: 'P1', from: 'sla-policies', name: 'Board' },
        { list: 'priorities', id: 'P2', from: 'sla-policies', name: 'Board' },
        { list: 'priorities', id: 'P1', from: 'routing-rules', name: 'Fire' },
        { list: 'priorities', id: 'P4', from: 'views', name: 'Some day' },
        { list: 'impacts', id: 'low', from: 'site', name: 'Portal' },
      ],
    });
    expect(Object.keys(usage.incidents.priorities)).not.toContain('P4');
    expect(await refusalOf(as(grace).matrix.usage.query())).toMatchObject({ code: 'not-allowed' });
  });
});
