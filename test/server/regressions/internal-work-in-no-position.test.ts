import type { Documents } from '@incident-kit/server/domain';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { appRouter } from '../../../packages/server/src/api/router.ts';
import {
  base,
  grace,
  headersOf,
  refusalOf,
  report,
  rosa,
  testKit,
  visitor,
  type Who,
} from '../support/kit.ts';
import { listen, type Message, StreamReader } from '../support/live.ts';

type Kit = ReturnType<typeof testKit>;

/** What the desk does among itself, and nobody else learns. */
const internal = fc.constantFrom('note', 'link', 'assign', 'escalate', 'elsewhere');
type Internal = 'note' | 'link' | 'assign' | 'escalate' | 'elsewhere';

/** Somebody to assign it to for every time, as nobody is assigned what is theirs already. */
const everybody = [0, 1, 2, 3].flatMap((round) => [0, 1, 2, 3].map((index) => `${round}.${index}`));
const crowd: Documents['teams'] = {
  teams: [
    {
      id: 'desk',
      name: 'Desk',
      tier: 1,
      members: everybody.map((id) => ({ id, name: id, available: true })),
      managers: [{ id: 'hannah', name: 'Hannah Weiss' }],
      escalatesTo: null,
    },
  ],
};

async function workInside({ as }: Kit, what: readonly Internal[], round: number): Promise<void> {
  const { incidents } = as(grace);
  for (const [index, each] of what.entries()) {
    const incident = 'INC-1';
    const text = `${round}.${index}`;
    if (each === 'note') await incidents.addNote.mutate({ incident, text, visibility: 'internal' });
    if (each === 'link') {
      await incidents.link.mutate({ incident, kind: 'problem', target: `PRB-${text}` });
    }
    if (each === 'assign') await incidents.assign.mutate({ incident, assignee: text });
    if (each === 'escalate') {
      await incidents.escalate.mutate({ incident, kind: 'hierarchical', reason: 'It burns' });
    }
    if (each === 'elsewhere') {
      await incidents.addNote.mutate({ incident: 'INC-3', text, visibility: 'internal' });
      // Also what others may know of is nobody's business who does not see that incident.
      await incidents.addNote.mutate({ incident: 'INC-4', text, visibility: 'public' });
    }
  }
}

/** What is sent to a procedure; to all others goes the incident alone. */
function inputsOf(told: Record<string, number>): Record<string, object> {
  const incident = 'INC-1';
  return {
    'incidents.report': report({ title: 'Another one', key: 'the-same-key-twice' }),
    'incidents.list': { status: 'all' },
    'incidents.timeline': { incident, limit: 3 },
    'incidents.addNote': { incident, text: 'Still broken', key: 'a-note-of-mine' },
    'incidents.editNote': { incident, note: told.note, text: 'Still quite broken' },
    'incidents.retractNote': { incident, note: told.note },
    'incidents.cancel': { incident, reason: 'Never mind', basedOn: told.incident },
    'incidents.reopen': { incident, reason: 'It is back', basedOn: told.incident },
    'incidents.join': { incident: 'INC-3' },
    'badges.get': { incidents: ['INC-1', 'INC-2', 'INC-3', 'INC-99'] },
    'attachments.link': { incident, entry: told.note, file: 0 },
    'forms.report': {},
  };
}

/** What each database or call draws for itself. */
const ofItself =
  /rcpt_\d+_[\w-]{43}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|"stamp":"[^"]*"|"(?:challenge|signature|salt)":"[^"]*"/g;

async function askAll(kit: Kit, who: Who | { receipt: string }, told: Record<string, number>) {
  const headers = await headersOf(who as Who, kit.clock.now);
  const answers: Record<string, string> = {};
  const ask = async (name: string, path: string, init: RequestInit = {}) => {
    const request = new Request(base + path, { ...init, headers });
    const response = await kit.kit.fetch(request);
    answers[name] = `${response.status} ${(await response.text()).replace(ofItself, '')}`;
  };
  const inputs = inputsOf(told);
  const procedures = Object.entries(appRouter._def.procedures as Record<string, unknown>).sort();
  for (const [name, procedure] of procedures) {
    const input = JSON.stringify(inputs[name] ?? { incident: 'INC-1' });
    const { type } = (procedure as { _def: { type: string } })._def;
    if (type === 'query') {
      await ask(name, `/trpc/${name}?input=${encodeURIComponent(input)}`);
    } else {
      headers['content-type'] = 'application/json';
      await ask(name, `/trpc/${name}`, { method: 'POST', body: input });
    }
  }
  for (const path of ['/healthz', '/readyz', '/badges/incident/INC-1.svg', '/files/INC-1/1/0']) {
    await ask(path, path);
  }
  return answers;
}

/** All that streams said from their beginning until the last public note, which ends what is waited for. */
async function readAll({ stream, hello }: Awaited<ReturnType<typeof listenTo>>, last: string) {
  const messages: unknown[] = [hello];
  for (;;) {
    const message = await stream.next();
    messages.push(message);
    if (JSON.stringify(message).includes(last)) return messages;
  }
}

async function listenTo(kit: Kit, topics: Record<string, number>, by: 'POST' | 'GET') {
  const headers = await headersOf(rosa, kit.clock.now);
  headers['content-type'] = 'application/json';
  const names = encodeURIComponent(Object.keys(topics).join(','));
  const request =
    by === 'POST'
      ? new Request(`${base}/live`, { method: 'POST', headers, body: JSON.stringify({ topics }) })
      : new Request(`${base}/live?topics=${names}`, { headers });
  const stream = new StreamReader(await kit.kit.fetch(request));
  // Once greeted, what it had missed is read.
  return { stream, hello: await stream.next() };
}

/** The same life of two incidents of Rosa's and one of somebody else's, with more or less work inside. */
async function live(work: readonly (readonly Internal[])[]) {
  const kit = testKit({ configuration: { teams: crowd } });
  const own = kit.as(rosa).incidents;
  const desk = kit.as(grace).incidents;
  const said: unknown[] = [];
  const step = async (round: number) => workInside(kit, work[round] ?? [], round);
  await own.report.mutate(report({ key: 'the-first-one' }));
  await own.report.mutate(report({ key: 'the-second-one', title: 'The lamp is broken' }));
  await desk.report.mutate(report({ key: 'the-third-one', title: 'Of the desk itself' }));
  await desk.report.mutate(report({ key: 'the-fourth-one', title: 'Nobody else asks for it' }));
  await step(0);
  const topics = { 'incident:INC-1': 0, 'badge:INC-1': 0, 'badge:INC-2': 0, incidents: 0 };
  const { seq } = await own.list.query({});
  const read = await own.timeline.query({ incident: 'INC-1' });
  const positions = {
    ...topics,
    'incident:INC-1': read.seq,
    'badge:INC-1': read.seq,
    incidents: seq,
  };
  const early = await listenTo(kit, positions, 'POST');
  await desk.acknowledge.mutate({ incident: 'INC-1' });
  await step(1);
  const note = await own.addNote.mutate({ incident: 'INC-1', text: 'Hello?' });
  await step(2);
  const late = await listenTo(kit, positions, 'POST');
  const byName = await listenTo(kit, topics, 'GET');
  await desk.addNote.mutate({ incident: 'INC-2', text: 'On our way', visibility: 'public' });
  await desk.addNote.mutate({ incident: 'INC-1', text: 'The very last', visibility: 'public' });
  for (const each of [early, late, byName]) said.push(await readAll(each, 'The very last'));
  await step(3);
  const told = { note: note.entry.seq, incident: read.incident.seq };
  said.push(await askAll(kit, rosa, told), await askAll(kit, visitor, told));
  await kit.kit.close();
  return JSON.stringify(said, null, 1).replace(ofItself, '');
}

test('ACC-32: two logs that differ in internal work alone answer a reporter and a visitor letter by letter the same', async () => {
  const quiet = await live([]);
  const busy = fc.array(fc.array(internal, { minLength: 1, maxLength: 4 }), {
    minLength: 4,
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(busy, async (work) => {
      expect(await live(work)).toBe(quiet);
    }),
    { numRuns: 2, endOnFailure: true },
  );
}, 60_000);

const watched = { incident: 'INC-1', text: 'Seen by all', visibility: 'public' } as const;

test('ACC-32: whoever comes to the desk, or leaves it, reads again and is told nothing twice or too late', async () => {
  const kit = testKit();
  const promoted: Who = { ...rosa, role: 'agent' };
  await kit.as(rosa).incidents.report.mutate(report());
  await kit.as(grace).incidents.addNote.mutate({ ...watched, visibility: 'internal' });
  const asReporter = await kit.as(rosa).incidents.timeline.query({ incident: 'INC-1' });
  const asDesk = await kit.as(promoted).incidents.timeline.query({ incident: 'INC-1' });
  for (const [who, before] of [
    [promoted, asReporter],
    [rosa, asDesk],
  ] as const) {
    const stream = await listen(kit, who, {
      'incident:INC-1': before.seq,
      'badge:INC-1': before.incident.seq,
    });
    expect((await stream.next())?.event).toBe('hello');
    expect(await stream.next()).toMatchObject({
      event: 'reset',
      data: { reason: 'unknown-position', topics: ['incident:INC-1', 'badge:INC-1'] },
    });
    await kit.as(grace).incidents.addNote.mutate(watched);
    expect(await stream.changes(2)).toMatchObject([
      { topic: 'incident:INC-1', entry: { kind: 'note' } },
      { topic: 'badge:INC-1' },
    ]);
  }
  // What they decided on as a reporter is still looked at.
  await kit.as(grace).incidents.acknowledge.mutate({ incident: 'INC-1' });
  const late = kit.as(promoted).incidents.cancel.mutate({
    incident: 'INC-1',
    reason: 'Never mind',
    basedOn: asReporter.incident.seq,
  });
  expect(await refusalOf(late)).toMatchObject({ code: 'incident-conflict' });
});

test('ACC-32: however much the desk did inside, a reporter is told change by change what they missed', async () => {
  const kit = testKit();
  await kit.as(rosa).incidents.report.mutate(report());
  const { seq } = await kit.as(rosa).incidents.timeline.query({ incident: 'INC-1' });
  const { incidents } = kit.as(grace);
  const inside = { ...watched, visibility: 'internal' } as const;
  for (let batch = 0; batch < 11; batch += 1) {
    await Promise.all(Array.from({ length: 20 }, () => incidents.addNote.mutate(inside)));
  }
  await incidents.addNote.mutate(watched);
  const stream = await listen(kit, rosa, { 'incident:INC-1': seq });
  expect((await stream.next())?.event).toBe('hello');
  expect(await stream.next()).toMatchObject({ event: 'change', data: { seq: seq + 1 } });
});

test('ACC-32: an EventSource that comes back with its last id misses nothing of any topic, and hears nothing twice', async () => {
  const kit = testKit();
  const { incidents } = kit.as(rosa);
  for (const title of ['The first one', 'The second one']) {
    await incidents.report.mutate(report({ title }));
  }
  for (const _ of [1, 2, 3]) await incidents.addNote.mutate({ incident: 'INC-2', text: 'More' });
  const open = async (id?: string) => {
    const headers = await headersOf(rosa, kit.clock.now);
    if (id) headers['last-event-id'] = id;
    const url = `${base}/live?topics=incident:INC-1,badge:INC-2,incidents`;
    const stream = new StreamReader(await kit.kit.fetch(new Request(url, { headers })));
    onTestFinished(() => stream.close());
    return stream;
  };
  const first = await open();
  const heard: Message[] = [];
  while (heard.length < 4) {
    const message = await first.next();
    if (message?.event === 'change') heard.push(message);
  }
  const last = heard.at(-1) as { id: string };
  await incidents.addNote.mutate(watched);
  const again = await open(last.id);
  expect((await again.next())?.event).toBe('hello');
  const missed = await again.changes(2);
  expect(missed.map(({ topic }) => topic)).toEqual(['incident:INC-1', 'incidents']);
  expect(missed[0]).toMatchObject({ entry: { kind: 'note', text: 'Seen by all' } });
});

test('ACC-32: nobody but the desk can ask where something is in the log', async () => {
  const kit = testKit();
  await kit.as(rosa).incidents.report.mutate(report());
  const { entries } = await kit.as(grace).incidents.timeline.query({ incident: 'INC-1' });
  const before = (entries[0]?.seq ?? 0) + 1;
  const asked = kit.as(rosa).incidents.timeline.query({ incident: 'INC-1', before });
  expect(await refusalOf(asked)).toMatchObject({ code: 'invalid-input' });
});
