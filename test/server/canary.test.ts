import { inspect } from 'node:util';
import { documentKinds, documentSchemas } from '@incident-kit/server/domain';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { grants } from '../../packages/server/src/access/permissions.ts';
import { limits } from '../../packages/server/src/domain/limits.ts';
import { topicKinds } from '../../packages/server/src/live/topics/index.ts';
import { openForReading } from '../../packages/server/src/store/open-store.ts';
import { inputsOf } from '../support/ways-in/inputs.ts';
import { addressesOf, callOf, plainRoutes, procedures, some } from '../support/ways-in/ways-in.ts';
import { Canaries } from './support/canaries.ts';
import { emptyDatabase, temporaryFolder } from './support/database.ts';
import {
  base,
  clientOf,
  closed,
  headersOf,
  intranet,
  report,
  testKit,
  visitor,
  type Who,
} from './support/kit.ts';

/** How often each procedure and each route is asked, by each reader. */
const calls = Number(process.env.CANARY_CALLS ?? 4);

const other = {
  ...intranet,
  key: 'pk_other',
  name: 'Other',
  origins: ['https://other.example'],
  secret: 'of another site, longer than 32 bytes',
};

const desk = ['agent', 'manager', 'admin', 'agent of another site'];
/** The desk may have seen it before, or not. */
const wasEdited = 'internal note before it was edited';

const numbers = [1, 2, 3, 4, 5, 6];
const incidents = [...numbers.map((number) => `INC-${number}`), 'INC-4711'];

test('OPS-1 INC-8 INC-20: what is confidential reaches nobody for whom it is not, by no way that there is', async () => {
  const canaries = new Canaries();
  const inLog: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line: string) => inLog.push(line) });
  const database = await emptyDatabase();
  const teamName = () => canaries.plant('name of a team', desk);
  const [first, second] = ['id of a team', 'id of another'].map((what) =>
    canaries.plant(what, desk),
  );
  const member = { id: 'mei', name: canaries.plant('name of a member of a team', desk) };
  const manager = { id: 'hannah', name: canaries.plant('name of a manager', desk) };
  const kit = testKit({
    database,
    logger,
    attachments: { folder: temporaryFolder() },
    sites: [intranet, closed, other],
    configuration: {
      teams: documentSchemas.teams.parse({
        teams: [
          {
            id: first,
            name: teamName(),
            members: [member],
            managers: [manager],
            escalatesTo: second,
          },
          { id: second, name: teamName(), members: [member] },
        ],
      }),
      'routing-rules': documentSchemas['routing-rules'].parse({
        rules: [
          {
            id: canaries.plant('id of a routing rule', desk),
            name: canaries.plant('name of a routing rule', desk),
            when: {},
            route: { team: first },
          },
        ],
      }),
      'escalation-policies': documentSchemas['escalation-policies'].parse({
        policies: [
          {
            id: canaries.plant('id of an escalation policy', desk),
            name: canaries.plant('name of an escalation policy', desk),
            steps: [
              {
                after: { target: 'response', percent: 10 },
                actions: [{ action: 'notify', whom: 'managers', team: first }],
              },
            ],
          },
        ],
      }),
    },
  });
  const as = (who: Who) => {
    const now = () => kit.clock.now;
    return clientOf(kit.kit.fetch, who, now);
  };

  // Who reports.
  const ofRosa = ['rosa', ...desk];
  const rosa: Who = {
    role: 'reporter',
    sub: 'rosa',
    name: canaries.plant('name of a reporter', ofRosa),
  };
  const words = (whose: string, readers: readonly string[]) => ({
    title: `Down ${canaries.plant(`title of ${whose}`, readers)}`,
    description: canaries.plant(`description of ${whose}`, readers),
  });
  await as(rosa).incidents.report.mutate(
    report({ ...words('a reporter', ofRosa), impact: 'high', urgency: 'high' }),
  );
  const ofVisitor = ['receipt', ...desk];
  const contact = {
    name: canaries.plant('name of a visitor', ofVisitor),
    email: `${canaries.plant('address of a visitor', desk)}@example.com`,
  };
  const { receipt } = await as(visitor).incidents.report.mutate(
    report({ ...words('a visitor', ofVisitor), contact }),
  );
  const erased = await as(visitor).incidents.report.mutate(report(words('what is erased', [])));
  await as(rosa).incidents.report.mutate(report(words('a duplicate', ofRosa)));
  const rosaElsewhere: Who = { role: 'reporter', sub: 'rosa', name: 'Rosa', site: other };
  await as(rosaElsewhere).incidents.report.mutate(
    report(words('a reporter of another site', ['rosa of another site', ...desk])),
  );
  await as({ ...visitor, site: other }).incidents.report.mutate(
    report(words('a visitor of another site', desk)),
  );
  const bearer = receipt?.token ?? '';
  const otherBearer = erased.receipt?.token ?? '';

  const readers: Record<string, Who> = {
    anonymous: visitor,
    'anonymous of another site': { site: other },
    'anonymous where nothing is allowed': { site: closed },
    receipt: { bearer },
    'receipt of another incident': { bearer: otherBearer },
    rosa,
    tom: { role: 'reporter', sub: 'tom', name: 'Tom' },
    'rosa of another site': rosaElsewhere,
    agent: { role: 'agent', sub: 'grace', name: 'Grace' },
    'agent of another site': { role: 'agent', sub: 'grace', name: 'Grace', site: other },
    manager: { role: 'manager', sub: 'hana', name: 'Hana' },
    admin: { role: 'admin', sub: 'amir', name: 'Amir' },
  };
  const headers = new Map<string, Record<string, string>>();
  for (const [name, who] of Object.entries(readers))
    headers.set(name, await headersOf(who, kit.clock.now));
  for (const each of headers.values()) {
    const [, token = ''] = each.authorization?.split(' ') ?? [];
    if (token) canaries.watch('a token or receipt that somebody bears', token);
  }
  for (const site of [intranet, closed, other]) canaries.watch('secret of a site', site.secret);
  const reader = await openForReading(database);
  const receiptSecret = await reader.read((snapshot) => snapshot.secrets.get('receipts'));
  await reader.close();
  if (receiptSecret === null) throw new Error('The secret of receipts is kept by another name.');
  canaries.watch('secret of receipts', receiptSecret);

  const told = new Map<string, string[]>(Object.keys(readers).map((name) => [name, []]));
  const hear = (name: string, way: string, text: string) => told.get(name)?.push(`${way}\n${text}`);
  const ask = async (name: string, way: string, request: Request) => {
    const response = await kit.kit.fetch(request);
    hear(name, way, `${inspect([...response.headers])}\n${await response.text()}`);
  };

  // Streams that are open while everything happens, and hear it as it does.
  const topics = topicsAsked();
  const streams: Promise<void>[] = [];
  const openStreams = async (when: string) => {
    for (const name of told.keys()) {
      const stream = await openAll(kit.kit.fetch, headers.get(name) ?? {}, topics);
      streams.push(stream.text().then((text) => void hear(name, `stream ${when}`, text)));
    }
  };
  await openStreams('before');

  // What the desk does among itself, by each of its roles.
  for (const role of ['agent', 'manager', 'admin'] as const) {
    const what = (of: string) => canaries.plant(`${of} by ${role}`, desk);
    const hidden = as({
      role,
      sub: `hidden-${role}`,
      name: what('name of who works unseen'),
    }).incidents;
    const seen = as({ role, sub: `seen-${role}`, name: 'Somebody' }).incidents;
    for (const incident of ['INC-1', 'INC-2'] as const) {
      const internal = { incident, visibility: 'internal' } as const;
      await hidden.addNote.mutate({ ...internal, text: what('internal note') });
      const { seq } = await hidden.addNote.mutate({ ...internal, text: what(wasEdited) });
      await hidden.editNote.mutate({ incident, note: seq, text: what('internal note as edited') });
      const { incident: now } = await seen.get.query({ incident });
      const next = now.team === first ? second : first;
      await hidden.escalate.mutate({
        incident,
        kind: 'functional',
        team: next ?? '',
        reason: what('why escalated'),
      });
      await hidden.escalate.mutate({ incident, kind: 'hierarchical', reason: what('why raised') });
      await hidden.link.mutate({ incident, kind: 'problem', target: what('what it is linked to') });
      await seen.hold.mutate({ incident, to: 'waiting-vendor', reason: what('why held') });
      await seen.resume.mutate({ incident, reason: what('why resumed') });
      await seen.overridePriority.mutate({
        incident,
        priority: role === 'manager' ? 'P2' : 'P3',
        reason: what('why the priority was set'),
      });
    }
  }
  // A file of the desk, which is at an address that others may guess.
  const file = canaries.plant('what is in a file of the desk', desk);
  const ofDesk = headers.get('agent') ?? {};
  const name = `${canaries.plant('name of a file of the desk', desk)}.txt`;
  const announced = { name, size: file.length };
  const upload = async (path: string, method: string, body: string, more = {}) =>
    kit.kit.fetch(new Request(base + path, { method, body, headers: { ...ofDesk, ...more } }));
  const { id } = await (await upload('/uploads', 'POST', JSON.stringify(announced))).json();
  await upload(`/uploads/${id}`, 'PATCH', file, { 'upload-offset': '0' });
  const withFile = await as(readers.agent ?? {}).incidents.addNote.mutate({
    incident: 'INC-1',
    text: canaries.plant('note with a file of the desk', desk),
    visibility: 'internal',
    attachments: [id],
  });

  const joiner = {
    role: 'reporter',
    sub: 'mara',
    name: canaries.plant('name of somebody else affected', desk),
  } as const;
  await as(joiner).incidents.join.mutate({ incident: 'INC-1' });
  const admin = as(readers.admin ?? {});
  await admin.incidents.merge.mutate({ incident: 'INC-4', into: 'INC-1' });
  await as({ bearer: otherBearer }).incidents.addNote.mutate({
    incident: 'INC-3',
    text: canaries.plant('note of what is erased', []),
  });
  await admin.incidents.erase.mutate({
    incident: 'INC-3',
    reason: canaries.plant('why erased', desk),
  });
  const { current } = await admin.configuration.get.query({ kind: 'catalogue' });
  await as({
    role: 'admin',
    sub: 'boss',
    name: canaries.plant('name of who publishes', desk),
  }).configuration.publish.mutate({
    kind: 'catalogue',
    basedOn: current.version,
    document: current.document as never,
    reason: canaries.plant('why published', desk),
  });
  kit.clock.now += 60_000;
  await kit.kit.fireDue();
  await openStreams('after');

  // Everything that can be asked, by everybody, first what changes nothing; by the desk last.
  const known = [
    ...incidents,
    ...incidents.map((each) => `${each}.svg`),
    ...documentKinds,
    'default',
    'new',
    'P1',
    'wifi',
    'rosa',
    'grace',
    'pk_other',
    'http://127.0.0.1:1/',
  ];
  const isDesk = (name: string) => desk.includes(name);
  const names = [...told.keys()].sort((one, two) => Number(isDesk(one)) - Number(isDesk(two)));
  const asked = procedures.map(
    (each, index) => [each, some(inputsOf(each.input, known), calls, index)] as const,
  );
  for (const type of ['query', 'mutation'] as const) {
    for (const name of names) {
      if (type === 'mutation' && isDesk(name)) continue;
      for (const [procedure, inputs] of asked) {
        if (procedure.type !== type) continue;
        const { role = bearerRole(readers[name]) } = readers[name] ?? {};
        const isPermitted = procedure.permission && grants[role][procedure.permission];
        // Who may not is refused whatever they say.
        const count = isPermitted ? calls : 1;
        for (const input of inputs.slice(0, count)) {
          const request = callOf(base, procedure, input, headers.get(name) ?? {});
          await ask(name, `${procedure.path} ${JSON.stringify(input)}`, request);
        }
      }
    }
  }
  for (const name of names) {
    for (const [index, route] of plainRoutes.entries()) {
      for (const address of some(addressesOf(route, incidents), calls, index)) {
        if (address.startsWith('/live')) continue;
        const request = new Request(base + address, {
          method: route.method === 'ALL' ? 'GET' : route.method,
          headers: headers.get(name) ?? {},
        });
        await ask(name, `${route.method} ${address}`, request);
      }
    }
    const own = headers.get(name) ?? {};
    for (const path of [
      `/attachments/INC-1/${withFile.seq}/0`,
      `/attachments/INC-1/${withFile.seq}/1`,
      `/uploads/${id}`,
    ]) {
      await ask(name, path, new Request(base + path, { headers: own }));
    }
    for (const incident of incidents) {
      for (const path of ['incidents.get', 'incidents.timeline']) {
        await ask(
          name,
          `${path} ${incident}`,
          callOf(base, { path, type: 'query' }, { incident }, own),
        );
      }
    }
    const paths = ['incidents.get', 'incidents.timeline', 'incidents.list'];
    const inputs = { 0: { incident: 'INC-1' }, 1: { incident: 'INC-1' }, 2: { status: 'all' } };
    const batch = `${base}/trpc/${paths.join(',')}?batch=1&input=${encodeURIComponent(JSON.stringify(inputs))}`;
    await ask(name, 'batch', new Request(batch, { headers: own }));
    for (const kind of documentKinds) {
      for (const path of ['configuration.get', 'configuration.versions']) {
        await ask(name, `${path} ${kind}`, callOf(base, { path, type: 'query' }, { kind }, own));
      }
    }
  }

  // Whoever may list finds nothing by words that they may not read.
  const wordsOf = canaries.all.filter(({ value }) => value.length < 24);
  for (const name of ['rosa', 'tom', 'rosa of another site']) {
    const { list } = as(readers[name] ?? {}).incidents;
    const hidden = wordsOf.filter(({ readers: allowed }) => !allowed.includes(name));
    for (let from = 0; from < hidden.length; from += limits.batch) {
      const asked = hidden.slice(from, from + limits.batch);
      const found = await Promise.all(
        asked.map(({ value: text }) => list.query({ status: 'all', text })),
      );
      expect(found.flatMap((each) => each.incidents)).toEqual([]);
    }
  }

  await kit.kit.close();
  await Promise.all(streams);

  const leaks = [...told].flatMap(([name, texts]) =>
    texts.flatMap((text) =>
      canaries
        .leakedTo(name, text)
        .map((what) => `${name} was told ${what} by ${text.split('\n', 1)[0]}`),
    ),
  );
  expect([...new Set(leaks)]).toEqual([]);
  const logged = inLog.flatMap((line) =>
    canaries.leakedTo('the log', line).map((what) => `${what} in ${line}`),
  );
  expect(logged).toEqual([]);
  expect(inLog.length).toBeGreaterThan(100);

  // Else the canaries were not where they could be seen, and nothing was proved.
  const seen = new Set([...told.values()].flatMap((texts) => canaries.toldIn(texts.join('\n'))));
  const unseen = canaries.all.filter(
    ({ value, readers: allowed }) => allowed.length > 0 && !seen.has(value),
  );
  const isTold = ({ what }: { what: string }) => !what.startsWith(wasEdited);
  expect(unseen.filter(isTold).map(({ what }) => what)).toEqual(['address of a visitor']);
  expect([...told.values()].flat().length).toBeGreaterThan(
    procedures.length * Object.keys(readers).length,
  );
}, 60_000);

function bearerRole(who: Who | undefined): 'receipt' | 'anonymous' {
  return who?.bearer === undefined ? 'anonymous' : 'receipt';
}

/** A topic of each kind that there is, about everything that there is. */
function topicsAsked(): string[] {
  const names = [
    'incidents',
    'matrix',
    ...documentKinds.map((kind) => `document:${kind}`),
    ...incidents.flatMap((each) => [`incident:${each}`, `badge:${each}`]),
  ];
  for (const kind of topicKinds) {
    if (!names.some((name) => kind.parse(name) !== null))
      throw new Error('A kind of topic is not followed here.');
  }
  return names;
}

/** The stream of all topics that somebody may follow; the refusal says which those are not. */
async function openAll(
  fetch: (request: Request) => Promise<Response>,
  headers: Record<string, string>,
  topics: readonly string[],
): Promise<Response> {
  const response = await fetch(
    new Request(`${base}/live`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ topics: Object.fromEntries(topics.map((topic) => [topic, 0])) }),
    }),
  );
  if (response.ok || topics.length === 0) return response;
  const refusal = await response.clone().json();
  const refused = new Set((refusal.error.fields as { path: string }[]).map(({ path }) => path));
  const left = topics.filter((topic) => !refused.has(`topics.${topic}`) && !refused.has(topic));
  return left.length < topics.length ? openAll(fetch, headers, left) : response;
}
