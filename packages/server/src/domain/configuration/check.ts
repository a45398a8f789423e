import { checkCalendars } from '../calendar/check-calendars.ts';
import { checkChannels } from '../channels/check.ts';
import { checkCatalogue } from '../check-catalogue.ts';
import { checkCannedAnswers } from '../desk/check-canned-answers.ts';
import { checkSavedViews } from '../desk/check-saved-views.ts';
import { type FieldError, fieldError, KitError } from '../errors.ts';
import { checkEscalationPolicies } from '../escalation/check.ts';
import { checkMatrix } from '../matrix/check.ts';
import { assertComplete } from '../matrix/matrix.ts';
import { checkObjectives } from '../objectives/check.ts';
import { checkSchedules } from '../oncall/check.ts';
import { checkReviewRules } from '../review/check-rules.ts';
import { checkRoutingRules } from '../routing/check.ts';
import { checkAlertRules } from '../signal/check-alert-rules.ts';
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
  workflow: ({ workflow, matrix }) => [
    ...checkWorkflow(workflow),
    ...checkReviewRules(workflow, matrix),
  ],
  catalogue: checkCatalogue,
  teams: ({ teams }) => checkTeams(teams),
  'escalation-policies': checkEscalationPolicies,
  'routing-rules': checkRoutingRules,
  views: checkSavedViews,
  'canned-answers': checkCannedAnswers,
  schedules: checkSchedules,
  channels: checkChannels,
  signals: checkAlertRules,
  objectives: checkObjectives,
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

/** Where drafts stand in what was sent: `{ workflow: ['document'] }`. */
export type Sent = { [Kind in DocumentKind]?: FieldError['path'] };

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
  return assertFit(rules, drafts, { [kind]: kind === 'matrix' ? [] : ['document'] });
}

/**
 * The same for drafts that are to be in force together.
 * @throws KitError as `assertPublishable` does
 */
export function assertFit(rules: Rules, drafts: Partial<Documents>, sent: Sent): DocumentProblem[] {
  const problems = checkDrafts(rules, drafts);
  assertNoErrors(problems, sent);
  return problems;
}

/** @throws KitError as `assertPublishable` does */
export function assertNoErrors(problems: readonly DocumentProblem[], sent: Sent): void {
  const errors = problems.filter((each) => each.severity === 'error');
  const first = errors[0];
  if (!first) return;
  const kinds = Object.keys(sent) as DocumentKind[];
  const kind = sent[first.kind] ? first.kind : (kinds[0] ?? first.kind);
  const fields = errors.map((each) => fieldOf(each, sent, kind));
  const what = `${titleOf(kind)} ${isOrAre(kind)} not valid`;
  const more = fields.length > 1 ? ` (and ${fields.length - 1} more)` : '';
  throw new KitError(codesOf(kind).invalid, `${what}: ${fields[0]?.message}${more}`, {
    fields,
    details: { problems: errors },
  });
}

function fieldOf(problem: DocumentProblem, sent: Sent, blamed: DocumentKind): FieldError {
  const at = sent[problem.kind];
  if (at) {
    const { path, severity: _severity, kind: _kind, ...rest } = problem;
    return { path: [...at, ...path], ...rest };
  }
  const message =
    `${titleOf(problem.kind)} would no longer fit: ${problem.message} ` +
    `Publish ${documentTitles[problem.kind]} without that first.`;
  return fieldError([...(sent[blamed] ?? [])], message, 'no-longer-fits', {
    kind: problem.kind,
  });
}

/** The codes of refusals. The matrix came first and keeps its own. */
export function codesOf(kind: DocumentKind): {
  invalid: 'matrix-invalid' | 'document-invalid';
  stale: 'matrix-stale' | 'document-stale';
} {
  return kind === 'matrix'
    ? { invalid: 'matrix-invalid', stale: 'matrix-stale' }
    : { invalid: 'document-invalid', stale: 'document-stale' };
}
