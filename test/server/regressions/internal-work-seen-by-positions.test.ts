import { expect, test } from 'vitest';
import { base, grace, headersOf, rosa, testKit, visitor } from '../support/kit.ts';
import { listen } from '../support/live.ts';
import { reported } from '../support/reported.ts';

type Kit = Awaited<ReturnType<typeof reported>>;

/** Work of the desk that is nobody else's business, on the reporter's incident and on another. */
async function workInside({ desk, incident, as }: Kit): Promise<void> {
  const other = await as(grace).incidents.report.mutate({
    key: 'of-the-desk-itself',
    title: 'The lift is stuck',
    impact: 'low',
    urgency: 'low',
  });
  for (const each of [incident, other.incident]) {
    await desk.addNote.mutate({ incident: each, text: 'Again', visibility: 'internal' });
  }
  await desk.link.mutate({ incident, kind: 'problem', target: 'PRB-1' });
}

const healthOf = async ({ kit }: Kit, headers: Record<string, string> = {}) =>
  (await kit.fetch(new Request(`${base}/healthz`, { headers }))).json();

/** What somebody who is not of the desk can ask, but for what the time is. */
async function asked(kit: Kit) {
  const { as, incident } = kit;
  const own = as(rosa).incidents;
  const answers = [
    await own.get.query({ incident }),
    await own.timeline.query({ incident }),
    await as(rosa).badges.get.query({ incidents: [incident] }),
    await as(visitor).badges.get.query({ incidents: [incident, 'INC-99'] }),
    await as(visitor).badges.get.query({ incidents: [incident, 'INC-99'] }),
  ];
  return [...answers, await healthOf(kit)];
}

test('ACC-30: what the desk does among itself changes no answer to anybody else, nor how health reads', async () => {
  const kit = await reported();
  const before = await asked(kit);
  await workInside(kit);
  expect(await asked(kit)).toEqual(before);
  // What they may know of still shows.
  await kit.desk.addNote.mutate({ incident: kit.incident, text: 'Hello', visibility: 'public' });
  expect(await asked(kit)).not.toEqual(before);
});

test('ACC-30: a stream that opens says nothing of it either, and goes on from what was read', async () => {
  const kit = await reported();
  const { incident, as, desk } = kit;
  const { seq } = await as(rosa).incidents.get.query({ incident });
  const topics = { [`incident:${incident}`]: seq, [`badge:${incident}`]: seq };
  const greeted = async () => (await (await listen(kit, rosa, topics)).next())?.data;
  const before = await greeted();
  await workInside(kit);
  expect(await greeted()).toEqual(before);
  const stream = await listen(kit, rosa, topics);
  await stream.next();
  await desk.addNote.mutate({ incident, text: 'Hello', visibility: 'public' });
  const changes = await stream.changes(2);
  expect(changes.map(({ topic }) => topic).sort()).toEqual(Object.keys(topics).sort());
});

test('ACC-30: the desk is told how far the log has come, whoever bears no such token is not', async () => {
  const kit = testKit();
  const health = async (headers: Record<string, string> = {}) =>
    (await kit.kit.fetch(new Request(`${base}/healthz`, { headers }))).json();
  const { now } = kit.clock;
  expect(await health(await headersOf(grace, now))).toMatchObject({ seq: expect.any(Number) });
  for (const headers of [{}, await headersOf(rosa, now), { authorization: 'Bearer nonsense' }]) {
    const answer = await health(headers);
    expect(answer).toMatchObject({ status: 'ok' });
    expect(answer).not.toHaveProperty('seq');
  }
});

test('ACC-31: a picture of a badge that is opened by itself runs nothing, and is kept for nobody else', async () => {
  const { kit } = await reported();
  const path = '/badges/incident/INC-1.svg?key=pk_intranet';
  const { headers } = await kit.fetch(new Request(base + path));
  expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
  expect(headers.get('vary')).toMatch(/authorization/);
  expect(headers.get('cache-control')).toMatch(/^private/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});
