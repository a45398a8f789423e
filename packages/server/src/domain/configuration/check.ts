import { checkCalendars } from '../calendar/check-calendars.ts';
import { checkCatalogue } from '../check-catalogue.ts';
import { type ErrorCode, type FieldError, KitError } from '../errors.ts';
import { checkEscalationPolicies } from '../escalation/check.ts';
import { checkMatrix } from '../matrix/check.ts';
import { assertComplete } from '../matrix/matrix.ts';
import { checkRoutingRules } from '../routing/check.ts';
import { checkSlaPolicies } from '../sla/check.ts';
import { checkTeams } from '../teams/check.ts';
import { checkWorkflow } from '../workflow/check.ts';
import { type DocumentKind, type Documents, documentKinds, type Rules } from './documents.ts';
import type { DocumentProblem, Problem } from './problems.ts';
import { documentTitles, isOrAre, titleOf } from './titles.ts';

const checks: Record<DocumentKind, (documents: Documents) => Problem[]> = {
  matrix: ({ matrix }) => checkMatrix(matrix),
  'sla-policies': checkSlaPolicies,
  calendars: ({ calendars }) => checkCalendars(calendars),
  workflow: ({ workflow }) => checkWorkflow(workflow),
  catalogue: checkCatalogue,
  teams: ({ teams }) => checkTeams(teams),
  'escalation-policies': checkEscalationPolicies,
  'routing-rules': checkRoutingRules,
};

/** Everything that is wrong or unusual with documents that are in force together. */
export function checkDocuments(documents: Documents): DocumentProblem[] {
  return documentKinds.flatMap((kind) =>
    checks[kind](documents).map((problem) => ({ kind, ...problem })),
  );
}

/** The documents of the rules in force. */
export function documentsOf(rules: Rules): Documents {
  const entries = documentKinds.map((kind) => [kind, rules[kind].document]);
  return Object.fromEntries(entries) as unknown as Documents;
}

/**
 * What is wrong or unusual when drafts take the place of what is in force: with the drafts themselves,
 * and with other documents because of them. What was wrong with those before is not the drafts' fault.
 */
export function checkDrafts(rules: Rules, drafts: Partial<Documents>): DocumentProblem[] {
  const before = documentsOf(rules);
  const known = new Set(checkDocuments(before).map(asText));
  return checkDocuments({ ...before, ...drafts }).filter(
    (problem) => drafts[problem.kind] !== undefined || !known.has(asText(problem)),
  );
}

function asText({ kind, severity, path, message }: DocumentProblem): string {
  return JSON.stringify([kind, severity, path, message]);
}

/**
 * Refuses a draft that could not be in force together with the other documents.
 * @returns what is unusual about it, or about others because of it
 * @throws KitError `document-invalid` (`matrix-invalid` for the matrix), one field for each thing that
 *   is wrong, and all of them as `details.problems`. Paths begin with `document`; those of the matrix
 *   are within it.
 */
export function assertPublishable<Kind extends DocumentKind>(
  rules: Rules,
  kind: Kind,
  draft: Documents[Kind],
): DocumentProblem[] {
  const drafts: Partial<Documents> = { [kind]: draft };
  if (drafts.matrix) assertComplete(drafts.matrix);
  const problems = checkDrafts(rules, drafts);
  assertNoErrors(kind, problems, kind === 'matrix' ? [] : ['document']);
  return problems;
}

/**
 * @param at where the draft stands in what was sent
 * @throws KitError as `assertPublishable` does
 */
export function assertNoErrors(
  kind: DocumentKind,
  problems: readonly DocumentProblem[],
  at: FieldError['path'],
): void {
  const errors = problems.filter((each) => each.severity === 'error');
  const fields = errors.map((each) => fieldOf(kind, each, at));
  const first = fields[0];
  if (!first) return;
  const more = fields.length > 1 ? ` (and ${fields.length - 1} more)` : '';
  throw new KitError(codes(kind).invalid, `${summary(kind)}: ${first.message}${more}`, {
    fields,
    details: { problems: errors },
  });
}

function fieldOf(kind: DocumentKind, problem: DocumentProblem, at: FieldError['path']): FieldError {
  if (problem.kind === kind) return { path: [...at, ...problem.path], message: problem.message };
  const message =
    `${titleOf(problem.kind)} would no longer fit: ${problem.message} ` +
    `Publish ${documentTitles[problem.kind]} without that first.`;
  return { path: [...at], message };
}

function summary(kind: DocumentKind): string {
  return `${titleOf(kind)} ${isOrAre(kind)} not valid`;
}

/** The codes of refusals. The matrix came first and keeps its own. */
export function codes(kind: DocumentKind): { invalid: ErrorCode; stale: ErrorCode } {
  return kind === 'matrix'
    ? { invalid: 'matrix-invalid', stale: 'matrix-stale' }
    : { invalid: 'document-invalid', stale: 'document-stale' };
}
