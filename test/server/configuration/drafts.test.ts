import {
  assertPublishable,
  type DocumentKind,
  type Documents,
  decidePublish,
  documentKinds,
  findCycles,
  KitError,
} from '@incident-kit/server/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rulesOf } from '../../support/simulate-incidents/rules.ts';
import {
  changed,
  configured,
  documents,
  draftOf,
  headOf,
  officeHours,
  rules,
  the,
} from '../support/configured.ts';
import { amir, grace, refusalOf } from '../support/kit.ts';

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

describe('drafts of documents', () => {
  test('CFG-3 CFG-4 CFG-6 CFG-8 CFG-9 CFG-10 CFG-11: each bad draft is refused, with what and where', async () => {
    const { as } = configured();
    const head = await headOf(as);
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
    expect(await headOf(as)).toBe(head);
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

  test('CFG-11: a check of any shape is answered, and writes nothing', async () => {
    const { as } = configured();
    const head = await headOf(as);
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
    expect(await headOf(as)).toBe(head);
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
});
