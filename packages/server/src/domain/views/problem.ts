import { type Problem, type ProblemState, stateOf } from '../problem/problem.ts';
import { toProblemReference } from '../problem/reference.ts';

/** A problem as the desk sees it. Instants in epoch milliseconds. */
export interface ProblemView extends Omit<Problem, 'number' | 'seq' | 'hint'> {
  problem: string;
  state: ProblemState;
}

/** A problem in a list. */
export interface ProblemRow
  extends Pick<
    ProblemView,
    'problem' | 'state' | 'title' | 'service' | 'category' | 'team' | 'at' | 'openedAt'
  > {
  /** How many incidents are linked to it. */
  incidents: number;
}

/** What an incident says of a problem that it belongs to. */
export type ProblemBrief = Pick<
  ProblemView,
  'problem' | 'state' | 'title' | 'cause' | 'workaround' | 'change'
>;

export function toProblemView(problem: Problem): ProblemView {
  const { number, seq: _, hint: __, ...rest } = problem;
  return { problem: toProblemReference(number), state: stateOf(problem), ...rest };
}

export function toProblemRow(problem: Problem, incidents: number): ProblemRow {
  const { number, title, service, category, team, at, openedAt } = problem;
  return {
    ...{ problem: toProblemReference(number), state: stateOf(problem), title },
    ...{ service, category, team, at, openedAt, incidents },
  };
}

export function toProblemBrief(problem: Problem): ProblemBrief {
  const { number, title, cause, workaround, change } = problem;
  const state = stateOf(problem);
  return { problem: toProblemReference(number), state, title, cause, workaround, change };
}
