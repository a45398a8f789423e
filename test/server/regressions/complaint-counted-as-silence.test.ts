import { expect, onTestFinished, test, vi } from 'vitest';
import { emptyDatabase, execute } from '../support/database.ts';
import { grace, report, rosa, testKit, tom, visitor, type Who } from '../support/kit.ts';
import { reported } from '../support/reported.ts';

const hour = 3_600_000;
const solution = { code: 'fixed', text: 'Replaced the access point' } as const;
const complaint = 'No, it is still broken';

/** An incident of Grace's that she has resolved. */
async function resolved() {
  const kit = await reported();
  const { desk, incident, clock } = kit;
  await desk.assign.mutate({ incident, team: 'desk', assignee: 'grace' });
  await desk.resolve.mutate({ incident, ...solution });
  const resolvedAt = clock.now;
  return {
    ...kit,
    resolvedAt,
    /** So long after it was resolved. */
    at: async (after: number) => {
      clock.now = resolvedAt + after;
      await kit.kit.fireDue();
    },
    say: (text = complaint, who: Who = rosa) =>
      kit.as(who).incidents.addNote.mutate({ incident, text }),
    replied: async (who: Who = grace) => {
      const { incidents } = await kit.as(who).incidents.list.query({ status: 'replied' });
      return incidents.map((each) => each.incident);
    },
    told: async (who: Who) => {
      const { notifications } = await kit.as(who).notifications.list.query({});
      return notifications.flatMap(({ entry }) => (entry.kind === 'note' ? [entry.text] : []));
    },
  };
}

test('INC-22: a reporter who writes while it is resolved has not been silent: it is not closed', async () => {
  const { at, say, get, resolvedAt, replied, told } = await resolved();
  expect((await get()).incident).toMatchObject({
    closesAt: resolvedAt + 72 * hour,
    repliedAt: null,
  });
  await at(71 * hour);
  await say();
  for (const after of [71, 73, 1_000]) {
    await at(after * hour);
    expect((await get()).incident).toMatchObject({
      status: { category: 'resolved' },
      closesAt: null,
      repliedAt: resolvedAt + 71 * hour,
    });
  }
  expect(await replied()).toEqual(['INC-1']);
  // It is told to whoever has it, and still asked of whoever reported it.
  expect(await told(grace)).toEqual([complaint]);
  expect((await get(rosa)).may).toEqual(expect.arrayContaining(['confirm-fixed', 'not-fixed']));
  expect((await get(rosa)).incident.closesAt).toBeNull();
});

test('INC-22: what whoever reported it does not say to everybody, and what others say, is no word of theirs', async () => {
  const { at, say, desk, incident, get, as } = await resolved();
  await at(hour);
  await say('Please look whether it works now', grace);
  await desk.addNote.mutate({ incident, text: 'She is on leave', visibility: 'internal' });
  await as(tom).incidents.join.mutate({ incident });
  await at(72 * hour);
  expect((await get()).incident.closed?.why).toBe('silence');
});

test('INC-22: an answer of the desk does not take back what the reporter has said', async () => {
  const { at, say, get, replied } = await resolved();
  await at(hour);
  await say();
  await at(2 * hour);
  await say('We looked again', grace);
  await at(500 * hour);
  expect((await get()).incident.status.category).toBe('resolved');
  expect(await replied()).toEqual(['INC-1']);
});

test('INC-22: it counts also when it is edited or taken back', async () => {
  const { at, say, get, as, incident } = await resolved();
  await at(hour);
  const { seq } = await say();
  await as(rosa).incidents.editNote.mutate({ incident, note: seq, text: 'Or is it?' });
  await as(rosa).incidents.retractNote.mutate({ incident, note: seq });
  await at(500 * hour);
  expect((await get()).incident.status.category).toBe('resolved');
});

test('INC-22: reopened and resolved again, silence closes it after its own time', async () => {
  const { at, say, get, desk, incident, replied, told } = await resolved();
  await at(hour);
  await say();
  await at(2 * hour);
  await desk.reopen.mutate({ incident, reason: 'She says that it is not fixed' });
  expect((await get()).incident.repliedAt).toBeNull();
  expect(await replied()).toEqual([]);
  await say('Thank you for looking at it');
  // Work goes on, so it is an answer to a question, and no news beside it.
  expect(await told(grace)).toEqual([complaint]);
  await at(3 * hour);
  await desk.resolve.mutate({ incident, ...solution });
  await at(75 * hour - 1);
  expect((await get()).incident).toMatchObject({
    status: { category: 'resolved' },
    repliedAt: null,
  });
  await at(75 * hour);
  expect((await get()).incident.closed?.why).toBe('silence');
});

test('INC-22: both answers are still taken, and the desk can close it', async () => {
  for (const end of ['yes', 'no', 'desk'] as const) {
    const { at, say, get, desk, incident, as, replied } = await resolved();
    await at(hour);
    await say();
    if (end === 'desk') await desk.close.mutate({ incident, reason: 'She told me' });
    if (end === 'yes') await as(rosa).incidents.confirm.mutate({ incident, fixed: true });
    if (end === 'no') {
      await as(rosa).incidents.confirm.mutate({ incident, fixed: false, text: complaint });
    }
    expect((await get()).incident).toMatchObject({
      status: { category: end === 'no' ? 'active' : 'closed' },
      repliedAt: null,
    });
    expect(await replied()).toEqual([]);
  }
});

test('INC-22: so it is for whoever reported it without a token, by the receipt', async () => {
  const { kit, as, clock } = testKit();
  const { incident, receipt } = await as(visitor).incidents.report.mutate(report());
  const holder = as({ bearer: receipt?.token ?? '' }).incidents;
  await as(grace).incidents.resolve.mutate({ incident, ...solution });
  clock.now += 71 * hour;
  await holder.addNote.mutate({ incident, text: complaint });
  clock.now += 2 * hour;
  await kit.fireDue();
  const answer = await holder.get.query({ incident });
  expect(answer.incident).toMatchObject({ status: { category: 'resolved' }, closesAt: null });
  expect(answer.may).toEqual(expect.arrayContaining(['confirm-fixed', 'not-fixed']));
  const { incidents } = await as(grace).incidents.list.query({ status: 'replied' });
  expect(incidents).toMatchObject([{ incident, repliedAt: clock.now - 2 * hour }]);
});

test('INC-22: in the very instant in which silence would close it, the reporter is not too late', async () => {
  // What looks each second for what is due would be there before them at times.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  for (const how of ['note', 'no'] as const) {
    const { kit, clock, resolvedAt, say, as, incident, get } = await resolved();
    clock.now = resolvedAt + 72 * hour;
    expect((await get(rosa)).may).toContain('not-fixed');
    if (how === 'note') await say();
    else await as(rosa).incidents.confirm.mutate({ incident, fixed: false, text: complaint });
    await kit.fireDue();
    expect((await get()).incident.closed).toBeNull();
  }
  const { kit, clock, resolvedAt, desk, incident, get } = await resolved();
  clock.now = resolvedAt + 72 * hour;
  // Nobody else speaks for them.
  await desk.addNote.mutate({ incident, text: 'Closing soon' });
  await kit.fireDue();
  expect((await get()).incident.closed?.why).toBe('silence');
});

test('INC-22: what was said in time counts, however late anybody looks', async () => {
  const { clock, resolvedAt, say, kit, get } = await resolved();
  clock.now = resolvedAt + 72 * hour - 1;
  await say();
  clock.now = resolvedAt + 900 * hour;
  await kit.fireDue();
  expect((await get()).incident.status.category).toBe('resolved');
});

test('INC-22: what is said too late is told to whoever had it, as nobody is at work on it', async () => {
  const { clock, resolvedAt, say, get, told } = await resolved();
  clock.now = resolvedAt + 73 * hour;
  await say();
  expect((await get()).incident).toMatchObject({ closed: { why: 'silence' }, repliedAt: null });
  expect(await told(grace)).toEqual([complaint]);
});

test('INC-22: a complaint that a version before has counted as silence is heard after the upgrade', async () => {
  const database = await emptyDatabase();
  const before = testKit({ database });
  await before.as(rosa).incidents.report.mutate(report());
  await before.as(grace).incidents.resolve.mutate({ incident: 'INC-1', ...solution });
  const closesAt = before.clock.now + 72 * hour;
  await before.as(rosa).incidents.addNote.mutate({ incident: 'INC-1', text: complaint });
  await before.kit.close();
  // As that version has left it: the closing is due, and no table says that there is a reply.
  const step = JSON.stringify({
    at: closesAt,
    to: { id: 'closed', name: 'Closed', category: 'closed' },
    workflowVersion: 1,
  });
  for (const statement of [
    `update incidents set due_at = ${closesAt},
      state = replace(state, '"closes":null,"repliedAt":${before.clock.now}', '"closes":${step}')`,
    'drop table reporter_replies',
    'drop table chain_teams',
    `delete from kit_migration where name = '0007-replies'`,
  ]) {
    await execute(database, statement);
  }
  const { kit, as, clock } = testKit({ database });
  clock.now = closesAt + hour;
  await kit.fireDue();
  const { incidents } = await as(grace).incidents.list.query({ status: 'replied' });
  expect(incidents).toMatchObject([{ incident: 'INC-1', status: { category: 'resolved' } }]);
});

test('INC-22: where nobody has it, its team is told; a reporter is told of nobody else’s', async () => {
  const { as, desk, incident } = await reported();
  await desk.assign.mutate({ incident, team: 'network' });
  await desk.resolve.mutate({ incident, ...solution });
  await as(rosa).incidents.addNote.mutate({ incident, text: complaint });
  const mei = { role: 'agent', sub: 'mei', name: 'Mei Tanaka' } as const;
  const { notifications } = await as(mei).notifications.list.query({});
  expect(notifications.map(({ entry }) => entry.kind)).toContain('note');
  expect((await as(tom).incidents.list.query({ status: 'replied' })).incidents).toEqual([]);
  expect((await as(rosa).incidents.list.query({ status: 'replied' })).total).toBe(1);
});
