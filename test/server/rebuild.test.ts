import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { IncidentKit } from '@incident-kit/server';
import {
  alertRulesSchema,
  defaultAlertRules,
  escalationPoliciesSchema,
} from '@incident-kit/server/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeFacts } from '../../packages/server/src/operations/metrics/make-facts.ts';
import { openStore, rebuildDatabase } from '../../packages/server/src/store/open-store.ts';
import { programFile } from '../support/programs.ts';
import { deskDocuments } from '../support/simulate-incidents/desk-documents.ts';
import { alert, message } from './signals/alertmanager-message.ts';
import { emptyDatabase, engine, execute, temporaryFolder, testStore } from './support/database.ts';
import { csv, dayFirst, importText, row } from './support/imports.ts';
import { amir, base, grace, report, rosa, tom, withKit } from './support/kit.ts';
import { all, reportTo } from './support/log.ts';
import { projected, readTables } from './support/tables.ts';
import { uploadTo } from './support/uploads.ts';

const minute = 60_000;

const sources = [
  { key: 'prometheus', kind: 'alertmanager' as const, secret: '0f3b92c47de81a6655ab31d09c7e42f8' },
];
/** Alerts of a service are one incident, and two within a minute are a storm. */
const grouping = alertRulesSchema.parse({
  ...defaultAlertRules,
  rules: [{ id: 'service', name: 'Service', outcome: { groupBy: ['service'] } }],
  storm: { perMinute: 1, calmMs: 60 * minute },
});
/** Each service cannot do without the next. */
const depending = {
  ...deskDocuments.catalogue,
  services: deskDocuments.catalogue.services.map((each, index, all) => ({
    ...each,
    dependsOn: all.slice(index + 1, index + 2).map(({ id }) => id),
  })),
};

const to = fc.integer({ min: 1, max: 5 });
const some = <const Value extends string>(...values: Value[]) => fc.constantFrom(...values);

const command = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: some('report'),
      service: fc.integer({ min: 1, max: 6 }),
      title: some('Forgot my password', 'No wifi', 'Phishing Ünïcode'),
      impact: some('high', 'medium', 'low'),
    }),
  },
  fc.record({ do: some('acknowledge', 'resolve', 'confirm', 'reopen', 'close', 'escalate'), to }),
  fc.record({ do: some('assign'), to, team: some('desk', 'network', 'accounts') }),
  fc.record({ do: some('hold', 'resume', 'note', 'retitle', 'join', 'prioritize'), to }),
  fc.record({ do: some('merge', 'link'), to, other: to }),
  fc.record({
    do: some('alert'),
    key: some('aa', 'bb', 'cc'),
    service: some('service-1', 'service-2'),
    isOver: fc.boolean(),
  }),
  fc.record({ do: some('erase', 'erase-person', 'publish', 'site'), to }),
  fc.record({ do: some('problem', 'open-problem', 'review'), to }),
  fc.record({ do: some('draft', 'validate', 'vote'), to }),
  fc.record({ do: some('wait'), minutes: fc.constantFrom(1, 60, 600, 20_000) }),
);

type Command = typeof command extends fc.Arbitrary<infer Value> ? Value : never;

/** The teams, one member of each of which is away. */
function teamsWithout(index: number): typeof deskDocuments.teams {
  const without = (member: Member, at: number) => ({ ...member, available: at !== index });
  return {
    teams: deskDocuments.teams.teams.map((team) => ({
      ...team,
      members: team.members.map(without),
    })),
  };
}

type Member = (typeof deskDocuments.teams.teams)[number]['members'][number];

/** Whatever is late is handed to the network’s people, and after that to nobody else. */
const escalating = escalationPoliciesSchema.parse({
  policies: [
    {
      id: 'late',
      name: 'Late',
      stopOn: 'resolve',
      steps: [
        {
          after: { target: 'resolution', percent: 100 },
          actions: [{ action: 'reassign', team: 'network' }],
        },
      ],
    },
  ],
});

/** A note, and a file that comes with it. */
async function noteWithFile(
  kit: IncidentKit,
  now: number,
  add: (attachments: string[]) => Promise<unknown>,
): Promise<void> {
  const { id } = await uploadTo(kit, rosa, now, 'Any news?');
  await add([id]);
}

/** Something that is monitored begins to fire, or is over. */
async function monitor(
  kit: IncidentKit,
  { key, service, isOver }: { key: string; service: string; isOver: boolean },
  now: number,
): Promise<void> {
  const startsAt = new Date(now - (isOver ? minute : 0)).toISOString();
  const ends = { status: 'resolved', endsAt: new Date(now).toISOString() };
  const said = { startsAt, labels: { service }, ...(isOver && ends) };
  const body = message([alert(key, said)]);
  await kit.fetch(
    new Request(`${base}/intake/prometheus/${sources[0]?.secret}`, { method: 'POST', body }),
  );
}

/** Gives a database a history of these commands, some of which are refused. */
async function liveThrough(database: string, turns: readonly Command[][]): Promise<void> {
  const configuration = {
    ...{ ...deskDocuments, 'escalation-policies': escalating },
    ...{ signals: grouping, catalogue: depending },
  };
  await withKit(
    async ({ kit, clock, as }) => {
      const [desk, admin] = [as(grace).incidents, as(amir)];
      const run = (each: Command): Promise<unknown> => {
        if (each.do === 'report') {
          const { service, title, impact } = each;
          const reporting = { title, impact, service: `service-${service}` };
          return as(rosa).incidents.report.mutate(report(reporting));
        }
        if (each.do === 'wait') {
          clock.now += each.minutes * minute;
          return kit.fireDue();
        }
        if (each.do === 'alert') return monitor(kit, each, clock.now);
        const incident = `INC-${each.to}`;
        switch (each.do) {
          case 'acknowledge':
            return desk.acknowledge.mutate({ incident });
          case 'resolve':
            return desk.resolve.mutate({ incident, code: 'fixed', text: 'Done.' });
          case 'confirm':
            return as(rosa).incidents.confirm.mutate({ incident, fixed: true });
          case 'reopen':
            return desk.reopen.mutate({ incident, reason: 'Still broken' });
          case 'close':
            return admin.incidents.close.mutate({ incident });
          case 'escalate':
            return desk.escalate.mutate({
              incident,
              kind: 'functional',
              reason: 'We need more hands',
            });
          case 'assign':
            return desk.assign.mutate({ incident, team: each.team, assignee: `${each.team}-ada` });
          case 'hold':
            return desk.hold.mutate({ incident, to: 'waiting-vendor', reason: 'They look' });
          case 'resume':
            return desk.resume.mutate({ incident });
          case 'note':
            return noteWithFile(kit, clock.now, (attachments) =>
              as(rosa).incidents.addNote.mutate({ incident, text: 'Any news?', attachments }),
            );
          case 'retitle':
            return desk.retitle.mutate({ incident, title: 'Another title' });
          case 'join':
            return as(tom).incidents.join.mutate({ incident });
          case 'prioritize':
            return desk.prioritize.mutate({ incident, impact: 'high', urgency: 'high' });
          case 'merge':
            return desk.merge.mutate({ incident, into: `INC-${each.other}` });
          case 'link':
            return desk.link.mutate({ incident, target: `INC-${each.other}`, kind: 'related' });
          case 'problem':
            return desk.link.mutate({ incident, target: 'PRB-1', kind: 'problem' });
          case 'open-problem':
            return as(grace).problems.open.mutate({
              title: 'It comes back',
              incidents: [incident],
            });
          case 'review':
            return as(grace).reviews.write.mutate({
              ...{ incident, basedOn: 0, summary: 'It was slow' },
              actions: [{ what: 'Buy another', owner: { id: 'rosa', name: 'Rosa Alvarez' } }],
            });
          case 'draft':
            return as(grace).knowledge.draftFromIncident.mutate({ incident });
          case 'validate': {
            const said = { basedOn: 1, confidence: 'validated' } as const;
            return as(grace).knowledge.rate.mutate({ article: `KB-${each.to}`, ...said });
          }
          case 'vote': {
            const article = `KB-${each.to}`;
            const vote = as(grace).knowledge.vote.mutate({ article, helpful: each.to > 1 });
            return vote.then(() => as(amir).knowledge.saveReport.mutate({ article }));
          }
          case 'erase':
            return admin.incidents.erase.mutate({ incident, reason: null });
          case 'erase-person':
            return admin.people.erase.mutate({ id: 'rosa' });
          case 'publish':
            return admin.configuration.publish.mutate({
              kind: 'teams',
              basedOn: each.to,
              document: teamsWithout(each.to),
              reason: 'Because',
            });
          case 'site':
            return admin.sites.add.mutate({
              site: { key: `pk_${each.to}`, name: 'Portal', origins: [], tokens: {} },
            });
        }
      };
      // Those of a turn at the same time: they share commits in whatever way they meet.
      for (const turn of turns) {
        clock.now += minute;
        await Promise.allSettled(turn.map(run));
      }
    },
    { database, configuration, sources },
  );
}

/** What commits leave to be made later. */
async function makeAllFacts(database: string): Promise<void> {
  const store = await openStore(database);
  await makeFacts(store);
  await store.close();
}

/** A database with something in every table that is made from the log. */
async function livelyDatabase(): Promise<string> {
  const database = await emptyDatabase();
  const reporting = {
    do: 'report',
    service: 1,
    title: 'Forgot my password',
    impact: 'high',
  } as const;
  await liveThrough(database, [
    [reporting, reporting, reporting],
    [
      { do: 'assign', to: 1, team: 'network' },
      { do: 'join', to: 2 },
      { do: 'note', to: 3 },
      { do: 'resolve', to: 2 },
    ],
    [
      { do: 'draft', to: 2 },
      { do: 'note', to: 2 },
      { do: 'publish', to: 1 },
      { do: 'site', to: 1 },
      { do: 'open-problem', to: 2 },
      { do: 'review', to: 2 },
      { do: 'erase', to: 3 },
      { do: 'alert', key: 'aa', service: 'service-1', isOver: false },
    ],
    [{ do: 'vote', to: 1 }],
    [{ do: 'wait', minutes: 20_000 }],
  ]);
  const store = await openStore(database, { now: () => Date.UTC(2027, 0) });
  const log = csv(
    dayFirst,
    row('INC7'),
    row('INC7', { sys_mod_count: 1, priority: '1 - Critical' }),
  );
  await importText(store, log);
  await store.close();
  await makeAllFacts(database);
  const tables = await readTables(database);
  expect(Object.keys(tables).filter((table) => tables[table]?.length === 0)).toEqual([]);
  return database;
}

async function runRebuild(...args: string[]) {
  const child = spawn(process.execPath, [programFile('cli'), 'rebuild', ...args]);
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code, out, err };
}

describe('rebuilding the read models', () => {
  test('LOG-15: after any history, what is made again from the log are the same rows', async () => {
    const pageSizes = fc.constantFrom(1, 3, 7, 2_000);
    const turns = fc.array(fc.array(command, { minLength: 1, maxLength: 6 }), {
      minLength: 4,
      maxLength: 14,
    });
    await fc.assert(
      fc.asyncProperty(turns, pageSizes, async (history, pageSize) => {
        const database = await emptyDatabase();
        await liveThrough(database, history);
        await makeAllFacts(database);
        const everything = [
          ...projected,
          'events',
          'head',
          'answers',
          'secrets',
          'site_secrets',
          'uploads',
          'deliveries',
          'alerts',
          'messages',
        ];
        const before = await readTables(database, everything);
        const events = await rebuildDatabase(database, { pageSize });
        expect(await readTables(database, everything)).toEqual(before);
        expect(events).toBe(before.events?.length);
      }),
      { numRuns: engine === 'sqlite' ? 25 : 12 },
    );
  }, 120_000);

  test('LOG-15: rows that were changed, taken out or added are as the log has them again', async () => {
    const database = await livelyDatabase();
    const before = await readTables(database);
    for (const statement of [
      `update incidents set state = '{}', due_at = 7, team = 'nobody' where number = 1`,
      'delete from incidents where number = 2',
      `update incident_texts set words = 'zebra' where number = 1`,
      'delete from incident_texts where number = 2',
      `insert into incident_texts (number, words) values (77, 'zebra')`,
      'delete from notifications',
      `insert into affected (number, site, person) values (1, 'pk_intranet', 'nobody')`,
      `update rotations set person = 'nobody'`,
      'update reporter_replies set replied_at = null',
      'delete from chain_teams',
      'delete from open_levels',
      'delete from alert_incidents',
      `update documents set document = '{}' where kind = 'teams'`,
    ]) {
      await execute(database, statement);
    }
    await rebuildDatabase(database);
    expect(await readTables(database)).toEqual(before);
    // The index of words is made again with them.
    const store = await testStore(database);
    const found = (words: string) =>
      store.read((snapshot) => snapshot.incidents.findNumbers({ ...all, text: words }, null, 10));
    expect(await found('zebra')).toEqual([]);
    expect(await found('password')).toEqual([2, 1]);
  });

  test('LOG-15: until it is done readers see what was there, and who writes meanwhile loses nothing', async () => {
    const database = await livelyDatabase();
    const store = await testStore(database);
    await execute(database, `update incidents set seq = 0 where number = 1`);
    const before = await readTables(database);
    const last = await store.read((snapshot) => snapshot.log.lastSeq());
    let [seen, reported]: [typeof before | null, Promise<number> | null] = [null, null];
    await rebuildDatabase(database, {
      pageSize: 5,
      async onProgress() {
        reported ??= reportTo(store, 'Meanwhile', Date.UTC(2027, 10, 23));
        seen = await readTables(database);
      },
    });
    expect(seen).toEqual(before);
    expect(await reported).toBe(7);
    const after = await store.read(async (snapshot) => [
      (await snapshot.incidents.get(7))?.title,
      await snapshot.log.lastSeq(),
      (await snapshot.incidents.changedAfter(0, 10)).map((each) => each.number).sort(),
    ]);
    expect(after).toEqual(['Meanwhile', last + 1, [1, 2, 3, 4, 5, 6, 7]]);
  });

  test('LOG-15: killed in the middle, it has changed nothing', async () => {
    const database = await livelyDatabase();
    await execute(database, 'delete from notifications');
    const before = await readTables(database);
    const child = spawn(process.execPath, [programFile('rebuild'), database]);
    const [, signal] = await once(child, 'close');
    expect(signal).toBe('SIGKILL');
    expect(await readTables(database)).toEqual(before);
    await rebuildDatabase(database);
    expect((await readTables(database)).notifications).not.toEqual([]);
  });

  test('LOG-15: a log that cannot be read changes nothing', async () => {
    const database = await livelyDatabase();
    await execute(database, `update events set stream = 'incident/x' where seq = 15`);
    const before = await readTables(database);
    expect(await runRebuild('--database', database)).toEqual({
      code: 1,
      out: '',
      err: expect.stringMatching(/^The event at position 15 .*Nothing was changed\. .*verify/),
    });
    expect(await readTables(database)).toEqual(before);
  });

  test('LOG-15: the command says how much it has made again, and makes no database', async () => {
    const database = await livelyDatabase();
    const before = await readTables(database);
    await execute(database, 'delete from incidents');
    const events = (await readTables(database, ['events'])).events?.length;
    expect(await runRebuild('--database', database)).toEqual({
      code: 0,
      out: `Made the read models again from ${events} events.\n`,
      err: '',
    });
    expect(await readTables(database)).toEqual(before);
    const missing = `sqlite:${join(temporaryFolder(), 'kit.db')}`;
    expect(await runRebuild('--database', missing)).toMatchObject({ code: 2, out: '' });
    expect(await runRebuild('--nonsense')).toMatchObject({ code: 2 });
    expect((await runRebuild('--help')).out).toContain('incident-kit rebuild');
  });
});
