import type { Rules } from '../../domain/configuration/documents.ts';
import type { DocumentProblem } from '../../domain/configuration/problems.ts';
import { checkStatusesInUse, lostStatuses } from '../../domain/workflow/statuses-in-use.ts';
import type { Workflow } from '../../domain/workflow/workflow.ts';
import type { Snapshot } from '../../store/store.ts';

/** Statuses that a draft of the workflow takes away from under incidents. */
export async function findStatusesInUse(
  snapshot: Snapshot,
  rules: Rules,
  draft: Workflow,
): Promise<DocumentProblem[]> {
  const current = rules.workflow.document;
  const lost = lostStatuses(current, draft);
  if (lost.length === 0) return [];
  const incidents = await snapshot.incidents.countByStatus(lost);
  return checkStatusesInUse(current, draft, incidents).map((problem) => ({
    kind: 'workflow',
    ...problem,
  }));
}
