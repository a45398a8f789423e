import {
  assertPublishable,
  type Calendars,
  checkDocuments,
  compareDocuments,
  type Difference,
  type DocumentKind,
  type Documents,
  decidePublish,
  defaultDocuments,
  documentKinds,
  documentSchemas,
  findCycles,
  KitError,
} from '@incident-kit/server/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { installDefaults } from '../../packages/server/src/operations/configuration/install-defaults.ts';
import { rulesOf } from '../support/simulate-incidents/rules.ts';
import { testStore } from './support/database.ts';
import { amir, base, grace, refusalOf, report, rosa, testKit } from './support/kit.ts';

/** A whole configuration in which everything names something. */
const documents: Documents = {
  ...defaultDocuments,
  teams: documentSchemas.teams.parse({
    teams: [
      {
        id: 'desk',
        name: 'Service desk',
        members: [{ id: 'grace', name: 'Grace Okafor' }],
        managers: [{ id: 'mia', name: 'Mia Lind' }],
        escalatesTo: 'network',
      },
      { id: 'network', name: 'Network', tier: 2, members: [{ id: 'amir', name: 'Amir Haddad' }] },
    ],
  }),
  catalogue: documentSchemas.catalogue.parse({
    services: [
      { id: 'wifi', name: 'Wi-Fi', owner: 'network', dependsOn: ['core'] },
      { id: 'core', name: 'Core network', owner: 'network' },
      { id: 'email', name: 'Email' },
    ],
    categories: [
      { id: 'outage', name: 'It does not work' },
      { id: 'question', name: 'A question' },
    ],
  }),
  calendars: documentSchemas.calendars.parse({
    calendars: [
      {
        id: 'office',
        name: 'Office hours',
        calendar: { zone: 'Europe/Berlin', weekly: { mon: [['09:00', '17:00']] } },
      },
    ],
  }),
  'sla-policies': documentSchemas['sla-policies'].parse({
    policies: [
      {
        id: 'network',
        name: 'Network',
        when: { service: ['wifi', 'core'], priority: ['P1'] },
        calendar: 'office',
        targets: { response: 600_000 },
      },
      { id: 'default', name: 'All others' },
    ],
  }),
  'escalation-policies': documentSchemas['escalation-policies'].parse({
    policies: [
      {
        id: 'urgent',
        name: 'Urgent',
        when: { priority: ['P1', 'P2'] },
        steps: [
          {
            after: { target: 'response', percent: 50 },
            actions: [{ action: 'notify', whom: 'managers', team: 'desk' }],
          },
          {
            after: { target: 'resolution', beforeDueMs: 3_600_000 },
            actions: [{ action: 'reassign', team: 'network' }, { action: 'raise' }],
          },
        ],
      },
    ],
  }),
  'routing-rules': documentSchemas['routing-rules'].parse({
    rules: [
      {
        id: 'wifi',
        name: 'Wi-Fi',
        when: { text: ['wifi'], category: ['outage'] },
        route: { team: 'network', category: 'outage', assign: 'round-robin' },
      },
    ],
  }),
};

const rules = rulesOf(documents);

function changed<Kind extends DocumentKind>(
  kind: Kind,
  change: (draft: Documents[Kind]) => void,
): Documents[Kind] {
  const draft = structuredClone(documents[kind]);
  change(draft);
  return draft;
}

/** A part that the sample above surely has. */
function the<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('the sample has no such part');
  return part;
}

const officeHours = (change: object): Calendars =>
  ({
    calendars: [
      {
        id: 'office',
        name: 'Office hours',
        calendar: {
          zone: 'Europe/Berlin',
          weekly: { mon: [['09:00', '17:00']] },
          holidays: [],
          extra: [],
          ...change,
        },
      },
    ],
  }) as Calendars;

interface Bad {
  what: string;
  kind: DocumentKind;
  draft: unknown;
  /** Where it is wrong, within the document; that of what another document needs is empty. */
  at: string;
  says: RegExp;
  /** Whether its shape is already wrong. */
  shape?: true;
}

const bad: Bad[] = [
  {
    what: 'a calendar without working time',
    kind: 'calendars',
    draft: officeHours({ weekly: {} }),
    at: 'calendars.0.calendar.weekly',
    says: /no working time/,
  },
  {
    what: 'an unknown zone',
    kind: 'calendars',
    draft: officeHours({ zone: 'Europe/Atlantis' }),
    at: 'calendars.0.calendar.zone',
    says: /no time zone “Europe\/Atlantis”/,
    shape: true,
  },
  {
    what: 'overlapping windows',
    kind: 'calendars',
    draft: officeHours({
      weekly: {
        mon: [
          ['09:00', '13:00'],
          ['12:00', '17:00'],
        ],
      },
    }),
    at: 'calendars.0.calendar.weekly.mon.1',
    says: /overlaps/,
  },
  {
    what: 'a calendar with the name of the one that is always there',
    kind: 'calendars',
    draft: changed('calendars', ({ calendars }) => {
      calendars.push({ id: '24x7', name: 'Always', calendar: '24x7' });
    }),
    at: 'calendars.1.id',
    says: /“24x7” is always there/,
  },
  {
    what: 'a calendar that a policy needs taken away',
    kind: 'calendars',
    draft: { calendars: [] },
    at: '',
    says: /The SLA policies would no longer fit: “Network” names the calendar “office”/,
  },
  {
    what: 'a matrix with a hole',
    kind: 'matrix',
    draft: changed('matrix', ({ cells }) => {
      delete cells.low?.low;
    }),
    at: 'cells.low.low',
    says: /Low impact with Low urgency has no priority yet/,
  },
  {
    what: 'a priority taken away that others name',
    kind: 'matrix',
    draft: changed('matrix', ({ priorities, cells }) => {
      priorities.shift();
      the(cells.high).high = 'P2';
    }),
    at: '',
    says: /The SLA policies would no longer fit.*“P1”.*Publish the SLA policies without that first\. \(and 1 more\)/,
  },
  {
    what: 'no policy for all others',
    kind: 'sla-policies',
    draft: changed('sla-policies', ({ policies }) => {
      policies.pop();
    }),
    at: 'policies.0.when',
    says: /no policy for all other incidents/,
  },
  {
    what: 'no policy at all',
    kind: 'sla-policies',
    draft: { policies: [] },
    at: 'policies',
    says: /There has to be a policy/,
    shape: true,
  },
  {
    what: 'a policy that hides those after it',
    kind: 'sla-policies',
    draft: changed('sla-policies', ({ policies }) => {
      policies.reverse();
    }),
    at: 'policies.0.when',
    says: /no policy after it would ever apply/,
  },
  {
    what: 'a policy for a priority that does not exist',
    kind: 'sla-policies',
    draft: changed('sla-policies', ({ policies }) => {
      the(policies[0]).when = { priority: ['P1', 'P9'] };
    }),
    at: 'policies.0.when.priority.1',
    says: /“Network” is for the priority “P9”, which does not exist/,
  },
  {
    what: 'an escalation for a service and a category that do not exist',
    kind: 'escalation-policies',
    draft: changed('escalation-policies', ({ policies }) => {
      the(policies[0]).when = { service: ['wifi', 'fax'], category: ['noise'] };
    }),
    at: 'policies.0.when.category.0',
    says: /“Urgent” is for the service “fax”, which does not exist.*\(and 1 more\)/,
  },
  {
    what: 'a policy by a calendar that does not exist',
    kind: 'sla-policies',
    draft: changed('sla-policies', ({ policies }) => {
      the(policies[1]).calendar = 'moon';
    }),
    at: 'policies.1.calendar',
    says: /calendar “moon”, which does not exist/,
  },
  {
    what: 'a workflow with a status that cannot be reached',
    kind: 'workflow',
    draft: changed('workflow', ({ statuses, transitions }) => {
      statuses.push({ id: 'parked', name: 'Parked', category: 'waiting' });
      transitions.push({ from: 'parked', to: 'in-progress', requires: [] });
    }),
    at: 'statuses.9',
    says: /No incident can come to “Parked”/,
  },
  {
    what: 'a workflow with a dead end',
    kind: 'workflow',
    draft: changed('workflow', ({ statuses, transitions }) => {
      statuses.push({ id: 'parked', name: 'Parked', category: 'waiting' });
      transitions.push({ from: 'new', to: 'parked', requires: [] });
    }),
    at: 'statuses.9',
    says: /“Parked” can never be closed/,
  },
  {
    what: 'an escalation to a team that does not exist',
    kind: 'escalation-policies',
    draft: changed('escalation-policies', ({ policies }) => {
      the(policies[0]?.steps[1]).actions[0] = { action: 'reassign', team: 'night-shift' };
    }),
    at: 'policies.0.steps.1.actions.0.team',
    says: /Step 2 of “Urgent” hands the incident to the team “night-shift”, which does not exist/,
  },
  {
    what: 'a team taken away that others need',
    kind: 'teams',
    draft: changed('teams', ({ teams }) => {
      teams.pop();
      the(teams[0]).escalatesTo = null;
    }),
    at: '',
    says: /The catalogue would no longer fit: “Wi-Fi” belongs to the team “network”/,
  },
  {
    what: 'teams that escalate in a ring',
    kind: 'teams',
    draft: changed('teams', ({ teams }) => {
      the(teams[1]).escalatesTo = 'desk';
    }),
    at: 'teams.0.escalatesTo',
    says: /“desk” → “network” → “desk”/,
  },
  {
    what: 'a team that escalates to itself',
    kind: 'teams',
    draft: changed('teams', ({ teams }) => {
      the(teams[0]).escalatesTo = 'desk';
    }),
    at: 'teams.0.escalatesTo',
    says: /escalates to itself/,
  },
  {
    what: 'somebody twice in a team',
    kind: 'teams',
    draft: changed('teams', ({ teams }) => {
      the(teams[0]).members.push({ id: 'grace', name: 'Grace again', available: true });
    }),
    at: 'teams.0.members.1.id',
    says: /has the member “grace” twice/,
  },
  {
    what: 'a service of a team that does not exist',
    kind: 'catalogue',
    draft: changed('catalogue', ({ services }) => {
      the(services[2]).owner = 'nobody';
    }),
    at: 'services.2.owner',
    says: /“Email” belongs to the team “nobody”/,
  },
  {
    what: 'services that need each other in a ring',
    kind: 'catalogue',
    draft: changed('catalogue', ({ services }) => {
      the(services[1]).dependsOn = ['email'];
      the(services[2]).dependsOn = ['wifi'];
    }),
    at: 'services.0.dependsOn',
    says: /“wifi” → “core” → “email” → “wifi”/,
  },
  {
    what: 'a service that needs itself',
    kind: 'catalogue',
    draft: changed('catalogue', ({ services }) => {
      the(services[1]).dependsOn = ['core'];
    }),
    at: 'services.1.dependsOn.0',
    says: /“Core network” depends on itself/,
  },
  {
    what: 'a service that others name taken away',
    kind: 'catalogue',
    draft: changed('catalogue', ({ services }) => {
      services.splice(1, 1);
      the(services[0]).dependsOn = [];
    }),
    at: '',
    says: /The SLA policies would no longer fit: “Network” is for the service “core”/,
  },
  {
    what: 'two services of one id',
    kind: 'catalogue',
    draft: changed('catalogue', ({ services }) => {
      services.push({ ...the(services[2]) });
    }),
    at: 'services.3.id',
    says: /“email” is there twice/,
  },
  {
    what: 'a rule that routes to a team that does not exist',
    kind: 'routing-rules',
    draft: changed('routing-rules', ({ rules: [rule] }) => {
      the(rule).route.team = 'nobody';
    }),
    at: 'rules.0.route.team',
    says: /“Wi-Fi” routes to the team “nobody”/,
  },
  {
    what: 'a rule that gives a category that does not exist',
    kind: 'routing-rules',
    draft: changed('routing-rules', ({ rules: [rule] }) => {
      the(rule).route.category = 'nothing';
    }),
    at: 'rules.0.route.category',
    says: /gives the category “nothing”/,
  },
  {
    what: 'a rule that chooses from no team',
    kind: 'routing-rules',
    draft: changed('routing-rules', ({ rules: [rule] }) => {
      the(rule).route = { category: 'outage', assign: 'least-loaded' };
    }),
    at: 'rules.0.route.assign',
    says: /names no team to choose from/,
  },
];

const configured = () => testKit({ configuration: documents });

async function headOf(kit: ReturnType<typeof testKit>['kit']): Promise<number> {
  return (await (await kit.fetch(new Request(`${base}/healthz`))).json()).seq;
}

/** A draft as it would be sent; that it fits its kind is what the server has to find out. */
const draftOf = (kind: DocumentKind, document: unknown, basedOn = 1) =>
  ({ kind, basedOn, document }) as never;

describe('configuration', () => {
  test('CFG-1: a kit begins with the first version of every document, as the settings have it', async () => {
    expect(checkDocuments(defaultDocuments)).toEqual([]);
    expect(checkDocuments(documents)).toEqual([]);
    const { as } = configured();
    for (const kind of documentKinds) {
      const { current, warnings, mayPublish } = await as(grace).configuration.get.query({ kind });
      expect(current).toMatchObject({ kind, version: 1, publishedBy: null, reason: null });
      expect(current.document).toEqual(documents[kind]);
      expect([warnings, mayPublish]).toEqual([[], false]);
      const { versions, next } = await as(grace).configuration.versions.query({ kind });
      expect(versions.map((each) => each.version)).toEqual([1]);
      expect(next).toBeNull();
    }
    expect((await as(amir).configuration.get.query({ kind: 'teams' })).mayPublish).toBe(true);
  });

  test('CFG-1 CFG-3: settings that do not fit together are no beginning, and later ones do not count', async () => {
    const store = await testStore();
    const broken = { ...documents, teams: { teams: [] } };
    await expect(installDefaults(store, broken, 0)).rejects.toMatchObject({
      code: 'document-invalid',
      message: expect.stringContaining(
        'The catalogue is not valid: “Wi-Fi” belongs to the team “network”, which does not exist.',
      ),
    });
    const headOfLog = () => store.read((snapshot) => snapshot.log.lastSeq());
    expect(await headOfLog()).toBe(0);
    await installDefaults(store, documents, 0);
    const head = await headOfLog();
    await installDefaults(store, broken, 0);
    expect(await headOfLog()).toBe(head);
    const { teams } = await store.read((snapshot) => snapshot.documents.rules());
    expect(teams.document).toEqual(documents.teams);
  });

  test('CFG-1: versions are counted, never changed, and say who published them when and why', async () => {
    const { as, clock } = configured();
    const publishedAt: number[] = [];
    for (const basedOn of [1, 2, 3, 4]) {
      clock.now += 60_000;
      publishedAt.unshift(clock.now);
      const document = changed('teams', ({ teams }) => {
        the(teams[0]).name = `Desk ${basedOn + 1}`;
      });
      const reason = basedOn === 2 ? 'Renamed' : null;
      const answer = await as(amir).configuration.publish.mutate({
        kind: 'teams',
        basedOn,
        document,
        reason,
      });
      expect(answer.current).toMatchObject({ version: basedOn + 1, document, reason });
    }
    const { versions, next } = await as(grace).configuration.versions.query({
      kind: 'teams',
      limit: 3,
    });
    expect(versions.map((each) => [each.version, each.publishedAt, each.reason])).toEqual([
      [5, publishedAt[0], null],
      [4, publishedAt[1], null],
      [3, publishedAt[2], 'Renamed'],
    ]);
    expect(versions[0]).toMatchObject({ kind: 'teams', publishedBy: 'Amir Haddad' });
    expect(versions[0]).not.toHaveProperty('document');
    const older = await as(grace).configuration.versions.query({
      kind: 'teams',
      before: next ?? 0,
    });
    expect([older.versions.map((each) => each.version), older.next]).toEqual([[2, 1], null]);
    const first = await as(grace).configuration.version.query({ kind: 'teams', version: 1 });
    expect(first.document).toEqual(documents.teams);
    const none = as(grace).configuration.version.query({ kind: 'teams', version: 6 });
    expect(await refusalOf(none)).toMatchObject({ code: 'version-not-found', httpStatus: 404 });
  });

  test('CFG-3 CFG-4 CFG-6 CFG-8 CFG-9 CFG-10 CFG-11: each bad draft is refused, with what and where', async () => {
    const { as, kit } = configured();
    const head = await headOf(kit);
    for (const { what, kind, draft, at, says, shape } of bad) {
      const refusal = await refusalOf(as(amir).configuration.publish.mutate(draftOf(kind, draft)));
      const own = kind === 'matrix' ? 'matrix-invalid' : 'document-invalid';
      const code = shape ? 'invalid-input' : own;
      expect(refusal, what).toMatchObject({ code, httpStatus: 400 });
      expect(refusal.message, what).toMatch(says);
      const sent = kind === 'matrix' && !shape ? at : `document${at && `.${at}`}`;
      expect(
        refusal.fields.map(({ path }) => path.join('.')),
        what,
      ).toContain(sent);

      const { errors } = await as(amir).configuration.check.mutate({ kind, document: draft });
      expect(errors.length, what).toBe(refusal.fields.length);
      const found = errors.filter((each) => each.kind === kind).map(({ path }) => path.join('.'));
      if (at) expect(found, what).toContain(at);
      else expect(found, what).toEqual([]);
      for (const { message } of errors) expect(message, what).toMatch(/^[A-Z“].*\.$/);
    }
    expect(await headOf(kit)).toBe(head);
    for (const kind of documentKinds) {
      expect((await as(amir).configuration.get.query({ kind })).current.version).toBe(1);
    }
  });

  test('CFG-5 PRI-3: what is only unusual is published, with a warning', async () => {
    const { as } = configured();
    const warningsOf = async <Kind extends DocumentKind>(kind: Kind, document: Documents[Kind]) => {
      const checked = await as(amir).configuration.check.mutate({ kind, document });
      const { warnings } = await as(amir).configuration.publish.mutate(draftOf(kind, document));
      expect(checked).toEqual({ errors: [], warnings });
      const read = await as(amir).configuration.get.query({ kind });
      expect(read.warnings).toEqual(warnings.filter((each) => each.kind === kind));
      expect(warnings.every((each) => each.severity === 'warning')).toBe(true);
      return warnings.map((each) => `${each.kind} ${each.path.join('.')}`);
    };
    expect(
      await warningsOf(
        'sla-policies',
        changed('sla-policies', ({ policies: [policy] }) => {
          the(policy).targets = { response: 5 * 3_600_000 };
        }),
      ),
    ).toEqual(['sla-policies policies.0.targets']);
    expect(
      await warningsOf(
        'matrix',
        changed('matrix', ({ cells, priorities }) => {
          the(cells.high).high = 'P3';
          the(priorities[3]).targets = { response: 7_200_000, resolution: 3_600_000 };
        }),
      ),
    ).toEqual(['matrix cells.high.high', 'matrix cells.high.high', 'matrix priorities.3.targets']);
    // What is unusual with another document because of this one is told as well.
    expect(
      await warningsOf(
        'teams',
        changed('teams', ({ teams: [team] }) => {
          the(team).managers = [];
        }),
      ),
    ).toEqual(['escalation-policies policies.0.steps.0.actions.0.whom']);
  });

  test('CFG-2: a stale draft is refused with both versions and what was changed between them', async () => {
    const { as, kit } = configured();
    const renamed = (name: string) =>
      changed('calendars', ({ calendars: [calendar] }) => {
        the(calendar).name = name;
      });
    await as(amir).configuration.publish.mutate(draftOf('calendars', renamed('Desk hours')));
    const head = await headOf(kit);
    const refusal = await refusalOf(
      as(amir).configuration.publish.mutate(draftOf('calendars', renamed('Day shift'))),
    );
    expect(refusal).toMatchObject({ code: 'document-stale', httpStatus: 409 });
    expect(refusal.message).toBe(
      'Amir Haddad published version 2 while you were editing version 1. Compare the two, then publish again.',
    );
    expect(refusal.details).toMatchObject({
      basedOn: 1,
      current: { version: 2, document: renamed('Desk hours') },
      base: { version: 1, document: documents.calendars },
      differences: [
        {
          path: ['calendars', 'office', 'name'],
          kind: 'changed',
          before: 'Office hours',
          after: 'Desk hours',
        },
      ],
    });
    expect(await headOf(kit)).toBe(head);
    const future = as(amir).configuration.publish.mutate(
      draftOf('calendars', renamed('Day shift'), 7),
    );
    expect((await refusalOf(future)).code).toBe('version-not-found');
  });

  test('CFG-2 PRI-4: of several who edit the same version one publishes', async () => {
    const { as } = configured();
    for (const kind of ['teams', 'matrix'] as const) {
      const publish = () => as(amir).configuration.publish.mutate(draftOf(kind, documents[kind]));
      const outcomes = await Promise.allSettled([publish(), publish(), publish()]);
      expect(outcomes.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    }
    const stale = await refusalOf(
      as(amir).configuration.publish.mutate(draftOf('matrix', documents.matrix)),
    );
    expect(stale).toMatchObject({ code: 'matrix-stale', httpStatus: 409 });
    expect(stale.details).toMatchObject({
      basedOn: 1,
      current: { version: 2, matrix: documents.matrix },
      base: { version: 1, matrix: documents.matrix },
      differences: [],
    });
  });

  test('CFG-11: a check of any shape is answered, and writes nothing', async () => {
    const { as, kit } = configured();
    const head = await headOf(kit);
    for (const document of [null, 7, [], 'x', {}, { teams: [{ id: '!', extra: 1 }] }]) {
      const { errors } = await as(grace).configuration.check.mutate({ kind: 'teams', document });
      expect(errors.length).toBeGreaterThan(0);
      for (const { message } of errors) expect(message).toMatch(/^[A-Z“].*\.$/);
    }
    const kinds = [
      () => as(amir).configuration.publish.mutate(draftOf('weather' as never, {})),
      () => as(amir).configuration.check.mutate({ kind: 'weather' as never, document: {} }),
      () => as(amir).configuration.get.query({ kind: 'weather' as never }),
    ];
    for (const ask of kinds) {
      const { code, fields, message } = await refusalOf(ask());
      expect([code, fields.map(({ path }) => path)]).toEqual(['invalid-input', [['kind']]]);
      expect(message).toMatch(/^Name one of the documents: “matrix”, /);
    }
    expect(await headOf(kit)).toBe(head);
  });

  test('CFG-4: what was wrong with other documents before is not the fault of a draft', () => {
    const broken = rulesOf({
      ...documents,
      catalogue: changed('catalogue', ({ services }) => {
        the(services[0]).owner = 'nobody';
      }),
    });
    expect(assertPublishable(broken, 'teams', documents.teams)).toEqual([]);
    expect(() => assertPublishable(broken, 'catalogue', broken.catalogue.document)).toThrow(
      KitError,
    );
  });

  test('CFG-2: a draft that is both is told first that it is not valid', () => {
    const draft = { basedOn: 1, document: { policies: [] }, reason: null };
    const code = (run: () => unknown) => {
      try {
        run();
      } catch (error) {
        return error instanceof KitError ? error.code : error;
      }
      return null;
    };
    const newer = { ...rules, 'sla-policies': { ...rules['sla-policies'], version: 2 } };
    const base = rules['sla-policies'];
    const hiding = {
      policies: [...documents['sla-policies'].policies].reverse(),
    };
    const publish = (document: Documents['sla-policies']) => () =>
      decidePublish(newer, 'sla-policies', { ...draft, document }, base);
    expect(code(publish(hiding))).toBe('document-invalid');
    expect(code(publish(base.document))).toBe('document-stale');
  });

  test('CFG-10: a ring is found in every graph that has one, and is one', () => {
    const graphs = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 20 }).map((pairs) => {
      const edges = new Map<string, string[]>();
      for (const [from, to] of pairs) {
        edges.set(String(from), [...(edges.get(String(from)) ?? []), String(to)]);
      }
      return edges;
    });
    fc.assert(
      fc.property(graphs, (edges) => {
        const cycles = findCycles(edges);
        for (const cycle of cycles) {
          expect(cycle.length).toBeGreaterThan(1);
          expect(new Set(cycle).size).toBe(cycle.length);
          cycle.forEach((from, index) => {
            expect(edges.get(from)).toContain(cycle[(index + 1) % cycle.length]);
          });
        }
        // What can be put in an order in which every edge goes forward has none.
        const left = new Map(
          [...edges].map(([from, to]) => [from, to.filter((each) => each !== from)]),
        );
        for (let before = -1; before !== left.size; ) {
          before = left.size;
          for (const [from, to] of left) if (!to.some((each) => left.has(each))) left.delete(from);
        }
        expect(cycles.length > 0).toBe(left.size > 0);
      }),
    );
  });

  test('CFG-9: holidays that were read from iCalendar become true when the calendar is published', async () => {
    const { as, kit } = configured();
    const head = await headOf(kit);
    const text = [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Test//EN',
      'BEGIN:VEVENT',
      'UID:christmas@test',
      'DTSTAMP:20260101T000000Z',
      'DTSTART;VALUE=DATE:20261225',
      'SUMMARY:Christmas Day',
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n');
    const asked = { text, from: '2026-01-01', to: '2026-12-31' };
    const { holidays } = await as(amir).configuration.importHolidays.mutate(asked);
    expect(holidays).toEqual([{ date: '2026-12-25', name: 'Christmas Day' }]);
    expect(await headOf(kit)).toBe(head);
    const refused = [
      () => as(grace).configuration.importHolidays.mutate(asked),
      () => as(amir).configuration.importHolidays.mutate({ ...asked, text: 'Christmas' }),
      () =>
        as(amir).configuration.importHolidays.mutate({
          url: 'http://127.0.0.1/holidays.ics',
          from: asked.from,
          to: asked.to,
        }),
    ];
    expect(await Promise.all(refused.map(async (ask) => (await refusalOf(ask())).code))).toEqual([
      'not-allowed',
      'ical-invalid',
      'url-not-allowed',
    ]);
    const document = officeHours({ holidays });
    const { current } = await as(amir).configuration.publish.mutate(draftOf('calendars', document));
    expect(current.document).toEqual(document);
  });

  test('ACC-1: everybody of the desk reads the configuration, administrators publish it', async () => {
    const { as } = configured();
    const manager = { role: 'manager', sub: 'mia', name: 'Mia Lind' } as const;
    await as(manager).configuration.get.query({ kind: 'workflow' });
    const publish = as(manager).configuration.publish.mutate(draftOf('teams', documents.teams));
    expect((await refusalOf(publish)).code).toBe('not-allowed');
    const read = as(rosa).configuration.get.query({ kind: 'workflow' });
    expect((await refusalOf(read)).code).toBe('not-allowed');
  });

  test('CFG-1: what is published decides from then on', async () => {
    const { as } = configured();
    const draft = changed('sla-policies', ({ policies }) => {
      the(policies[1]).targets = { response: 60_000, resolution: 120_000 };
    });
    const before = await as(rosa).incidents.report.mutate(report());
    await as(amir).configuration.publish.mutate(draftOf('sla-policies', draft));
    const after = await as(rosa).incidents.report.mutate(report());
    expect(after.due.resolution).toBe(after.reportedAt + 120_000);
    expect(before.due.resolution).toBe(before.reportedAt + 8 * 3_600_000);
  });
});

/** Documents in small: words, things with ids, things without, and fields of fields. */
const { document: anyDocument } = fc.letrec((tie) => {
  const word = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const scalar = fc.oneof(word, fc.nat(3), fc.boolean(), fc.constant(null));
  const optional = { requiredKeys: [] as never[] };
  return {
    document: fc.record(
      {
        name: scalar,
        words: fc.array(word, { maxLength: 3 }),
        things: tie('things'),
        steps: fc.array(
          fc.record({ after: scalar, what: fc.array(word, { maxLength: 2 }) }, optional),
          { maxLength: 3 },
        ),
        ways: fc.uniqueArray(fc.record({ from: word, to: word, needs: scalar }), {
          selector: ({ from, to }) => `${from} ${to}`,
          maxLength: 4,
        }),
        inner: fc.record({ name: scalar, things: tie('things') }, optional),
        mixed: fc.oneof(scalar, fc.array(word, { maxLength: 2 }), fc.record({ a: scalar })),
      },
      optional,
    ),
    things: fc.uniqueArray(fc.record({ id: word, name: scalar, people: tie('people') }), {
      selector: ({ id }) => id,
      maxLength: 4,
    }),
    people: fc.uniqueArray(fc.record({ id: word, name: scalar }), {
      selector: ({ id }) => id,
      maxLength: 3,
    }),
  };
});

type Tree = Record<string, unknown>;

function nameOf(thing: unknown): unknown {
  const { id, from, to } = thing as Tree;
  return id ?? `${from} → ${to}`;
}

/** Makes the second document of the first and the differences. */
function apply(document: object, differences: readonly Difference[]): unknown {
  const root: Tree = { document: structuredClone(document) };
  const find = (path: Difference['path']) =>
    path.reduce<unknown>(
      (at, part) =>
        Array.isArray(at) && typeof part === 'string'
          ? at.find((each) => nameOf(each) === part)
          : (at as Tree)[part],
      root.document,
    );
  const order = ['changed', 'removed', 'moved', 'added'];
  const sorted = [...differences].sort(
    (a, b) =>
      order.indexOf(a.kind) - order.indexOf(b.kind) ||
      (a.kind === 'removed' ? -1 : 1) * ((a.position ?? at(a)) - (b.position ?? at(b))),
  );
  for (const { path, kind, after, position } of sorted) {
    const parent = find(path.slice(0, -1));
    const last = path.at(-1) ?? '';
    if (kind === 'moved') {
      const list = find(path) as unknown[];
      list.sort(
        (a, b) => (after as unknown[]).indexOf(nameOf(a)) - (after as unknown[]).indexOf(nameOf(b)),
      );
    } else if (Array.isArray(parent)) {
      const index =
        typeof last === 'number' ? last : parent.findIndex((each) => nameOf(each) === last);
      if (kind === 'removed') parent.splice(index, 1);
      else if (kind === 'added') parent.splice(position ?? parent.length, 0, after);
      else parent[index] = after;
    } else if (kind === 'removed') delete (parent as Tree)[last];
    else (parent as Tree)[last] = after;
  }
  return root.document;
}

function at({ path }: Difference): number {
  const last = path.at(-1);
  return typeof last === 'number' ? last : 0;
}

describe('comparing documents', () => {
  test('CFG-12: the differences of two documents make the second of the first', () => {
    fc.assert(
      fc.property(anyDocument, anyDocument, (a, b) => {
        expect(apply(a as object, compareDocuments(a as object, b as object))).toEqual(b);
      }),
      { numRuns: 1_000 },
    );
  });

  test('CFG-12: documents that say the same have none; the other way round they are the same, turned', () => {
    fc.assert(
      fc.property(anyDocument, anyDocument, (a, b) => {
        expect(compareDocuments(a as object, structuredClone(a) as object)).toEqual([]);
        const turned = { added: 'removed', removed: 'added', changed: 'changed', moved: 'moved' };
        const text = (differences: unknown[]) =>
          differences.map((each) => JSON.stringify(each)).sort();
        const there = compareDocuments(a as object, b as object).map(
          ({ path, kind, before, after, position }) => ({
            path,
            kind: turned[kind],
            before: after,
            after: before,
            position,
          }),
        );
        const back = compareDocuments(b as object, a as object).map(
          ({ path, kind, before, after, position }) => ({ path, kind, before, after, position }),
        );
        expect(text(there)).toEqual(text(back));
      }),
    );
  });

  test('CFG-12: things in lists go by what they are called, and another order is told as one', async () => {
    const { as } = configured();
    const document = changed('sla-policies', ({ policies }) => {
      policies.unshift({ ...the(policies[1]), id: 'vip', name: 'VIP', when: { site: ['pk_vip'] } });
      the(policies[1]).warnAt = 0.5;
    });
    await as(amir).configuration.publish.mutate(draftOf('sla-policies', document));
    const { from, to, differences } = await as(grace).configuration.compare.query({
      kind: 'sla-policies',
      from: 1,
      to: 2,
    });
    expect([from.version, to.version]).toEqual([1, 2]);
    expect(differences).toEqual([
      { path: ['policies', 'network', 'warnAt'], kind: 'changed', before: 0.75, after: 0.5 },
      {
        path: ['policies', 'vip'],
        kind: 'added',
        after: document.policies[0],
        position: 0,
      },
    ]);
    const moved = compareDocuments(
      { policies: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] },
      { policies: [{ id: 'c' }, { id: 'a' }, { id: 'b' }] },
    );
    expect(moved).toEqual([
      { path: ['policies'], kind: 'moved', before: ['a', 'b', 'c'], after: ['c', 'a', 'b'] },
    ]);
    const none = as(grace).configuration.compare.query({ kind: 'sla-policies', from: 1, to: 3 });
    expect((await refusalOf(none)).code).toBe('version-not-found');
  });
});
