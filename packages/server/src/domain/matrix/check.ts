import { type Problem, warningAt } from '../configuration/problems.ts';
import { isLate } from '../sla/check.ts';
import { findHoles, monotonicityWarnings, type PriorityMatrix } from './matrix.ts';

/** What is wrong with a matrix, and what is only unusual. */
export function checkMatrix(matrix: PriorityMatrix): Problem[] {
  return [
    ...findHoles(matrix).map((each): Problem => ({ severity: 'error', ...each })),
    ...monotonicityWarnings(matrix).map(({ cell, neighbour, message }) => {
      const [impact, urgency] = namesOf(matrix, cell);
      const [lowerImpact, lowerUrgency] = namesOf(matrix, neighbour);
      const values = { impact, urgency, lowerImpact, lowerUrgency };
      return warningAt(['cells', ...cell], message, 'not-monotonic', values);
    }),
    ...matrix.priorities.flatMap(({ name, targets }, index) => {
      if (!isLate(targets)) return [];
      const message = `“${name}” promises the first answer later than the solution.`;
      return [warningAt(['priorities', index, 'targets'], message, 'late-answer', { name })];
    }),
  ];
}

function namesOf(
  { impacts, urgencies }: PriorityMatrix,
  [impact, urgency]: readonly [string, string],
): [string, string] {
  const nameIn = (levels: readonly { id: string; name: string }[], id: string) =>
    levels.find((each) => each.id === id)?.name ?? id;
  return [nameIn(impacts, impact), nameIn(urgencies, urgency)];
}
