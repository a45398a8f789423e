import { errorAt, type Problem } from '../configuration/problems.ts';
import type { Workflow } from './workflow.ts';

/**
 * The statuses that a draft takes away, or means something else by: where incidents still are, they
 * would be stuck. Closed ones are left alone, since nothing leads out of them anyway.
 */
export function lostStatuses(current: Workflow, draft: Workflow): string[] {
  return current.statuses
    .filter((each) => each.category !== 'closed')
    .filter(({ id, category }) => draft.statuses.find((s) => s.id === id)?.category !== category)
    .map((each) => each.id);
}

/** @param incidents how many incidents are in each of the lost statuses, by its id */
export function checkStatusesInUse(
  current: Workflow,
  draft: Workflow,
  incidents: Readonly<Record<string, number>>,
): Problem[] {
  return lostStatuses(current, draft).flatMap((id) => {
    const count = incidents[id] ?? 0;
    if (count === 0) return [];
    const name = current.statuses.find((each) => each.id === id)?.name ?? id;
    const index = draft.statuses.findIndex((each) => each.id === id);
    const who = count === 1 ? `1 incident is “${name}”` : `${count} incidents are “${name}”`;
    const message =
      index < 0
        ? `${who}, a status that this takes away. Move them to another status first, or keep it.`
        : `${who}, a status that would be of the category “${draft.statuses[index]?.category}”. ` +
          'Move them to another status first, or leave its category as it is.';
    const path = index < 0 ? ['statuses'] : ['statuses', index, 'category'];
    const category = draft.statuses[index]?.category;
    const values = { status: name, incidents: count, ...(category && { category }) };
    return [errorAt(path, message, 'status-in-use', values)];
  });
}
