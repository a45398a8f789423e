import {
  type Action,
  actions,
  allowedActions,
  type Documents,
  decideMove,
  decideReport,
  decideStep,
  defaultDocuments,
  evolve,
  type Incident,
  nextStatuses,
  type Rules,
  systemActor,
} from '@incident-kit/server/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rulesOf } from '../support/simulate-incidents/rules.ts';
import { attempt } from '../support/simulate-incidents/simulated-desk.ts';
import { inputsOf } from './support/action-inputs.ts';
import { errorsOf, workflows } from './support/workflows.ts';

const named = (id: string) => ({ id, name: `Called ${id}` });

const teams = fc
  .uniqueArray(fc.constantFrom('desk', 'network', 'mail'), { maxLength: 3 })
  .chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc.record({
          id: fc.constant(id),
          name: fc.constant(`Called ${id}`),
          tier: fc.constant(1),
          members: fc
            .subarray(['ada', 'ben'])
            .map((people) => people.map((each) => ({ ...named(each), available: true }))),
          managers: fc.constant<{ id: string; name: string }[]>([]),
          escalatesTo: fc.constantFrom<string | null>(null, ...ids),
        }),
      ),
    ),
  )
  .map((all) => ({ teams: all }));

const catalogue = fc
  .record({ services: fc.subarray(['mail', 'vpn']), categories: fc.subarray(['network', 'other']) })
  .map(({ services, categories }) => ({
    services: services.map((id) => ({ ...named(id), owner: null, tier: 1, dependsOn: [] })),
    categories: categories.map(named),
  }));

const documents: fc.Arbitrary<Documents> = fc
  .record({
    workflow: workflows.filter((each) => errorsOf(each).length === 0),
    teams,
    catalogue,
  })
  .map((some) => ({ ...defaultDocuments, ...some }));

/** What is done to an incident: an action, or a move, and which of the inputs that there are for it. */
const steps = fc.array(fc.tuple(fc.constantFrom(...actions, 'move' as const), fc.nat(200)), {
  maxLength: 12,
});

/** An incident to which some of all that can be done was done. */
function incidentAfter(rules: Rules, done: readonly [Action | 'move', number][]): Incident {
  const report = {
    title: 'It is down',
    description: '',
    service: null,
    category: null,
    impact: 'high',
    urgency: 'high',
    contact: null,
    site: 'pk_intranet',
    reporterGroups: [],
  };
  const recorded = (version: number) => ({
    seq: version,
    stream: 'incident/1',
    version,
    at: version * 1_000,
    actor: systemActor,
    actorName: null,
  });
  let state = evolve(null, { ...decideReport(1, report, rules), ...recorded(1) });
  for (const [action, which] of done) {
    const before = state;
    const statuses = rules.workflow.document.statuses;
    const inputs =
      action === 'move'
        ? statuses.map(
            ({ id }) =>
              () =>
                decideMove(before, rules, id, 'why'),
          )
        : inputsOf(action, before, rules, false);
    const event = attempt(inputs[which % inputs.length] ?? (() => null));
    if (event) {
      const version = before.version + 1;
      state = evolve(before, { ...event, ...recorded(version) } as Parameters<typeof evolve>[1]);
    }
  }
  return state;
}

describe('what is offered', () => {
  test('INC-21: is exactly what would not be refused', () => {
    const offered = new Map<Action, number>();
    const refused = new Map<Action, number>();
    fc.assert(
      fc.property(
        documents,
        // What is in force by now may be something else than what it lived under.
        fc.option(documents, { nil: null }),
        steps,
        fc.boolean(),
        fc.subarray(actions),
        (lived, now, done, hasJoined, granted) => {
          const state = incidentAfter(rulesOf(lived), done);
          const rules = rulesOf(now ?? lived);
          const isGranted = new Set(granted);
          const asker = { may: (action: Action) => isGranted.has(action), hasJoined };
          const possible = actions.filter((action) =>
            inputsOf(action, state, rules, hasJoined).some((input) => attempt(input) !== null),
          );
          for (const action of actions) {
            const counts = possible.includes(action) ? offered : refused;
            counts.set(action, (counts.get(action) ?? 0) + 1);
          }
          expect(allowedActions(state, rules, asker)).toEqual(
            possible.filter((action) => isGranted.has(action)),
          );
        },
      ),
      { numRuns: 1_000 },
    );
    // Each was offered to somebody, and each refused, but for what is always possible.
    expect(actions.filter((action) => !offered.has(action))).toEqual([]);
    expect(actions.filter((action) => !refused.has(action))).toEqual([
      'link',
      'add-note',
      'add-internal-note',
    ]);
  });

  test('INC-21: a status is offered exactly if the incident has what the step there requires', () => {
    fc.assert(
      fc.property(documents, steps, (lived, done) => {
        const rules = rulesOf(lived);
        const state = incidentAfter(rules, done);
        const possible = rules.workflow.document.statuses.filter(({ id }) =>
          attempt(() => decideStep(state, rules.workflow, id, { reason: 'why' })),
        );
        const ids = nextStatuses(state, rules).map((each) => each.id);
        expect(ids.toSorted()).toEqual(possible.map((each) => each.id).toSorted());
      }),
    );
  });
});
