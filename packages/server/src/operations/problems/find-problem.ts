import { fieldError, KitError } from '../../domain/errors.ts';
import type { Problem } from '../../domain/problem/problem.ts';
import { fromProblemReference } from '../../domain/problem/reference.ts';
import type { Snapshot } from '../../store/port/store.ts';

/** @throws KitError `problem-not-found` */
export async function findProblem({ problems }: Snapshot, reference: string): Promise<Problem> {
  const number = fromProblemReference(reference);
  const problem = number === null ? null : await problems.get(number);
  if (problem) return problem;
  throw new KitError('problem-not-found', `There is no problem ${reference}. Check the number.`, {
    fields: [fieldError(['problem'], 'No such problem.', 'not-found', { id: reference })],
    details: { problem: reference },
  });
}
