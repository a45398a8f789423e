import type { z } from 'zod';
import type { Rules } from '../../domain/configuration/documents.ts';
import { fieldError, KitError } from '../../domain/errors.ts';
import {
  decideEdit,
  decideMove,
  decideOpen,
  type ProblemChanges,
} from '../../domain/problem/decide.ts';
import type { NewProblemEvent, ProblemPlace } from '../../domain/problem/events.ts';
import type { Problem } from '../../domain/problem/problem.ts';
import { problemStream } from '../../domain/problem/reference.ts';
import { type ProblemView, toProblemView } from '../../domain/views/problem.ts';
import type { Transaction } from '../../store/port/store.ts';
import { type OperationContext, stamp } from '../context.ts';
import { prefetchReply, replyOnce } from '../idempotent-replies.ts';
import { findProblem } from './find-problem.ts';
import { linkAll } from './link-incidents.ts';
import type { editProblemInput, moveProblemInput, openProblemInput } from './problem-input.ts';

export interface ProblemChanged {
  problem: ProblemView;
  /** Position in the log of the last that happened to it. */
  seq: number;
}

/**
 * Opens a problem, with the incidents that it is about. Asked again with the same key, it is the same problem.
 * @throws KitError `invalid-input`, `incident-not-found`, `link-not-possible`
 */
export function openProblem(
  context: OperationContext,
  { key, incidents, hint, ...input }: z.output<typeof openProblemInput>,
): Promise<ProblemChanged> {
  const command = { name: 'problem', key, input };
  return context.store.write(
    async (transaction) => {
      return replyOnce(context, transaction, command, async () => {
        assertOffered(await transaction.documents.rules(), input);
        const number = (await transaction.problems.lastNumber()) + 1;
        const event = decideOpen(number, input, hint ?? null);
        await transaction.log.append(problemStream(number), 0, event, stamp(context));
        await linkAll(context, transaction, number, incidents);
        return answer(transaction, number);
      });
    },
    prefetchReply(context, command),
  );
}

/**
 * Changes what a problem says. What it says already is no change, also for whoever saw an earlier version of it.
 * @throws KitError `problem-not-found`, `problem-stale`, `problem-over`, `invalid-input`
 */
export function editProblem(
  context: OperationContext,
  { problem: reference, basedOn, ...given }: z.output<typeof editProblemInput>,
): Promise<ProblemChanged> {
  return change(context, reference, (problem, rules) => {
    const changes = given as ProblemChanges;
    const place = { service: problem.service, category: problem.category, team: problem.team };
    // What it had before it may keep, also when that is no longer there.
    assertOffered(rules, changes, place);
    return decideEdit(problem, changes, basedOn);
  });
}

/**
 * Resolves a problem, closes it, or opens it again. What it is already is no change.
 * @throws KitError `problem-not-found`, `problem-stale`, `problem-over`
 */
export function moveProblem(
  context: OperationContext,
  { problem, basedOn, ...move }: z.output<typeof moveProblemInput>,
): Promise<ProblemChanged> {
  return change(context, problem, (found) => decideMove(found, move, basedOn));
}

function change(
  context: OperationContext,
  reference: string,
  decide: (problem: Problem, rules: Rules) => NewProblemEvent | null,
): Promise<ProblemChanged> {
  return context.store.write(async (transaction) => {
    const problem = await findProblem(transaction, reference);
    const { number, version } = problem;
    const event = decide(problem, await transaction.documents.rules());
    if (event) await transaction.log.append(problemStream(number), version, event, stamp(context));
    return answer(transaction, number);
  });
}

async function answer({ problems }: Transaction, number: number): Promise<ProblemChanged> {
  const problem = (await problems.get(number)) as Problem;
  return { problem: toProblemView(problem), seq: problem.seq };
}

/** @throws KitError `invalid-input` */
function assertOffered(
  { catalogue, teams }: Rules,
  chosen: Partial<ProblemPlace>,
  kept: Partial<ProblemPlace> = {},
): void {
  const offered: Record<keyof ProblemPlace, readonly { id: string }[]> = {
    service: catalogue.document.services,
    category: catalogue.document.categories,
    team: teams.document.teams,
  };
  const places = Object.keys(offered) as (keyof ProblemPlace)[];
  const fields = places.flatMap((each) => {
    const id = chosen[each];
    if (id == null || id === kept[each] || offered[each].some((one) => one.id === id)) return [];
    return [fieldError([each], 'Choose one of the list.', 'not-offered', { id })];
  });
  if (fields.length === 0) return;
  throw new KitError('invalid-input', 'Choose what there is.', { fields });
}
