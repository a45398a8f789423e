import type { Documents } from '../configuration/documents.ts';
import { duplicateIds, type Problem, warningAt } from '../configuration/problems.ts';

/** What is wrong with the desk's views: ids, and what they ask for that is no more. */
export function checkSavedViews({
  views: { views },
  teams,
  matrix,
  catalogue,
}: Documents): Problem[] {
  const things = {
    team: teams.teams,
    priority: matrix.priorities,
    service: catalogue.services,
  };
  return [
    ...duplicateIds(views, ['views']),
    ...views.flatMap(({ name, filter }, index) =>
      (['team', 'priority', 'service'] as const).flatMap((to) => {
        const asked = filter[to];
        if (asked === undefined || things[to].some((each) => each.id === asked)) return [];
        const message = `“${name}” shows the ${to} “${asked}”, which does not exist. Choose another, or none.`;
        const values = { to, id: asked, name };
        return [warningAt(['views', index, 'filter', to], message, 'unknown-reference', values)];
      }),
    ),
  ];
}
