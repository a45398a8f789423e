import {
  addTotals,
  ConfigurationHistory,
  type Documents,
  type Drafts,
  defaultDocuments,
  documentSchemas,
  isChanged,
  isWithdrawn,
  outcomesOf,
  type PriorityMatrix,
  totalsOf,
  whatIf,
} from '@incident-kit/server/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Publication } from '../support/simulate-incidents/simulated-incident.ts';
import { amir, grace, refusalOf, report, rosa, testKit } from './support/kit.ts';
import { type Life, live, type Moment } from './support/moments.ts';

const minute = 60_000;
const hour = 60 * minute;

const matrixWith = (change: (matrix: PriorityMatrix) => void): PriorityMatrix => {
  const matrix = structuredClone(defaultDocuments.matrix);
  change(matrix);
  return matrix;
};

const setCell = (matrix: PriorityMatrix, impact: string, urgency: string, priority: string) => {
  const row = matrix.cells[impact];
  if (row) row[urgency] = priority;
};

/** Matrices that have the same levels and priorities and decide differently. */
const matrices = [
  defaultDocuments.matrix,
  matrixWith((matrix) => {
    setCell(matrix, 'medium', 'high', 'P1');
    setCell(matrix, 'low', 'low', 'P2');
  }),
  matrixWith((matrix) => {
    setCell(matrix, 'high', 'high', 'P4');
    for (const priority of matrix.priorities) {
      priority.targets = { response: 50 * minute, resolution: priority.id === 'P2' ? null : hour };
    }
  }),
];

const calendars = [
  {
    zone: 'Europe/Berlin',
    weekly: Object.fromEntries(
      ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '17:00']]]),
    ),
  },
  { zone: 'America/New_York', weekly: { fri: [['22:00', '06:00']], sun: [['01:00', '04:00']] } },
].map((calendar) =>
  documentSchemas.calendars.parse({ calendars: [{ id: 'office', name: 'Office', calendar }] }),
);

const policies = [
  { policies: [{ id: 'default', name: 'Default' }] },
  {
    policies: [
      {
        id: 'urgent',
        name: 'Urgent',
        when: { priority: ['P1', 'P2'] },
        targets: { response: 10 * minute, update: 2 * hour },
        pauses: { response: true, resolution: false, update: true },
        reopen: 'new-cycle',
      },
      { id: 'default', name: 'Default', calendar: 'office', warnAt: 0.5 },
    ],
  },
  {
    policies: [
      {
        id: 'outage',
        name: 'Outage',
        when: { category: ['outage'] },
        calendar: 'office',
        targets: { response: 30 * minute, resolution: 3 * hour, update: hour },
      },
      { id: 'email', name: 'Email', when: { service: ['email'] }, targets: { resolution: null } },
      { id: 'default', name: 'Default', reopen: 'new-cycle' },
    ],
  },
].map((each) => documentSchemas['sla-policies'].parse(each));

/** A word in a title makes a category, by a rule. */
const documents: Documents = {
  ...defaultDocuments,
  'routing-rules': documentSchemas['routing-rules'].parse({
    rules: [{ id: 'wifi', name: 'Wi-Fi', when: { text: ['wifi'] }, route: { category: 'outage' } }],
  }),
};

const level = fc.constantFrom('high', 'medium', 'low');
const service = fc.constantFrom(null, 'email', 'network');
const category = fc.constantFrom(null, 'outage', 'question');

const reports = fc.record({
  title: fc.constantFrom('No wifi', 'No mail'),
  description: fc.constant(''),
  service,
  category,
  impact: level,
  urgency: level,
  contact: fc.constant(null),
  site: fc.constant('pk_intranet'),
  reporterGroups: fc.constant([] as string[]),
});

const configurations = fc
  .record({
    matrix: fc.constantFrom(...matrices),
    'sla-policies': fc.constantFrom(...policies),
    calendars: fc.constantFrom(...calendars),
  })
  .map((chosen): Documents => ({ ...documents, ...chosen }));

const decidingKinds = ['matrix', 'sla-policies', 'calendars'] as const;

const publications = fc
  .tuple(fc.constantFrom(...decidingKinds), configurations)
  .map(([kind, all]) => ({ kind, document: all[kind] }) as Publication);

const after = fc.oneof(
  fc.nat(2 * hour),
  fc.nat(72 * hour),
  fc.constantFrom(0, 10 * minute, 15 * minute, 30 * minute, hour, 4 * hour),
);

const does = <const Does extends string>(...all: Does[]) => fc.constantFrom(...all);

const moments: fc.Arbitrary<Moment> = fc.oneof(
  fc.record({
    after,
    does: does('acknowledge', 'resume', 'resolve', 'reopen', 'restore', 'close'),
  }),
  fc.record({ after, does: does('hold'), to: does('waiting-reporter', 'waiting-vendor') }),
  fc.record({
    after,
    does: does('write'),
    who: does('desk', 'reporter'),
    visibility: does('public', 'internal'),
  }),
  fc.record({ after, does: does('levels'), impact: level, urgency: level }),
  fc.record({ after, does: does('override'), priority: does('P1', 'P2', 'P3', 'P4') }),
  fc.record({ after, does: does('categorize'), service, category }),
  fc.record({ after, does: does('publish'), publication: publications }),
);
/** What follows on each other in a life, and only by luck among moments that are chosen one by one. */
const turns: fc.Arbitrary<Moment[]> = fc.oneof(
  fc.tuple(after, after, after).map(([a, b, c]): Moment[] => [
    { after: a, does: 'resolve' },
    { after: b % (70 * hour), does: 'reopen' },
    { after: c, does: 'resolve' },
  ]),
  fc
    .tuple(after, publications, after, service, category)
    .map(([a, publication, b, service, category]): Moment[] => [
      { after: a, does: 'publish', publication },
      { after: b, does: 'categorize', service, category },
    ]),
);
const lives = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: moments.map((moment) => [moment]) },
      { weight: 1, arbitrary: turns },
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.flat());

const ask = ({ events, publications, now }: Life, drafts: Drafts) =>
  whatIf(events, new ConfigurationHistory(publications), drafts, now);

const judged = ({ incident, publications, now }: Life) => ({
  priority: incident.priority,
  outcomes: outcomesOf(incident, new ConfigurationHistory(publications).book({}), now),
});

const isPublicationOf = (moment: Moment, drafts: Drafts) =>
  moment.does === 'publish' &&
  (drafts as Partial<Documents>)[moment.publication.kind] !== undefined;

describe('what if', () => {
  test('CFG-13 CFG-15: a replay under drafts is the life that the incident would have had under them', () => {
    let different = 0;
    fc.assert(
      fc.property(
        configurations,
        configurations,
        fc.subarray([...decidingKinds], { minLength: 1 }),
        reports,
        lives,
        (before, other, drafted, reported, course) => {
          const drafts: Drafts = Object.fromEntries(drafted.map((kind) => [kind, other[kind]]));
          const life = live(before, reported, course);
          // Who would have published something else publishes nothing, at the same time.
          const lived = live(
            { ...before, ...(drafts as Partial<Documents>) },
            reported,
            course.map((moment) =>
              isPublicationOf(moment, drafts)
                ? { after: moment.after, does: 'publish', publication: nothing }
                : moment,
            ),
          );
          const answer = ask(life, drafts);
          expect(answer).toMatchObject({
            kind: 'compared',
            before: judged(life),
            after: judged(lived),
          });
          if (answer?.kind === 'compared' && isChanged(answer)) different += 1;
        },
      ),
      { numRuns: 400 },
    );
    expect(different).toBeGreaterThan(20);
  });

  test('CFG-14: drafts that say what decided change nothing', () => {
    fc.assert(
      fc.property(
        configurations,
        fc.subarray([...decidingKinds], { minLength: 1 }),
        reports,
        lives,
        (before, drafted, reported, course) => {
          const drafts: Drafts = Object.fromEntries(drafted.map((kind) => [kind, before[kind]]));
          const life = live(
            before,
            reported,
            course.filter((moment) => !isPublicationOf(moment, drafts)),
          );
          const answer = ask(life, drafts);
          expect(answer?.kind).toBe('compared');
          if (answer?.kind === 'compared') expect(answer.after).toEqual(answer.before);
        },
      ),
    );
  });

  test('CFG-13: a promise that was missed in one cycle is missed, whatever came after', () => {
    const anew = documentSchemas['sla-policies'].parse({
      policies: [{ id: 'default', name: 'Default', reopen: 'new-cycle' }],
    });
    const reported = {
      title: 'No mail',
      description: '',
      service: null,
      category: null,
      impact: 'high',
      urgency: 'high',
      contact: null,
      site: null,
      reporterGroups: [],
    };
    const life = live({ ...documents, 'sla-policies': anew }, reported, [
      { after: 5 * hour, does: 'resolve' },
      { after: hour, does: 'reopen' },
      { after: hour, does: 'resolve' },
    ]);
    const longer = matrixWith(({ priorities: [first] }) => {
      if (first) first.targets = { response: 6 * hour, resolution: 5 * hour };
    });
    expect(ask(life, { matrix: longer })).toMatchObject({
      before: { outcomes: { response: 'missed', resolution: 'missed', update: 'none' } },
      after: { outcomes: { response: 'met', resolution: 'met', update: 'none' } },
    });
    // The same clock goes on, where a draft does not begin another: five hours and one more.
    const resumed = documentSchemas['sla-policies'].parse({
      policies: [{ id: 'default', name: 'Default' }],
    });
    expect(ask(life, { matrix: longer, 'sla-policies': resumed })).toMatchObject({
      after: { outcomes: { resolution: 'missed' } },
    });
  });

  test('CFG-16: totals count each incident once, and those of parts add up', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(configurations, reports, fc.array(moments, { maxLength: 4 })), {
          maxLength: 8,
        }),
        configurations,
        fc.nat(8),
        (all, { matrix }, cut) => {
          const answers = all
            .map(([before, reported, course]) => ask(live(before, reported, course), { matrix }))
            .filter((each) => each !== null);
          const [first, second] = [answers.slice(0, cut), answers.slice(cut)];
          const totals = totalsOf(answers);
          expect(addTotals(totalsOf(first), totalsOf(second))).toEqual(totals);
          const { compared, withdrawn, undecidable } = totals;
          expect(compared + withdrawn + undecidable).toBe(answers.length);
          for (const when of ['before', 'after'] as const) {
            const counts = Object.values(totals.priorities).map((each) => each[when]);
            expect(counts.reduce((a, b) => a + b, 0)).toBe(compared);
          }
          for (const { before, after } of Object.values(totals.targets)) {
            const sum = (counts: object) => Object.values(counts).reduce((a, b) => a + b, 0);
            expect([sum(before), sum(after)]).toEqual([compared, compared]);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  test('CFG-15: what the drafts do not have is said, and who withdrew does not count', () => {
    const base = {
      title: 'No mail',
      description: '',
      service: null,
      category: null,
      impact: 'low',
      urgency: 'medium',
      contact: null,
      site: null,
      reporterGroups: [],
    };
    const noLow = matrixWith((matrix) => {
      matrix.impacts = matrix.impacts.filter((each) => each.id !== 'low');
      delete matrix.cells.low;
    });
    const noFourth = matrixWith((matrix) => {
      matrix.priorities = matrix.priorities.filter((each) => each.id !== 'P4');
      for (const row of Object.values(matrix.cells))
        for (const [urgency, priority] of Object.entries(row))
          if (priority === 'P4') row[urgency] = 'P3';
    });
    const why = (life: Life, drafts: Drafts) => {
      const answer = ask(life, drafts);
      return answer?.kind === 'undecidable' ? answer.because : answer?.kind;
    };
    const plain = live(documents, base, []);
    expect(why(plain, { matrix: noLow })).toEqual({ field: 'impact', value: 'low' });
    expect(why(plain, { matrix: noFourth })).toBe('compared');
    const byHand = live(documents, base, [{ after: hour, does: 'override', priority: 'P4' }]);
    expect(why(byHand, { matrix: noFourth })).toEqual({ field: 'priority', value: 'P4' });
    const raised = live(documents, { ...base, impact: 'high' }, [
      { after: hour, does: 'levels', impact: 'low', urgency: 'medium' },
    ]);
    expect(why(raised, { matrix: noLow })).toEqual({ field: 'impact', value: 'low' });
    const [, byOffice] = policies;
    const inOffice = { ...documents, 'sla-policies': byOffice ?? fail(), calendars: calendars[0] };
    expect(why(live(inOffice as Documents, base, []), { calendars: { calendars: [] } })).toEqual({
      field: 'calendar',
      value: 'office',
    });
    const cancelled = live(documents, base, [{ after: hour, does: 'cancel' }]);
    expect(isWithdrawn(cancelled.incident)).toBe(true);
    expect(why(cancelled, { matrix: noLow })).toBe('withdrawn');
  });

  test('CFG-13 CFG-16: a kit says which incidents a draft would have changed, in slices, and writes nothing', async () => {
    const { kit, as, clock } = testKit();
    const start = clock.now;
    const desk = as(grace).incidents;
    const logged = async (change = {}) =>
      (await as(rosa).incidents.report.mutate(report(change))).incident;
    // INC-1: answered after 20 minutes, solved after 5 hours: as P2 both in time, as P1 neither.
    await logged();
    // INC-2: answered after 20 minutes, not solved yet.
    await logged();
    // INC-3: nothing that the draft is about.
    await logged({ impact: 'low', urgency: 'low' });
    // INC-4 and INC-5 do not count.
    await logged();
    await desk.cancel.mutate({ incident: 'INC-4', reason: 'By mistake' });
    await logged();
    await desk.merge.mutate({ incident: 'INC-5', into: 'INC-1' });
    // INC-6: its priority was set by hand at once.
    await logged();
    await desk.overridePriority.mutate({ incident: 'INC-6', priority: 'P3', reason: 'Only Rosa' });
    clock.now += 20 * minute;
    await desk.acknowledge.mutate({ incident: 'INC-1' });
    await desk.acknowledge.mutate({ incident: 'INC-2' });
    clock.now += 5 * hour - 20 * minute;
    await desk.resolve.mutate({ incident: 'INC-1', code: 'fixed', text: 'A new cable' });
    const end = clock.now + 1;
    // INC-7 is of another time.
    clock.now += hour;
    await logged();

    const head = async () => (await as(grace).incidents.list.query({ limit: 1 })).seq;
    // What has fallen due by now is written down by whoever looks first.
    await kit.fireDue();
    const before = await head();
    const matrix = matrixWith((draft) => setCell(draft, 'medium', 'high', 'P1'));
    const asked = { matrix, from: start, to: end };
    const whole = await as(grace).configuration.whatIf.mutate(asked);
    expect([whole.examined, whole.next, whole.left, whole.undecidable]).toEqual([6, null, 0, []]);
    expect(whole.changed).toEqual([
      {
        incident: 'INC-1',
        title: 'The Wi-Fi on the second floor is down',
        reportedAt: start,
        before: {
          priority: 'P2',
          outcomes: { response: 'met', resolution: 'met', update: 'none' },
        },
        after: {
          priority: 'P1',
          outcomes: { response: 'missed', resolution: 'missed', update: 'none' },
        },
      },
      {
        incident: 'INC-2',
        title: 'The Wi-Fi on the second floor is down',
        reportedAt: start,
        before: {
          priority: 'P2',
          outcomes: { response: 'met', resolution: 'running', update: 'none' },
        },
        after: {
          priority: 'P1',
          outcomes: { response: 'missed', resolution: 'missed', update: 'none' },
        },
      },
    ]);
    expect(whole.totals).toMatchObject({
      compared: 4,
      withdrawn: 2,
      undecidable: 0,
      changed: 2,
      reprioritized: 2,
      priorities: {
        P1: { before: 0, after: 2 },
        P2: { before: 2, after: 0 },
        P3: { before: 1, after: 1 },
        P4: { before: 1, after: 1 },
      },
      targets: {
        response: { newlyMet: 0, newlyMissed: 2 },
        resolution: { newlyMet: 0, newlyMissed: 1 },
      },
    });

    let [after, examined]: [number | null, number] = [0, 0];
    const left: number[] = [];
    let totals = totalsOf([]);
    const changed: unknown[] = [];
    while (after !== null) {
      const slice: typeof whole = await as(grace).configuration.whatIf.mutate({
        ...asked,
        after,
        limit: 4,
      });
      examined += slice.examined;
      totals = addTotals(totals, slice.totals);
      changed.push(...slice.changed);
      left.push(slice.left);
      after = slice.next;
    }
    expect(left).toEqual([2, 0]);
    expect([examined, totals, changed]).toEqual([6, whole.totals, whole.changed]);

    // What was set by hand stays P3, and a draft of the policies promises more for it.
    const strict = documentSchemas['sla-policies'].parse({
      policies: [
        { id: 'third', name: 'P3', when: { priority: ['P3'] }, targets: { resolution: hour } },
        { id: 'default', name: 'All others' },
      ],
    });
    const third = await as(grace).configuration.whatIf.mutate({ ...asked, policies: strict });
    expect(third.changed.find((each) => each.incident === 'INC-6')).toMatchObject({
      before: { priority: 'P3', outcomes: { resolution: 'running' } },
      after: { priority: 'P3', outcomes: { resolution: 'missed' } },
    });
    // What a draft does not have is called as the last version that had it did.
    const noUrgency = matrixWith((draft) => {
      draft.urgencies = draft.urgencies.filter(({ id }) => id !== 'low');
      for (const row of Object.values(draft.cells)) delete row.low;
    });
    const unknown = await as(grace).configuration.whatIf.mutate({ ...asked, matrix: noUrgency });
    expect(unknown.undecidable).toMatchObject([
      { incident: 'INC-3', because: { field: 'urgency', value: 'low' }, name: 'Low' },
    ]);
    const same = await as(amir).configuration.whatIf.mutate({
      ...asked,
      matrix: defaultDocuments.matrix,
      policies: defaultDocuments['sla-policies'],
      calendars: defaultDocuments.calendars,
    });
    expect([same.examined, same.changed, same.totals.changed]).toEqual([6, [], 0]);
    expect(await head()).toBe(before);
  });

  test('CFG-16 API-2: drafts that could not be published are refused, and so is a question that is none', async () => {
    const { as } = testKit();
    const refused = async (input: object) => {
      const asked = { from: 0, to: 10, ...input };
      const refusal = await refusalOf(as(grace).configuration.whatIf.mutate(asked));
      return [refusal.code, refusal.fields.map(({ path }) => path.join('.'))];
    };
    const hole = matrixWith((matrix) => {
      delete matrix.cells.low?.low;
    });
    expect(await refused({ matrix: hole })).toEqual(['matrix-invalid', ['matrix.cells.low.low']]);
    const [, byOffice] = policies;
    expect(await refused({ policies: byOffice })).toEqual([
      'document-invalid',
      ['policies.policies.1.calendar'],
    ]);
    // Together they fit.
    const fit = await as(grace).configuration.whatIf.mutate({
      policies: byOffice,
      calendars: calendars[0],
      from: 0,
      to: 10,
    });
    expect([fit.examined, fit.next]).toEqual([0, null]);
    expect(await refused({})).toEqual(['invalid-input', ['']]);
    const { matrix } = defaultDocuments;
    expect(await refused({ matrix, from: 10 })).toEqual(['invalid-input', ['to']]);
    expect(await refused({ matrix, limit: 501 })).toEqual(['invalid-input', ['limit']]);
  });
});

/** A publication that changes nothing which decides. */
const nothing: Publication = { kind: 'teams', document: defaultDocuments.teams };

function fail(): never {
  throw new Error('the list is shorter than it was');
}
