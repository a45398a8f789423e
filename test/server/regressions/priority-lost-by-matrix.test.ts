import { expect, test } from 'vitest';
import { amir } from '../support/kit.ts';
import { reported } from '../support/reported.ts';

const hour = 3_600_000;

test('PRI-6 SLA-15: an incident whose priority the matrix has lost keeps what was promised', async () => {
  const { as, desk, incident, get } = await reported();
  const admin = as(amir).matrix;
  const { current } = await admin.current.query();
  const cells = current.matrix.cells;
  await admin.publish.mutate({
    basedOn: 1,
    matrix: {
      ...current.matrix,
      priorities: current.matrix.priorities.filter((each) => each.id !== 'P1'),
      cells: { ...cells, high: { ...cells.high, high: 'P2' } },
    },
  });
  await desk.categorize.mutate({ incident, category: 'outage' });
  expect((await get()).incident).toMatchObject({
    priority: 'P1',
    category: 'outage',
    terms: { targets: { resolution: 4 * hour } },
  });
  await desk.prioritize.mutate({ incident, urgency: 'medium' });
  expect((await get()).incident.priority).toBe('P2');
});
