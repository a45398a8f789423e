import { createIncidentKit } from '@incident-kit/server';
import { expect, onTestFinished, test } from 'vitest';
import { LogTail } from '../../../packages/server/src/live/tail.ts';
import { openStore } from '../../../packages/server/src/store/open-store.ts';
import type { Store } from '../../../packages/server/src/store/port/store.ts';
import { emptyDatabase, testStore } from '../support/database.ts';
import { amir, clientOf, grace, headersOf, intranet, report, rosa } from '../support/kit.ts';
import { StreamReader } from '../support/live.ts';
import { noteOn, reportTo } from '../support/log.ts';
import { backUp } from '../support/put-back.ts';

/** A tail, what it hands on, and where it was told that the log was put back to. */
async function follow(store: Store) {
  const told: (number | string)[] = [];
  let hasTold = () => {};
  const tail = new LogTail(store, {
    async onEvents(events) {
      told.push(...events.map(({ seq }) => seq));
      hasTold();
    },
    onPutBack(seq) {
      told.push(`put back to ${seq}`);
      hasTold();
    },
    onError(error) {
      throw error;
    },
  });
  await tail.start();
  onTestFinished(() => tail.stop());
  return {
    told,
    async until(isSo: () => boolean) {
      while (!isSo()) {
        await new Promise<void>((resolve) => {
          hasTold = resolve;
        });
      }
    },
  };
}

const note = (store: Store, text: string) =>
  store.write((transaction) => noteOn(transaction, 1, text));

test.each([0, 2, 5])(
  'LIVE-9: a log that was put back is noticed, also when it has got %i other events since',
  async (others) => {
    const url = await emptyDatabase();
    const store = await testStore(url);
    await reportTo(store);
    const putBack = await backUp(url);
    const { told, until } = await follow(store);
    for (const text of ['lost', 'lost', 'lost']) await note(store, text);
    await until(() => told.includes(4));
    await putBack();
    const other = await openStore(url);
    for (let each = 0; each < others; each += 1) await note(other, 'another');
    await other.close();
    await until(() => told.some((each) => String(each).startsWith('put back')));
    expect(told.slice(0, 3)).toEqual([2, 3, 4]);
    // From there on it goes on as ever, without a gap.
    await note(store, 'the next');
    await until(() => told.at(-1) === 2 + others);
    const [, , , putBackTo, ...rest] = told;
    const from = Number(String(putBackTo).replace('put back to ', ''));
    expect(rest).toEqual(Array.from({ length: 2 + others - from }, (_, index) => from + 1 + index));
  },
);

test('LIVE-9: what this process writes itself after the log was put back is handed on', async () => {
  const url = await emptyDatabase();
  const store = await testStore(url);
  await reportTo(store);
  const putBack = await backUp(url);
  const { told, until } = await follow(store);
  await note(store, 'lost');
  await until(() => told.includes(2));
  await putBack();
  const { seq } = await note(store, 'instead of it');
  expect(seq).toBe(2);
  await until(() => told.some((each) => String(each).startsWith('put back')));
  await note(store, 'and after');
  await until(() => told.at(-1) === 3);
});

test('LIVE-9: open streams are reset, and neither badges nor documents of the lost end are kept', async () => {
  const database = await emptyDatabase();
  const kit = createIncidentKit({ database, sites: [intranet] });
  onTestFinished(() => kit.close());
  const as = (who: typeof grace) => clientOf(kit.fetch, who, Date.now);
  const { incident } = await as(rosa).incidents.report.mutate(
    report({ impact: 'high', urgency: 'high' }),
  );
  const putBack = await backUp(database);
  const publish = async (name: string) => {
    const { current } = await as(amir).configuration.get.query({ kind: 'matrix' });
    const [first, ...others] = (current.document as { priorities: object[] }).priorities;
    const document = { ...current.document, priorities: [{ ...first, name }, ...others] };
    const basedOn = current.version;
    await as(amir).configuration.publish.mutate({ kind: 'matrix', basedOn, document } as never);
  };
  const topics = [`incident:${incident}`, `badge:${incident}`, 'incidents', 'document:matrix'];
  const response = await kit.fetch(
    new Request('http://kit.test/live', {
      method: 'POST',
      headers: { ...(await headersOf(amir, Date.now())), 'content-type': 'application/json' },
      body: JSON.stringify({ topics: Object.fromEntries(topics.map((each) => [each, 0])) }),
    }),
  );
  const stream = new StreamReader(response);
  onTestFinished(() => stream.close());

  await publish('Lost');
  await as(grace).incidents.acknowledge.mutate({ incident });
  await as(grace).incidents.resolve.mutate({ incident, code: 'fixed', text: 'It is lost' });
  const badge = async () =>
    (await as(grace).badges.get.query({ incidents: [incident] })).badges[incident];
  const priorityName = async () =>
    (await as(grace).incidents.get.query({ incident })).priority?.name;
  const before = await badge();
  expect(before?.status.category).toBe('resolved');
  await as(rosa).incidents.report.mutate(report({ impact: 'high', urgency: 'high' }));
  expect((await as(grace).incidents.get.query({ incident: 'INC-2' })).priority?.name).toBe('Lost');

  await putBack();
  for (;;) {
    const message = await stream.next();
    if (message?.event !== 'reset') continue;
    const { seq } = await as(grace).incidents.list.query({ limit: 1 });
    expect(message.data).toEqual({ reason: 'unknown-position', topics: expect.any(Array), seq });
    expect([...message.data.topics].sort()).toEqual([...topics].sort());
    break;
  }
  expect((await badge())?.status.category).toBe('new');
  // Another second version than the one that was kept in memory.
  await publish('Found');
  await as(rosa).incidents.report.mutate(report({ impact: 'high', urgency: 'high' }));
  expect((await as(grace).incidents.get.query({ incident: 'INC-2' })).priority?.name).toBe('Found');
  expect(await priorityName()).not.toBe('Lost');
  // The stream goes on.
  const told = await stream.changes(2);
  expect(told.map(({ topic }) => topic)).toContain('document:matrix');
});

test('LIVE-9: what was read before this instance was told of it is not kept either', async () => {
  const database = await emptyDatabase();
  const [here, there] = [1, 2].map(() => createIncidentKit({ database, sites: [intranet] }));
  if (!here || !there) throw new Error('There are two.');
  for (const kit of [here, there]) onTestFinished(() => kit.close());
  const [desk, other] = [here, there].map((kit) => clientOf(kit.fetch, grace, Date.now));
  if (!desk || !other) throw new Error('There are two.');
  const { incident } = await desk.incidents.report.mutate(report());
  const putBack = await backUp(database);
  await other.incidents.acknowledge.mutate({ incident });
  const category = async () => {
    const { badges } = await desk.badges.get.query({ incidents: [incident] });
    return badges[incident]?.status.category;
  };
  expect(await category()).toBe('active');
  await putBack();
  while ((await category()) !== 'new') await new Promise((resolve) => setTimeout(resolve, 20));
});

test('LIVE-9: a search of what is open finds nothing of the lost end, and what came instead', async () => {
  const database = await emptyDatabase();
  const kit = createIncidentKit({ database, sites: [intranet] });
  onTestFinished(() => kit.close());
  const as = (who: typeof grace) => clientOf(kit.fetch, who, Date.now);
  await as(rosa).incidents.report.mutate(report({ title: 'The printer is stuck' }));
  const putBack = await backUp(database);
  await as(rosa).incidents.report.mutate(report({ title: 'The accordion is out of tune' }));
  const found = async (text: string) => {
    const { incidents } = await as(grace).incidents.list.query({ status: 'open', text });
    return incidents.map(({ title }) => title);
  };
  // Words are in memory from the second on.
  for (let search = 0; search < 3; search += 1) expect(await found('accordion')).toHaveLength(1);
  await putBack();
  await as(rosa).incidents.report.mutate(report({ title: 'The trumpet is dented' }));
  while ((await found('accordion')).length > 0) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(await found('trumpet')).toEqual(['The trumpet is dented']);
  expect(await found('printer')).toEqual(['The printer is stuck']);
});
