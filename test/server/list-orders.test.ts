import { expect, test } from 'vitest';
import { amir, grace, refusalOf, report, rosa, testKit } from './support/kit.ts';

type Kit = ReturnType<typeof testKit>;
type Level = 'high' | 'medium' | 'low';

async function reportOf({ as }: Kit, impact: Level, urgency: Level): Promise<string> {
  return (await as(rosa).incidents.report.mutate(report({ impact, urgency }))).incident;
}

type ListInput = Parameters<ReturnType<Kit['as']>['incidents']['list']['query']>[0];

/** All pages of a list, each of that many. */
async function pages({ as }: Kit, input: ListInput, limit = 2): Promise<string[]> {
  const found: string[] = [];
  let before: number | string | null | undefined;
  do {
    const page = await as(grace).incidents.list.query({
      ...input,
      limit,
      ...(before && { before }),
    });
    found.push(...page.incidents.map(({ incident }) => incident));
    before = page.next;
  } while (before);
  return found;
}

test('INC-24: the most pressing first, and each in the order of what is due', async () => {
  const kit = testKit();
  const low = await reportOf(kit, 'low', 'low');
  const first = await reportOf(kit, 'high', 'high');
  kit.clock.now += 60_000;
  const medium = await reportOf(kit, 'medium', 'medium');
  const second = await reportOf(kit, 'high', 'high');
  const expected = [first, second, medium, low];
  for (const limit of [1, 2, 3, 4, 100]) {
    expect(await pages(kit, { order: 'priority' }, limit)).toEqual(expected);
  }
  expect(await pages(kit, { order: 'priority', priority: 'P1' }, 1)).toEqual([first, second]);
});

test('INC-24: what has a priority that the matrix has no more comes last', async () => {
  const kit = testKit();
  const gone = await reportOf(kit, 'high', 'high');
  const stays = await reportOf(kit, 'low', 'low');
  const { current } = await kit.as(amir).matrix.current.query();
  const { matrix, version } = current;
  const P0 = { ...matrix.priorities[0], id: 'P0', name: 'All hands' };
  const cells = structuredClone(matrix.cells);
  for (const row of Object.values(cells)) {
    for (const [urgency, id] of Object.entries(row)) if (id === 'P1') row[urgency] = 'P0';
  }
  const priorities = [P0, ...matrix.priorities.slice(1)] as typeof matrix.priorities;
  await kit.as(amir).matrix.publish.mutate({
    matrix: { ...matrix, priorities, cells },
    basedOn: version,
  });
  const fresh = await reportOf(kit, 'high', 'high');
  expect(await pages(kit, { order: 'priority' }, 1)).toEqual([fresh, stays, gone]);
});

test('INC-24: what something happened to last is first, whatever it was', async () => {
  const kit = testKit();
  const one = await reportOf(kit, 'low', 'low');
  const two = await reportOf(kit, 'low', 'low');
  const three = await reportOf(kit, 'low', 'low');
  const desk = kit.as(grace).incidents;
  await desk.addNote.mutate({ incident: one, text: 'Between us', visibility: 'internal' });
  expect(await pages(kit, { order: 'updated' })).toEqual([one, three, two]);
  kit.clock.now += 60_000;
  await desk.resolve.mutate({ incident: two, code: 'fixed', text: 'Done' });
  expect(await pages(kit, { order: 'updated' })).toEqual([one, three]);
  expect(await pages(kit, { order: 'updated', status: 'all' })).toEqual([two, one, three]);
  const [row] = (await desk.list.query({ order: 'updated', status: 'all' })).incidents;
  expect(row?.updatedAt).toBe(kit.clock.now);
  // When the desk speaks among itself is its own.
  const own = await kit.as(rosa).incidents.list.query({ status: 'all' });
  expect(own.incidents.map(({ updatedAt }) => updatedAt)).toEqual([null, null, null]);
});

test('INC-24 ACC-32: when the desk works among itself is told to nobody by the order of a list', async () => {
  const kit = testKit();
  const incident = await reportOf(kit, 'low', 'low');
  await reportOf(kit, 'low', 'low');
  await kit.as(grace).incidents.addNote.mutate({
    incident,
    text: 'Between us',
    visibility: 'internal',
  });
  for (const order of ['updated', 'priority'] as const) {
    const refused = await refusalOf(kit.as(rosa).incidents.list.query({ order, limit: 1 }));
    expect(refused).toMatchObject({
      code: 'not-allowed',
      details: { permission: 'incident:list', why: 'desk-only' },
    });
  }
  const own = await kit.as(rosa).incidents.list.query({ order: 'due', limit: 1 });
  expect(own.incidents).toHaveLength(1);
});

test('INC-24: a list has what the caller has, and what nobody has', async () => {
  const members = [
    { id: 'grace', name: 'Grace Okafor' },
    { id: 'tom', name: 'Tom' },
  ];
  const teams = { teams: [{ id: 'helpers', name: 'Helpers', members }] };
  const kit = testKit({ configuration: { teams } });
  const [hers, nobodys, toms] = [
    await reportOf(kit, 'low', 'low'),
    await reportOf(kit, 'low', 'low'),
    await reportOf(kit, 'low', 'low'),
  ];
  const desk = kit.as(grace).incidents;
  await desk.assign.mutate({ incident: hers, assignee: 'grace' });
  await desk.assign.mutate({ incident: toms, assignee: 'tom' });
  expect(await pages(kit, { assignee: 'me' })).toEqual([hers]);
  expect(await pages(kit, { assignee: 'tom', order: 'due' })).toEqual([toms]);
  for (const order of ['newest', 'due', 'updated', 'priority'] as const) {
    expect(await pages(kit, { assignee: 'nobody', order })).toEqual([nobodys]);
  }
  const refused = await refusalOf(kit.as(rosa).incidents.list.query({ assignee: 'nobody' }));
  expect(refused.code).toBe('not-allowed');
});

test('INC-24: a place of another order is refused, and so is another order of what is searched', async () => {
  const kit = testKit();
  const list = kit.as(grace).incidents.list;
  for (const [order, before] of [
    ['newest', 'at.4'],
    ['due', 'at.4'],
    ['updated', '12.4'],
    ['updated', 4],
    ['priority', 'never.4'],
    ['priority', 'at.4'],
  ] as const) {
    const refused = await refusalOf(list.query({ order, before }));
    expect(refused.fields[0]).toMatchObject({ path: ['before'], code: 'not-offered' });
  }
  for (const order of ['due', 'updated', 'priority'] as const) {
    const refused = await refusalOf(list.query({ order, text: 'printer' }));
    expect(refused.fields[0]).toMatchObject({ path: ['order'], code: 'only-one-of' });
  }
});
