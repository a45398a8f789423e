import { expect, test } from 'vitest';
import { emptyDatabase, execute } from '../support/database.ts';
import { grace, refusalOf, report, rosa, testKit, tom, type Who } from '../support/kit.ts';

const minute = 60_000;
const hour = 60 * minute;

const levels = { P1: 'high', P4: 'low' } as const;

type Kit = ReturnType<typeof testKit>;

async function reportAs({ as }: Kit, priority: keyof typeof levels, who: Who = rosa) {
  const level = levels[priority];
  const asked = report({ impact: level, urgency: level });
  return (await as(who).incidents.report.mutate(asked)).incident;
}

const listed = async ({ as }: Kit, input: object = {}, who: Who = grace) => {
  const page = await as(who).incidents.list.query({ order: 'due', ...input });
  return { ...page, incidents: page.incidents.map((each) => each.incident) };
};

/** Every page of a list, each of one incident. */
async function pages(kit: Kit, input: object = {}) {
  const found: string[] = [];
  let before: number | string | null | undefined;
  do {
    const page = await listed(kit, { ...input, limit: 1, ...(before && { before }) });
    found.push(...page.incidents);
    before = page.next;
  } while (before);
  return found;
}

test('INC-24: what is due first is first, whichever clock it is, and what is overdue is above it', async () => {
  const kit = testKit();
  const { as, clock } = kit;
  const desk = as(grace).incidents;
  // Answered, so what is due next is the solution: in four hours, less 52 minutes.
  const answered = await reportAs(kit, 'P1');
  await desk.acknowledge.mutate({ incident: answered });
  clock.now += 52 * minute;
  const small = await reportAs(kit, 'P4');
  // An answer is owed in a quarter of an hour.
  const fresh = await reportAs(kit, 'P1');
  expect((await listed(kit)).incidents).toEqual([fresh, answered, small]);
  expect(await pages(kit)).toEqual([fresh, answered, small]);
  // Now the answer is overdue, and another is owed.
  clock.now += 20 * minute;
  await kit.kit.fireDue();
  const newer = await reportAs(kit, 'P1');
  expect((await listed(kit)).incidents).toEqual([fresh, newer, answered, small]);
  // Once it was given, the solution is what is due.
  await desk.addNote.mutate({ incident: fresh, text: 'We are on it', visibility: 'public' });
  expect((await listed(kit)).incidents).toEqual([newer, answered, fresh, small]);
  expect((await listed(kit, { status: 'all', limit: 2 })).incidents).toEqual([newer, answered]);
  expect((await listed(kit, { priority: 'P4' })).incidents).toEqual([small]);
});

test('INC-24: what is paused comes after what runs, then what is over, the newest first', async () => {
  const kit = testKit();
  const desk = kit.as(grace).incidents;
  const [closed, paused, later, running] = [
    await reportAs(kit, 'P1'),
    await reportAs(kit, 'P1'),
    await reportAs(kit, 'P1'),
    await reportAs(kit, 'P4'),
  ];
  for (const incident of [paused, later]) {
    await desk.acknowledge.mutate({ incident });
    await desk.hold.mutate({ incident, to: 'waiting-reporter', reason: 'Which printer?' });
  }
  await desk.resolve.mutate({ incident: closed, code: 'fixed', text: 'New toner' });
  expect((await listed(kit)).incidents).toEqual([running, later, paused]);
  expect(await pages(kit, { status: 'all' })).toEqual([running, later, paused, closed]);
  await desk.resume.mutate({ incident: paused });
  expect(await pages(kit, { status: 'all' })).toEqual([paused, running, later, closed]);
});

test('INC-24: a page goes on where the one before ended, though clocks have moved since', async () => {
  const kit = testKit();
  const desk = kit.as(grace).incidents;
  const all: string[] = [];
  for (let index = 0; index < 6; index += 1) {
    all.push(await reportAs(kit, 'P1'));
    kit.clock.now += minute;
  }
  const first = await listed(kit, { limit: 2 });
  expect(first.incidents).toEqual(all.slice(0, 2));
  // What the first page ended with moves down, some that was to come is gone, and time goes by.
  await desk.acknowledge.mutate({ incident: all[1] as string });
  await desk.resolve.mutate({ incident: all[2] as string, code: 'fixed', text: 'Done' });
  kit.clock.now += hour;
  await kit.kit.fireDue();
  const second = await listed(kit, { limit: 2, before: first.next });
  expect(second.incidents).toEqual(all.slice(3, 5));
  const third = await listed(kit, { limit: 2, before: second.next });
  expect(third.incidents).toEqual([all[5], all[1]]);
  expect(third.next).toBeNull();
});

test('INC-24: it is an order of what somebody may see, and refuses what it cannot order', async () => {
  const kit = testKit();
  const own = await reportAs(kit, 'P4', tom);
  await reportAs(kit, 'P1');
  expect((await listed(kit, {}, tom)).incidents).toEqual([own]);
  const { next } = await listed(kit, { limit: 1 });
  const { list } = kit.as(grace).incidents;
  const refused = [
    list.query({ order: 'due', text: 'wi-fi' }),
    list.query({ order: 'due', before: 2 }),
    list.query({ before: next ?? '' }),
    list.query({ order: 'due', before: 'yesterday' }),
  ];
  const refusals = await Promise.all(refused.map(refusalOf));
  expect(refusals.map((each) => each?.code)).toEqual(refused.map(() => 'invalid-input'));
  expect(refusals[0]?.fields?.[0]).toMatchObject({ path: ['order'], code: 'only-one-of' });
  expect(refusals[1]?.fields?.[0]).toMatchObject({ path: ['before'], code: 'not-offered' });
});

test('INC-24: a database of the version before is ordered once it is opened', async () => {
  const database = await emptyDatabase();
  const before = testKit({ database });
  const [small, urgent] = [await reportAs(before, 'P4'), await reportAs(before, 'P1')];
  await before.kit.close();
  for (const statement of [
    ...['category', 'priority', 'team', 'service', 'assignee'].map(
      (column) => `drop index incidents_due_by_${column}`,
    ),
    'alter table incidents drop column due_order',
    `delete from kit_migration where name = '0011-first-due'`,
  ]) {
    await execute(database, statement);
  }
  expect((await listed(testKit({ database }))).incidents).toEqual([urgent, small]);
});
