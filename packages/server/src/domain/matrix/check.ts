import { errorAt, type Problem, warningAt } from '../configuration/problems.ts';
import { isLate } from '../sla/check.ts';
import { findHoles, monotonicityWarnings, type PriorityMatrix } from './matrix.ts';

/** What is wrong with a matrix, and what is only unusual. */
export function checkMatrix(matrix: PriorityMatrix): Problem[] {
  return [
    ...findHoles(matrix).map((each) => errorAt(each.path, each.message)),
    ...monotonicityWarnings(matrix).map(({ cell, message }) =>
      warningAt(['cells', ...cell], message),
    ),
    ...matrix.priorities.flatMap(({ name, targets }, index) => {
      if (!isLate(targets)) return [];
      const message = `“${name}” promises the first answer later than the solution.`;
      return [warningAt(['priorities', index, 'targets'], message)];
    }),
  ];
}
