import {
  categoryOfAction,
  checkWorkflow,
  decideAcknowledge,
  decideCancel,
  decideClose,
  decideHold,
  decideMove,
  decideReopen,
  decideResolve,
  decideResume,
  defaultDocuments,
  defaultWorkflow,
  type Incident,
  type NewIncidentEvent,
  type Rules,
  statusCategories,
  type Workflow,
  workflowSchema,
} from '@incident-kit/server/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { desk, SimulatedIncident } from '../support/simulate-incidents/simulated-incident.ts';
import { amir, grace, refusalOf, report, testKit } from './support/kit.ts';
import { changed, errorsOf, workflows } from './support/workflows.ts';

const pathsOf = (workflow: Workflow) => errorsOf(workflow).map((each) => each.path.join('.'));

const without =
  (from: string, to: string) =>
  ({ transitions }: Workflow): void => {
    const at = transitions.findIndex((each) => each.from === from && each.to === to);
    transitions.splice(at, 1);
  };

/** Which status can be reached from which, worked out the slow way. */
function reaches({ statuses, transitions }: Workflow): (from: string, to: string) => boolean {
  const pairs = new Set(statuses.map((each) => `${each.id} ${each.id}`));
  for (const { from, to } of transitions) pairs.add(`${from} ${to}`);
  for (const { id: through } of statuses)
    for (const { id: from } of statuses)
      for (const { id: to } of statuses)
        if (pairs.has(`${from} ${through}`) && pairs.has(`${through} ${to}`))
          pairs.add(`${from} ${to}`);
  return (from, to) => pairs.has(`${from} ${to}`);
}

describe('the workflow', () => {
  test('CFG-6: the workflow that a kit comes with is as it should be', () => {
    expect(checkWorkflow(defaultWorkflow)).toEqual([]);
    expect(workflowSchema.parse(defaultWorkflow)).toEqual(defaultWorkflow);
  });

  test('CFG-6: a status that cannot be reached, and one that is never left, is named', () => {
    const lost = changed(({ statuses, transitions }) => {
      statuses.push({ id: 'parked', name: 'Parked', category: 'waiting' });
      transitions.push({ from: 'parked', to: 'in-progress', requires: [] });
    });
    expect(errorsOf(lost)).toEqual([
      {
        severity: 'error',
        path: ['statuses', 9],
        message:
          'No incident can come to “Parked”: no chain of transitions leads there from “New”. ' +
          'Add a transition to it, or remove the status.',
        code: 'unreachable-status',
        values: { status: 'Parked', from: 'New' },
      },
    ]);
    const stuck = changed(({ statuses, transitions }) => {
      statuses.push({ id: 'parked', name: 'Parked', category: 'waiting' });
      transitions.push({ from: 'new', to: 'parked', requires: [] });
    });
    expect(pathsOf(stuck)).toEqual(['statuses.9']);
    expect(errorsOf(stuck)[0]?.message).toContain('“Parked” can never be closed');
  });

  test.each<[what: string, path: string[], words: RegExp, change: (workflow: Workflow) => void]>([
    [
      'two statuses of one id',
      ['statuses.2.id'],
      /“new” is there twice/,
      ({ statuses }) => {
        statuses.splice(2, 0, { id: 'new', name: 'New again', category: 'new' });
      },
    ],
    [
      'no status of a category',
      ['statuses', 'actions.resolve'],
      /category “resolved”/,
      ({ statuses }) => {
        for (const each of statuses) if (each.category === 'resolved') each.category = 'active';
      },
    ],
    [
      'a start that does not exist',
      ['initial'],
      /“nowhere”, a status that does not exist/,
      (workflow) => {
        workflow.initial = 'nowhere';
      },
    ],
    [
      'a start of another category',
      ['initial'],
      /“In progress”, which is of the category “active”/,
      (workflow) => {
        workflow.initial = 'in-progress';
        workflow.transitions.push({ from: 'in-progress', to: 'new', requires: [] });
      },
    ],
    [
      'an action that leads to another category',
      ['actions.cancel'],
      /“cancel” leads to “Resolved”/,
      ({ actions }) => {
        actions.cancel = 'resolved';
      },
    ],
    [
      'an action that leads nowhere',
      ['actions.resume'],
      /“resume” leads to “gone”/,
      ({ actions }) => {
        actions.resume = 'gone';
      },
    ],
    [
      'a transition of an unknown status',
      ['transitions.0.to'],
      /“gone”, which does not exist/,
      ({ transitions }) => {
        transitions.unshift({ from: 'new', to: 'gone', requires: [] });
      },
    ],
    [
      'a transition to the same status',
      ['transitions.0.to'],
      /from “New” to itself/,
      ({ transitions }) => {
        transitions.unshift({ from: 'new', to: 'new', requires: [] });
      },
    ],
    [
      'a transition that is there twice',
      ['transitions.1'],
      /from “New” to “In progress” is there twice/,
      ({ transitions }) => {
        transitions.unshift({ from: 'new', to: 'in-progress', requires: ['reason'] });
      },
    ],
    [
      'a way out of a closed status',
      ['transitions.0.from'],
      /“Closed” is of the category “closed” and final/,
      ({ transitions }) => {
        transitions.unshift({ from: 'closed', to: 'in-progress', requires: [] });
      },
    ],
    [
      'no way from resolved to closed',
      ['transitions'],
      /no transition from “Resolved” to “Closed”/,
      (workflow) => {
        without('resolved', 'closed')(workflow);
        workflow.transitions.push({ from: 'new', to: 'closed', requires: [] });
      },
    ],
  ])('CFG-6: refused: %s', (_, paths, words, change) => {
    const errors = errorsOf(changed(change));
    expect(errors.map((each) => each.path.join('.'))).toEqual(paths);
    expect(errors.map((each) => each.message).join('\n')).toMatch(words);
    for (const { message } of errors) expect(message).toMatch(/^[A-Z“].*\.$/);
  });

  test('CFG-5 CFG-6: an action that would always be refused is a warning', () => {
    const workflow = changed((each) => {
      without('new', 'in-progress')(each);
      without('resolved', 'in-progress')(each);
    });
    expect(checkWorkflow(workflow).map((each) => [each.severity, each.path])).toEqual([
      ['warning', ['actions', 'acknowledge']],
      ['warning', ['actions', 'reopen']],
    ]);
  });

  test('CFG-6: unreachable statuses and dead ends are exactly those of the graph', () => {
    fc.assert(
      fc.property(workflows, (workflow) => {
        const { statuses, initial } = workflow;
        const isWay = reaches(workflow);
        const ends = statuses.filter((each) => each.category === 'closed');
        const hasStart = statuses.some((each) => each.id === initial);
        const expected = statuses.flatMap(({ id }, index) => [
          ...(hasStart && !isWay(initial, id) ? [`No incident can come to ${index}`] : []),
          ...(ends.length > 0 && !ends.some((end) => isWay(id, end.id))
            ? [`An incident that is ${index}`]
            : []),
        ]);
        const found = errorsOf(workflow)
          .filter((each) => /^(No incident can come|An incident that is)/.test(each.message))
          .map(({ path, message }) => message.replace(/“.*/, String(path[1])));
        expect(found.sort()).toEqual(expected.sort());
      }),
    );
  });

  test('CFG-6: under a workflow that is accepted every action is done or refused, and every way ends', () => {
    let accepted = 0;
    fc.assert(
      fc.property(
        workflows,
        fc.array(fc.tuple(fc.nat(7), fc.nat(40)), { maxLength: 25 }),
        (workflow, steps) => {
          if (errorsOf(workflow).length > 0) return;
          accepted += 1;
          const incident = new SimulatedIncident({ ...defaultDocuments, workflow }, 0);
          for (const [index, [action, to]] of steps.entries()) {
            const status = workflow.statuses[to % workflow.statuses.length]?.id ?? '';
            const at = (index + 1) * 1_000;
            const isDone = incident.do(at, desk, (state) =>
              take(state, incident.rules, action, status, at),
            );
            const { category } = incident.state.status;
            expect(statusCategories).toContain(category);
            const last = incident.events.at(-1)?.type;
            if (isDone && last && last in leadsTo) expect(category).toBe(leadsTo[last]);
          }
          const { state } = incident;
          const isWay = reaches(workflow);
          const ends = workflow.statuses.filter((each) => each.category === 'closed');
          expect(ends.some((end) => isWay(state.status.id, end.id))).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
    expect(accepted).toBeGreaterThan(5);
  });

  test('CFG-7: a status in which incidents still are cannot be taken away or become another', async () => {
    const { as } = testKit();
    const hold = async () => {
      const { incident } = await as(grace).incidents.report.mutate(report());
      await as(grace).incidents.hold.mutate({ incident, to: 'waiting-change', reason: 'Friday' });
      return incident;
    };
    const held = [await hold(), await hold()];
    const draft = changed((workflow) => {
      workflow.statuses = workflow.statuses.filter((each) => each.id !== 'waiting-change');
      workflow.transitions = workflow.transitions.filter(
        ({ from, to }) => from !== 'waiting-change' && to !== 'waiting-change',
      );
    });
    const publish = (document: Workflow) =>
      as(amir).configuration.publish.mutate({ kind: 'workflow', basedOn: 1, document });
    const refusal = await refusalOf(publish(draft));
    expect(refusal).toMatchObject({
      code: 'document-invalid',
      httpStatus: 400,
      fields: [{ path: ['document', 'statuses'] }],
    });
    expect(refusal.message).toContain('2 incidents are “Waiting for change”');
    const { errors } = await as(amir).configuration.check.mutate({
      kind: 'workflow',
      document: draft,
    });
    expect(errors.map((each) => each.message)).toEqual(refusal.fields.map((each) => each.message));

    const turned = changed((workflow) => {
      for (const each of workflow.statuses)
        if (each.id === 'waiting-change') each.category = 'active';
    });
    expect((await refusalOf(publish(turned))).fields[0]?.path).toEqual([
      'document',
      'statuses',
      4,
      'category',
    ]);
    for (const incident of held) await as(grace).incidents.resume.mutate({ incident });
    expect((await publish(draft)).current.version).toBe(2);
  });
});

function take(
  state: Incident,
  rules: Rules,
  action: number,
  to: string,
  now: number,
): NewIncidentEvent {
  const all = [
    () => decideAcknowledge(state, rules),
    () => decideHold(state, rules, to, 'because'),
    () => decideResume(state, rules, 'because'),
    () => decideMove(state, rules, to, 'because'),
    () => decideResolve(state, rules, { code: 'fixed', text: 'Done.' }, now),
    () => decideClose(state, rules, 'desk', null),
    () => decideReopen(state, rules, 'reopened', 'Not at all'),
    () => decideCancel(state, rules, 'A mistake'),
  ];
  return (all[action] ?? all[0] ?? fail)();
}

function fail(): never {
  throw new Error('no such action');
}

const leadsTo: Partial<Record<NewIncidentEvent['type'], string>> = {
  'incident.resolved': categoryOfAction.resolve,
  'incident.closed': categoryOfAction.close,
  'incident.reopened': categoryOfAction.reopen,
  'incident.cancelled': categoryOfAction.cancel,
};
