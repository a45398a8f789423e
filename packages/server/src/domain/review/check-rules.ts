import { errorAt, type Problem } from '../configuration/problems.ts';
import type { PriorityMatrix } from '../matrix/matrix.ts';
import type { Workflow } from '../workflow/workflow.ts';

/** Rules of reviews that name a priority which does not exist: they never apply. */
export function checkReviewRules(
  { reviews }: Pick<Workflow, 'reviews'>,
  { priorities }: Pick<PriorityMatrix, 'priorities'>,
): Problem[] {
  return (reviews?.priorities ?? []).flatMap((id, index) =>
    priorities.some((each) => each.id === id)
      ? []
      : [
          errorAt(
            ['reviews', 'priorities', index],
            `Reviews are asked for of the priority “${id}”, which does not exist. Choose another, or remove it.`,
            'unknown-reference',
            { to: 'priority', id, name: 'reviews' },
          ),
        ],
  );
}
