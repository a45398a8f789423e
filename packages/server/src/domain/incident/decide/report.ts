import type { Facts } from '../../conditions.ts';
import type { Rules } from '../../configuration/documents.ts';
import { fieldError, KitError } from '../../errors.ts';
import { chainFor, changedChain } from '../../escalation/chain.ts';
import type { LearnedField } from '../../learning/learned-fields.ts';
import type { ModelVersion } from '../../learning/model-version.ts';
import { type PriorityMatrix, priorityOf } from '../../matrix/matrix.ts';
import { chooseMember, findRoute, type Route, type Workload } from '../../routing/route.ts';
import { decideTerms, type SlaTerms } from '../../sla/terms.ts';
import { findTeam, type Team } from '../../teams/teams.ts';
import { statusWithId } from '../../workflow/workflow.ts';
import type {
  CategorySuggested,
  Contact,
  IncidentReported,
  IncidentRouted,
  TeamSuggested,
  WaitsFor,
} from '../events.ts';

export interface Report {
  title: string;
  description: string;
  service: string | null;
  category: string | null;
  impact: string;
  urgency: string;
  contact: Contact | null;
  site: string | null;
  reporterGroups: string[];
  /** See `IncidentReported`. */
  pausedUntil?: number;
  /** The same. */
  waitsFor?: WaitsFor;
}

/**
 * Logs a report: its priority by the matrix in force, its promises by the policy that is for it, and
 * the chain of escalations that it begins with.
 * @throws KitError `invalid-input` when the impact or the urgency is not a level of that matrix, as
 *   when another matrix was published while the form was open
 */
export function decideReport(number: number, report: Report, rules: Rules): IncidentReported {
  const { impact, urgency, service, category, reporterGroups } = report;
  assertLevels(rules.matrix.document, impact, urgency);
  const priority = priorityOf(rules.matrix.document, impact, urgency);
  const facts = factsOfReport(report, priority.id);
  const { document: workflow, version: workflowVersion } = rules.workflow;
  return {
    type: 'incident.reported',
    data: {
      number,
      service,
      category,
      impact,
      urgency,
      priority: priority.id,
      matrixVersion: rules.matrix.version,
      targets: priority.targets,
      terms: decideTerms(rules, facts),
      chain: chainFor(rules, facts),
      reporterGroups,
      catalogueVersion: rules.catalogue.version,
      to: statusWithId(workflow, workflow.initial),
      workflowVersion,
      ...(report.pausedUntil !== undefined && { pausedUntil: report.pausedUntil }),
      ...(report.waitsFor && { waitsFor: report.waitsFor }),
    },
    personal: { title: report.title, description: report.description, contact: report.contact },
  };
}

function factsOfReport(report: Report, priority: string): Facts {
  const { service, category, site, reporterGroups } = report;
  return { priority, service, category, site, reporterGroups };
}

/** What was learned says what a report may be, in one of its fields. */
export interface LearnedLabels {
  /** Ids, the likeliest first. */
  labels: { label: string; probability: number }[];
  /** Whether the first is to be set. */
  isSet: boolean;
  model: ModelVersion;
}

/** What was learned says of a report; null, or left out, where nothing is known of a field, or nobody asks. */
export type Learned = Partial<Record<LearnedField, LearnedLabels | null>>;

export interface Suggested {
  category: CategorySuggested | null;
  team: TeamSuggested | null;
}

/** What is decided about a report before somebody of the team is chosen. */
export interface PlannedReport {
  report: Report;
  reported: IncidentReported;
  route: Route;
  /** What was learned says of what neither the reporter nor a rule decides. */
  suggested: Suggested;
  /** Whose workload decides who gets it; null when nobody is chosen. */
  team: Team | null;
}

/**
 * All of a report that its rules decide alone.
 * @param learned counts where neither the reporter nor a rule decides
 * @throws KitError those of `decideReport`
 */
export function planReport(
  number: number,
  report: Report,
  rules: Rules,
  learned: Learned = {},
): PlannedReport {
  const reported = decideReport(number, report, rules);
  const { title, description } = report;
  const facts = factsOfReport(report, reported.data.priority);
  const reporterEmail = report.contact?.email ?? null;
  const routable = { ...facts, title, description, reporterEmail };
  const byRules = findRoute(rules, routable);
  const isOpen = report.category === null && byRules.category === null;
  const byCategory = isOpen && learned.category;
  const ofCategory = byCategory ? suggestCategories(reported, report, byCategory, rules) : null;
  const category = ofCategory?.data.set?.category;
  // Rules that are for a category are for one that was learned as well.
  const ruled = category ? findRoute(rules, { ...routable, category }) : byRules;
  const isRuled = ruled.teamReason !== null && ruled.teamReason.rule !== null;
  const ofTeam = !isRuled && learned.team ? suggestTeams(learned.team, rules) : null;
  const route = ofTeam ? withTeam(ruled, ofTeam) : ruled;
  const isChosen = route.team !== null && route.assign !== 'nobody';
  const team = isChosen ? findTeam(rules.teams.document, route.team as string) : null;
  return { report, reported, route, suggested: { category: ofCategory, team: ofTeam }, team };
}

/** Null where what was learned knows none. */
function suggestCategories(
  reported: IncidentReported,
  report: Report,
  { labels, isSet, model }: LearnedLabels,
  rules: Rules,
): CategorySuggested | null {
  const [first] = labels;
  if (!first) return null;
  const { label: category } = first;
  const facts = factsOfReport({ ...report, category }, reported.data.priority);
  const terms = changedTerms(reported.data.terms ?? null, decideTerms(rules, facts));
  const { chain = null } = changedChain(reported.data.chain ?? null, rules, facts);
  return {
    type: 'incident.category-suggested',
    data: {
      categories: labels.map(({ label, probability }) => ({
        category: label,
        probability,
        categoryName: nameOf(rules.catalogue.document.categories, label),
      })),
      model,
      set: isSet ? { category, terms, chain } : null,
    },
    personal: {},
  };
}

/** Null where what was learned knows none. */
function suggestTeams({ labels, isSet, model }: LearnedLabels, rules: Rules): TeamSuggested | null {
  if (labels.length === 0) return null;
  return {
    type: 'incident.team-suggested',
    data: {
      teams: labels.map(({ label, probability }) => ({
        team: label,
        teamName: nameOf(rules.teams.document.teams, label),
        probability,
      })),
      model,
      set: isSet,
    },
    personal: {},
  };
}

/** What is sure enough goes before what is usual for the service, which is no rule. */
function withTeam(route: Route, { data: { set, teams } }: TeamSuggested): Route {
  const team = teams[0]?.team;
  if (!set || team === undefined || team === route.team) return route;
  return { ...route, team, teamReason: { rule: null, because: ['learned'] }, assign: 'nobody' };
}

/**
 * What a report becomes in the log: that it was reported, by whoever did, what it may be about, and whereto it was
 * routed, by the system at the same instant.
 * @param workload that of the planned `team`; not looked at when there is none
 */
export function reportEvents(
  { report, reported, route, suggested, team }: PlannedReport,
  workload: Workload | null,
  rules: Rules,
): {
  reported: IncidentReported;
  suggested: Suggested;
  routed: IncidentRouted | null;
} {
  const { assign } = route;
  const isChosen = team && workload && assign !== 'nobody';
  const assignee = isChosen ? chooseMember(team, assign, workload) : null;
  const category = suggested.category?.data.set?.category ?? report.category;
  const routed = decideRoute(reported, { ...report, category }, route, assignee, rules);
  return { reported, suggested, routed };
}

/**
 * What the routing rules make of a new incident; null when no rule is for it.
 * @param assignee who of the team was chosen; null for nobody
 */
function decideRoute(
  reported: IncidentReported,
  report: Report,
  route: Route,
  assignee: { id: string; name: string } | null,
  rules: Rules,
): IncidentRouted | null {
  const { team, teamReason, category, categoryReason } = route;
  if (!team && !category) return null;
  const facts = factsOfReport(
    { ...report, category: category ?? report.category },
    reported.data.priority,
  );
  const terms = decideTerms(rules, facts);
  // A policy that is for an incident without a category is for it with one, so there is one still.
  const { chain = null } = changedChain(reported.data.chain ?? null, rules, facts);
  return {
    type: 'incident.routed',
    data: {
      rulesVersion: rules['routing-rules'].version,
      team,
      teamName: nameOf(rules.teams.document.teams, team),
      teamReason,
      assignee: assignee?.id ?? null,
      assigneeReason: assignee && route.assign !== 'nobody' ? route.assign : null,
      category,
      categoryName: nameOf(rules.catalogue.document.categories, category),
      categoryReason,
      terms: changedTerms(reported.data.terms ?? null, terms),
      chain,
    },
    personal: { assigneeName: assignee?.name ?? null },
  };
}

/** How something with an id is called; null for nothing, or for what is not there. */
export function nameOf(
  things: readonly { id: string; name: string }[],
  id: string | null,
): string | null {
  return things.find((each) => each.id === id)?.name ?? null;
}

/** The new terms, when they are from another policy than the old ones; else null. */
export function changedTerms(before: SlaTerms | null, after: SlaTerms): SlaTerms | null {
  return before?.policy === after.policy ? null : after;
}

/** @throws KitError `invalid-input`, with the axis that has to be chosen again */
export function assertLevels(matrix: PriorityMatrix, impact: string, urgency: string): void {
  const fields = [
    ...unknownLevel('impact', impact, matrix.impacts),
    ...unknownLevel('urgency', urgency, matrix.urgencies),
  ];
  const first = fields[0];
  if (first) throw new KitError('invalid-input', first.message, { fields });
}

function unknownLevel(axis: 'impact' | 'urgency', id: string, levels: { id: string }[]) {
  if (levels.some((level) => level.id === id)) return [];
  const message = `Choose the ${axis} again: “${id}” is no longer offered.`;
  return [fieldError([axis], message, 'not-offered', { id })];
}
