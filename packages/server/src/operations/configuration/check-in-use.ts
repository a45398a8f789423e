import type { Documents, Rules } from '../../domain/configuration/documents.ts';
import type { DocumentProblem } from '../../domain/configuration/problems.ts';
import type { Teams } from '../../domain/teams/teams.ts';
import { checkTeamsInUse } from '../../domain/teams/teams-in-use.ts';
import { checkStatusesInUse, lostStatuses } from '../../domain/workflow/statuses-in-use.ts';
import type { Workflow } from '../../domain/workflow/workflow.ts';
import type { Snapshot } from '../../store/port/store.ts';

/** What a draft takes away from under incidents that need it. */
export async function findInUse(
  snapshot: Snapshot,
  rules: Rules,
  { workflow, teams }: Partial<Documents>,
): Promise<DocumentProblem[]> {
  return [
    ...(workflow ? await findStatusesInUse(snapshot, rules, workflow) : []),
    ...(teams ? await findTeamsInUse(snapshot, rules, teams) : []),
  ];
}

async function findStatusesInUse(
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

async function findTeamsInUse(
  snapshot: Snapshot,
  rules: Rules,
  draft: Teams,
): Promise<DocumentProblem[]> {
  const incidents = await snapshot.chains.countByTeam();
  return checkTeamsInUse(rules.teams.document, draft, incidents).map((problem) => ({
    kind: 'teams',
    ...problem,
  }));
}
