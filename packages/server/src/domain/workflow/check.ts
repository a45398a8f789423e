import { duplicateIds, errorAt, type Problem, warningAt } from '../configuration/problems.ts';
import type { StatusCategory } from '../incident/status.ts';
import {
  categoryOfAction,
  findTransition,
  type Transition,
  usesOf,
  type Workflow,
  type WorkflowAction,
} from './workflow.ts';

/** Categories without which an incident could not come to an end. */
const needed: StatusCategory[] = ['new', 'active', 'resolved', 'closed'];

/**
 * What is wrong with a workflow of the right shape, everything at once: a start or an action that
 * leads nowhere, transitions that are not possible, statuses that cannot be reached or never left.
 */
export function checkWorkflow(workflow: Workflow): Problem[] {
  return [
    ...duplicateIds(workflow.statuses, ['statuses']),
    ...missingCategories(workflow),
    ...wrongInitial(workflow),
    ...wrongActions(workflow),
    ...wrongTransitions(workflow),
    ...neverClosing(workflow),
    ...unreachable(workflow),
    ...deadEnds(workflow),
    ...unusedTransitions(workflow),
    ...actionsWithoutTransition(workflow),
  ];
}

function missingCategories({ statuses }: Workflow): Problem[] {
  return needed
    .filter((category) => !statuses.some((each) => each.category === category))
    .map((category) =>
      errorAt(
        ['statuses'],
        `There is no status of the category “${category}”. Add one, or give one of the others that category.`,
        'category-missing',
        { category },
      ),
    );
}

function wrongInitial({ statuses, initial }: Workflow): Problem[] {
  return wrongStatus(statuses, initial, 'new', ['initial'], 'A report begins in');
}

function wrongActions({ statuses, actions }: Workflow): Problem[] {
  return (Object.keys(categoryOfAction) as WorkflowAction[]).flatMap((action) =>
    wrongStatus(
      statuses,
      actions[action],
      categoryOfAction[action],
      ['actions', action],
      `The action “${action}” leads to`,
    ),
  );
}

function wrongStatus(
  statuses: Workflow['statuses'],
  id: string,
  category: StatusCategory,
  path: string[],
  what: string,
): Problem[] {
  const found = statuses.find((each) => each.id === id);
  if (found?.category === category) return [];
  const message = found
    ? `${what} “${found.name}”, which is of the category “${found.category}”. ` +
      `Choose a status of the category “${category}”.`
    : `${what} “${id}”, a status that does not exist. Choose one of the category “${category}”.`;
  return [
    found
      ? errorAt(path, message, 'wrong-category', {
          status: found.name,
          category: found.category,
          expected: category,
        })
      : errorAt(path, message, 'unknown-reference', { to: 'status', id }),
  ];
}

function wrongTransitions({ statuses, transitions }: Workflow): Problem[] {
  const byId = new Map(statuses.map((each) => [each.id, each]));
  const seen = new Set<string>();
  return transitions.flatMap(({ from, to }, index) => {
    const unknown = [from, to].filter((id) => !byId.has(id));
    if (unknown.length > 0) {
      return [...new Set(unknown)].map((id) =>
        errorAt(
          ['transitions', index, id === from ? 'from' : 'to'],
          `A transition names the status “${id}”, which does not exist. Remove it, or add the status.`,
          'unknown-reference',
          { to: 'status', id },
        ),
      );
    }
    const [start = from, end = to] = [byId.get(from)?.name, byId.get(to)?.name];
    if (from === to) {
      const message = `A transition leads from “${start}” to itself. Remove it.`;
      return [errorAt(['transitions', index, 'to'], message, 'refers-to-itself', { name: start })];
    }
    const transition = JSON.stringify([from, to]);
    if (seen.has(transition)) {
      const message = `The transition from “${start}” to “${end}” is there twice. Remove one of them.`;
      return [
        errorAt(['transitions', index], message, 'duplicate-transition', { from: start, to: end }),
      ];
    }
    seen.add(transition);
    if (byId.get(from)?.category === 'closed') {
      const message =
        `“${start}” is of the category “closed” and final, but a transition leads from it to “${end}”. ` +
        'Remove it: an incident is reopened while it is resolved, not later.';
      return [
        errorAt(['transitions', index, 'from'], message, 'transition-from-closed', {
          from: start,
          to: end,
        }),
      ];
    }
    return [];
  });
}

/** Resolving already says where silence will lead, so it needs that transition. */
function neverClosing(workflow: Workflow): Problem[] {
  const { resolve, close } = workflow.actions;
  const [resolved, closed] = [statusOf(workflow, resolve), statusOf(workflow, close)];
  if (!resolved || !closed || findTransition(workflow, resolve, close)) return [];
  const message =
    `Nobody could close an incident: there is no transition from “${resolved.name}” to ` +
    `“${closed.name}”. Add it.`;
  return [
    errorAt(['transitions'], message, 'cannot-close', { from: resolved.name, to: closed.name }),
  ];
}

function unreachable(workflow: Workflow): Problem[] {
  const { statuses, initial } = workflow;
  const start = statusOf(workflow, initial);
  if (!start) return [];
  const reached = spread([initial], workflow, ({ from, to }) => [from, to]);
  return statuses.flatMap(({ id, name }, index) => {
    if (reached.has(id)) return [];
    const message =
      `No incident can come to “${name}”: no chain of transitions leads there from ` +
      `“${start.name}”. Add a transition to it, or remove the status.`;
    return [
      errorAt(['statuses', index], message, 'unreachable-status', {
        status: name,
        from: start.name,
      }),
    ];
  });
}

function deadEnds(workflow: Workflow): Problem[] {
  const { statuses, actions } = workflow;
  const closed = statuses.filter((each) => each.category === 'closed').map((each) => each.id);
  if (closed.length === 0) return [];
  const backwards = ({ from, to }: Transition): [string, string] => [to, from];
  const leading = spread(closed, workflow, backwards);
  const isUsed = (each: Transition) => usesOf(workflow, each).length > 0;
  const leadingByActions = spread(closed, workflow, backwards, isUsed);
  const named = (id: string) => statusOf(workflow, id)?.name ?? id;
  return statuses.flatMap(({ id, name, category }, index) => {
    if (leadingByActions.has(id)) return [];
    const add =
      category === 'resolved'
        ? `Add a transition to “${named(actions.close)}”, to which closing leads.`
        : `Add a transition to “${named(actions.cancel)}”, to which cancelling leads, or to a status ` +
          'from which an incident can be resolved.';
    const message = leading.has(id)
      ? `Nobody could close an incident that is “${name}”: no action takes the transitions that lead from ` +
        `there to a status of the category “closed”. ${add}`
      : `An incident that is “${name}” can never be closed: no chain of transitions leads from there to ` +
        'a status of the category “closed”. Add a transition from it.';
    return [errorAt(['statuses', index], message, 'dead-end', { status: name })];
  });
}

/** Allowed, but of no use: who looks at an incident is not offered it. */
function unusedTransitions(workflow: Workflow): Problem[] {
  return workflow.transitions.flatMap((transition, index) => {
    const [start, end] = [statusOf(workflow, transition.from), statusOf(workflow, transition.to)];
    if (!start || !end || start === end || start.category === 'closed') return [];
    if (usesOf(workflow, transition).length > 0) return [];
    const message =
      `No action takes the transition from “${start.name}” to “${end.name}”. ` +
      'Remove it, or let an action lead there.';
    const values = { from: start.name, to: end.name };
    return [warningAt(['transitions', index], message, 'unused-transition', values)];
  });
}

/** Everything that can be reached over transitions of known statuses, in one direction or the other. */
function spread(
  from: readonly string[],
  { statuses, transitions }: Workflow,
  direction: (transition: Transition) => [string, string],
  isTaken: (transition: Transition) => boolean = () => true,
): Set<string> {
  const known = new Set(statuses.map((each) => each.id));
  const between = transitions
    .filter((each) => known.has(each.from) && known.has(each.to))
    .filter(isTaken);
  const next = Map.groupBy(between.map(direction), ([start]) => start);
  const reached = new Set(from);
  // A set is walked in the order of insertion, with what is added meanwhile.
  for (const here of reached) for (const [, to] of next.get(here) ?? []) reached.add(to);
  return reached;
}

/** Allowed, but who asks for such an action will be refused. */
function actionsWithoutTransition(workflow: Workflow): Problem[] {
  const { initial, actions } = workflow;
  const expected = [
    { action: 'acknowledge', from: initial },
    { action: 'reopen', from: actions.resolve },
  ] as const;
  return expected.flatMap(({ action, from }) => {
    const [start, end] = [statusOf(workflow, from), statusOf(workflow, actions[action])];
    if (!start || !end || findTransition(workflow, start.id, end.id)) return [];
    const message =
      `“${action}” will always be refused for an incident that is “${start.name}”: there is no ` +
      `transition from there to “${end.name}”.`;
    return [
      warningAt(['actions', action], message, 'always-refused', {
        action,
        from: start.name,
        to: end.name,
      }),
    ];
  });
}

function statusOf({ statuses }: Workflow, id: string) {
  return statuses.find((each) => each.id === id);
}
