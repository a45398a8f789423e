import { checkConditions } from '../check-conditions.ts';
import { isUnconditional } from '../conditions.ts';
import type { Documents } from '../configuration/documents.ts';
import {
  duplicateIds,
  errorAt,
  type Problem,
  quoted,
  warningAt,
  within,
} from '../configuration/problems.ts';
import type { Priority } from '../matrix/matrix.ts';
import type { SlaPolicy } from './policies.ts';

/**
 * What is wrong with the SLA policies: none for all incidents, or one that hides others; what they
 * name and does not exist; an answer that is promised later than the solution.
 */
export function checkSlaPolicies(documents: Documents): Problem[] {
  const { policies } = documents['sla-policies'];
  return [
    ...duplicateIds(policies, ['policies']),
    ...withoutDefault(policies),
    ...policies.flatMap((policy, index) =>
      within(
        ['policies', index],
        [
          ...within(['when'], checkConditions(policy.when, documents, policy.name)),
          ...unknownCalendar(policy, documents),
          ...lateAnswers(policy, documents.matrix.priorities),
        ],
      ),
    ),
  ];
}

function withoutDefault(policies: readonly SlaPolicy[]): Problem[] {
  const last = policies.length - 1;
  return policies.flatMap(({ name, when }, index) => {
    if (index === last) {
      if (isUnconditional(when)) return [];
      const message =
        'There is no policy for all other incidents: the last one has conditions. ' +
        'Add one without conditions at the end.';
      return [errorAt(['policies', index, 'when'], message, 'default-missing')];
    }
    if (!isUnconditional(when)) return [];
    const message =
      `“${name}” has no conditions, so no policy after it would ever apply. ` +
      'Give it conditions, or make it the last.';
    return [errorAt(['policies', index, 'when'], message, 'hides-others', { name })];
  });
}

function unknownCalendar({ name, calendar }: SlaPolicy, { calendars }: Documents): Problem[] {
  if (calendar === '24x7' || calendars.calendars.some((each) => each.id === calendar)) return [];
  const message = `“${name}” names the calendar “${calendar}”, which does not exist. Choose another.`;
  const values = { to: 'calendar', id: calendar, name } as const;
  return [errorAt(['calendar'], message, 'unknown-reference', values)];
}

/** What a priority itself promises is a matter of the matrix, not of a policy that leaves it alone. */
function lateAnswers({ name, when, targets }: SlaPolicy, priorities: Priority[]): Problem[] {
  if (targets.response === undefined && targets.resolution === undefined) return [];
  const late = priorities
    .filter(({ id }) => !when.priority || when.priority.includes(id))
    .filter((priority) => isLate({ ...priority.targets, ...definedOf(targets) }));
  if (late.length === 0) return [];
  const message =
    `“${name}” promises the first answer later than the solution ` +
    `(${quoted(late.map((each) => each.id))}).`;
  return [
    warningAt(['targets'], message, 'late-answer', {
      name,
      priorities: late.map((each) => each.id),
    }),
  ];
}

function definedOf(targets: SlaPolicy['targets']) {
  const { response, resolution } = targets;
  return {
    ...(response !== undefined && { response }),
    ...(resolution !== undefined && { resolution }),
  };
}

/** Whether the first answer is promised later than the solution. Milliseconds. */
export function isLate(targets: { response: number | null; resolution: number | null }): boolean {
  const { response, resolution } = targets;
  return response !== null && resolution !== null && response > resolution;
}
