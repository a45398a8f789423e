import { createHash } from 'node:crypto';
import { inspect } from 'node:util';
import { documentKinds, documentSchemas } from '@incident-kit/server/domain';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { grants } from '../../packages/server/src/access/permissions.ts';
import { lineOf } from '../../packages/server/src/audit/export.ts';
import { defaultCatalogue } from '../../packages/server/src/domain/catalogue.ts';
import { limits } from '../../packages/server/src/domain/limits.ts';
import { defaultMatrix } from '../../packages/server/src/domain/matrix/default-matrix.ts';
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

/** Shows less than there is: some services, and of incidents how they stand. */
const quiet = {
  ...intranet,
  key: 'pk_quiet',
  name: 'Quiet',
  origins: ['https://quiet.example'],
  secret: 'of a site that tells next to nothing, longer than 32 bytes',
  badges: { incidents: 'all' as const, priority: false, clocks: false },
  form: { services: ['email'], categories: ['outage'], hide: ['contact' as const] },
};

/** How long the resolution of the first priority may take, in ms: a number that nothing else has. */
const target = 98_765_432;

const desk = ['agent', 'manager', 'admin', 'agent of another site'];
/** The desk may have seen it before, or not. */
const wasEdited = 'internal note before it was edited';

const numbers = [1, 2, 3, 4, 5, 6, 7];
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
  // What the form of one site offers, and what its badges tell, is not what those of others do.
  const atIntranet = [
    'anonymous',
    'receipt',
    'receipt of another incident',
    'rosa',
    'tom',
    ...desk,
  ];
  const elsewhere = [...atIntranet, 'anonymous of another site', 'rosa of another site'];
  const service = canaries.plant('id of a service that a form leaves out', elsewhere);
  const category = canaries.plant('id of a category that a form leaves out', elsewhere);
  const priority = canaries.plant('id of a priority that badges do not tell', atIntranet);
  canaries.watch('how long a clock has that badges do not tell', String(target), atIntranet);
  const matrix = structuredClone(defaultMatrix);
  const [highest] = matrix.priorities;
  if (!highest) throw new Error('The matrix has no priorities.');
  Object.assign(highest, { id: priority, targets: { ...highest.targets, resolution: target } });
  for (const row of Object.values(matrix.cells)) {
    for (const [urgency, id] of Object.entries(row)) if (id === 'P1') row[urgency] = priority;
  }
  const tokenOfMetrics = 'read-by-who-runs-the-server';
  const secretsKey = 'what secrets of sites are sealed with in the database';
  for (const each of [tokenOfMetrics, secretsKey]) canaries.watch('secret of the settings', each);
  const kit = testKit({
    database,
    logger,
    metrics: { token: tokenOfMetrics },
    secretsKey,
    attachments: { folder: temporaryFolder() },
    sites: [intranet, closed, other, quiet],
    configuration: {
      matrix,
      catalogue: documentSchemas.catalogue.parse({
        services: [
          ...defaultCatalogue.services,
          {
            id: service,
            name: canaries.plant('name of a service that a form leaves out', elsewhere),
          },
        ],
        categories: [
          ...defaultCatalogue.categories,
          {
            id: category,
            name: canaries.plant('name of a category that a form leaves out', elsewhere),
          },
        ],
      }),
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

  // What tokens say of people, and the kit does not go by, is nobody's business.
  const claimsOf = (whose: string) => ({
    email: `${canaries.plant(`address in the token of ${whose}`, [])}@example.com`,
    groups: [canaries.plant(`group in the token of ${whose}`, [])],
    department: canaries.plant(`something else in the token of ${whose}`, []),
  });

  // Who reports.
  const ofRosa = ['rosa', ...desk];
  const rosa: Who = {
    role: 'reporter',
    sub: 'rosa',
    name: canaries.plant('name of a reporter', ofRosa),
    claims: claimsOf('a reporter'),
  };
  const words = (whose: string, readers: readonly string[]) => ({
    title: `Down ${canaries.plant(`title of ${whose}`, readers)}`,
    description: canaries.plant(`description of ${whose}`, readers),
  });
  await as(rosa).incidents.report.mutate(
    report({ ...words('a reporter', ofRosa), impact: 'high', urgency: 'high', service, category }),
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
  // One that stays as it is, in the highest priority.
  await as(rosa).incidents.report.mutate(report({ impact: 'high', urgency: 'high' }));
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
    'anonymous of a quiet site': { site: quiet },
    'rosa of a quiet site': { role: 'reporter', sub: 'rosa', name: 'Rosa', site: quiet },
    agent: { role: 'agent', sub: 'grace', name: 'Grace', claims: claimsOf('an agent') },
    'agent of another site': { role: 'agent', sub: 'grace', name: 'Grace', site: other },
    manager: { role: 'manager', sub: 'hana', name: 'Hana' },
    admin: { role: 'admin', sub: 'amir', name: 'Amir', claims: claimsOf('an admin') },
  };
  const headers = new Map<string, Record<string, string>>();
  for (const [name, who] of Object.entries(readers))
    headers.set(name, await headersOf(who, kit.clock.now));
  for (const each of headers.values()) {
    const [, token = ''] = each.authorization?.split(' ') ?? [];
    if (!token) continue;
    canaries.watch('a token or receipt that somebody bears', token);
    canaries.watch('half of a token or receipt', token.replace(/^(rcpt_\d+_|.*\.)/, ''));
    for (const encoding of ['hex', 'base64', 'base64url'] as const) {
      const hash = createHash('sha256').update(token).digest(encoding);
      canaries.watch('the hash of a token or receipt', hash.replace(/=+$/, ''));
    }
  }
  for (const site of [intranet, closed, other, quiet])
    canaries.watch('secret of a site', site.secret);
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
  const digests = (['hex', 'base64', 'base64url'] as const).map((encoding) =>
    createHash('sha256').update(file).digest(encoding).replace(/=+$/, ''),
  );
  for (const each of digests) canaries.watch('the digest of a file of the desk', each);
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
  // Secrets that the server makes are told to who makes them, this once.
  const made = await admin.sites.add.mutate({
    site: { name: 'Made', key: 'pk_made', origins: [], tokens: {} },
  });
  const rotated = await admin.sites.rotate.mutate({ site: 'pk_made' });
  for (const { secret } of [made, rotated]) {
    if (!secret) throw new Error('The site got no secret.');
    canaries.watch('secret of a site that was made here', secret.value);
  }
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
    'pk_made',
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
    const badges = callOf(base, { path: 'badges.get', type: 'query' }, { incidents }, own);
    await ask(name, 'all badges', badges);
    for (const incident of incidents) {
      const picture = new Request(`${base}/badges/incident/${incident}.svg`, { headers: own });
      await ask(name, `the picture of ${incident}`, picture);
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

  // Who runs the server may read what it counts, and no more; an export has what happened, and no secret.
  const counted = await kit.kit.fetch(
    new Request(`${base}/metrics`, { headers: { authorization: `Bearer ${tokenOfMetrics}` } }),
  );
  expect(counted.status).toBe(200);
  expect(canaries.leakedTo('whoever counts', await counted.text())).toEqual([]);
  const afterwards = await openForReading(database);
  const stored = await afterwards.read((snapshot) => snapshot.log.rawAfter(0, 10_000));
  await afterwards.close();
  const exported = stored.map(lineOf).join('\n');
  // What the log keeps to route by and to prove files with; it is told to nobody by any other way.
  expect([...new Set(canaries.secretIn(exported))].sort()).toEqual([
    'address in the token of a reporter',
    'group in the token of a reporter',
    'the digest of a file of the desk',
  ]);

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
  const toAnybody = canaries.toldIn((told.get('anonymous') ?? []).join('\n'));
  expect(toAnybody).toEqual(expect.arrayContaining([priority, String(target), service, category]));
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
    'notifications',
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
