import type { Catalogue } from '../catalogue.ts';
import type { Rules } from '../configuration/documents.ts';
import type { Level, PriorityMatrix } from '../matrix/matrix.ts';
import type { AlertConditions, AlertRule, AlertRules } from './alert-rules.ts';
import type { Signal } from './signal.ts';

/** What the rules in force make of an alert that fires. */
export interface Judgement {
  /** The id of the rule that decided; null where none is for it. */
  rule: string | null;
  rulesVersion: number;
  raise: boolean;
  impact: string;
  urgency: string;
  service: string | null;
  category: string | null;
  /** What makes one incident of it and others: the same for all of a group, and for none besides. */
  group: string;
  /** The labels that the group is made of, with their values; null for an alert that stands by itself. */
  groupedBy: Readonly<Record<string, string>> | null;
  threshold: number;
  /** How long nobody is told of a new incident, milliseconds. */
  pauseMs: number;
}

type Judging = Pick<Rules, 'signals' | 'matrix' | 'catalogue'>;

/** What becomes of an alert of a source. */
export function judgeAlert(rules: Judging, source: string, signal: Signal): Judgement {
  const { document, version } = rules.signals;
  const rule = document.rules.find(({ when }) => fits(when, source, signal));
  const levels = levelsOf(document, rules.matrix.document, signal.severity);
  const { groupBy } = rule?.outcome ?? {};
  const groupedBy = groupBy
    ? Object.fromEntries(groupBy.map((label) => [label, signal.labels[label] ?? '']))
    : null;
  return {
    rule: rule?.id ?? null,
    rulesVersion: version,
    raise: rule?.outcome.raise ?? true,
    impact: levelOr(rule?.outcome.impact, rules.matrix.document.impacts, levels.impact),
    urgency: levelOr(rule?.outcome.urgency, rules.matrix.document.urgencies, levels.urgency),
    service: serviceOf(rule, document, rules.catalogue.document, signal),
    category: offered(rule?.outcome.category, rules.catalogue.document.categories),
    group: groupedBy
      ? JSON.stringify([rule?.id, ...Object.entries(groupedBy)])
      : JSON.stringify([source, signal.key]),
    groupedBy,
    pauseMs: rule?.outcome.pauseMs ?? 0,
    threshold: groupedBy ? (rule?.outcome.threshold ?? 1) : 1,
  };
}

/** As if nobody had made rules: of what the kit says itself, none may be left out or joined to others. */
export function withoutRules<Some extends Judging>(rules: Some): Some {
  const { document, version } = rules.signals;
  return { ...rules, signals: { document: { ...document, rules: [] }, version } };
}

/** When the maintenance ends that an alert is in at an instant, epoch milliseconds; null for none. */
export function maintenanceOf(
  { maintenance }: AlertRules,
  source: string,
  signal: Signal,
  at: number,
): number | null {
  const ends = maintenance
    .filter(({ from, to, when }) => from <= at && at < to && fits(when, source, signal))
    .map(({ to }) => to);
  return ends.length > 0 ? Math.max(...ends) : null;
}

function fits(when: AlertConditions, source: string, signal: Signal): boolean {
  const { severity, labels = {}, text } = when;
  if (when.source && !when.source.includes(source)) return false;
  if (severity && !isOneOf(severity, signal.severity ?? '')) return false;
  const hasLabel = ([label, values]: [string, string[]]) => {
    const value = signal.labels[label];
    return value !== undefined && values.includes(value);
  };
  if (!Object.entries(labels).every(hasLabel)) return false;
  if (!text) return true;
  const said = `${signal.title}\n${signal.text ?? ''}`.toLowerCase();
  return text.some((each) => said.includes(each.toLowerCase()));
}

function isOneOf(words: readonly string[], word: string): boolean {
  return words.some((each) => each.toLowerCase() === word.toLowerCase());
}

/** The levels that a severity means; where the matrix in force has no such level, the middle one. */
export function levelsOf(
  { severities, otherwise }: AlertRules,
  matrix: PriorityMatrix,
  severity: string | undefined,
): { impact: string; urgency: string } {
  const meant = (severity && severities.find(({ words }) => isOneOf(words, severity))) || otherwise;
  return {
    impact: levelOr(meant.impact, matrix.impacts),
    urgency: levelOr(meant.urgency, matrix.urgencies),
  };
}

function levelOr(id: string | undefined, levels: readonly Level[], instead?: string): string {
  const middle = levels[Math.floor(levels.length / 2)] as Level;
  return levels.find((each) => each.id === id)?.id ?? instead ?? middle.id;
}

function serviceOf(
  rule: AlertRule | undefined,
  { serviceLabels }: AlertRules,
  { services }: Catalogue,
  { labels }: Signal,
): string | null {
  const ruled = offered(rule?.outcome.service, services);
  if (ruled) return ruled;
  for (const label of serviceLabels) {
    const value = labels[label]?.trim().toLowerCase();
    const found = services.find(
      ({ id, name }) => id.toLowerCase() === value || name.toLowerCase() === value,
    );
    if (found) return found.id;
  }
  return null;
}

function offered(id: string | undefined, things: readonly { id: string }[]): string | null {
  return things.find((each) => each.id === id)?.id ?? null;
}

/** Whether one pair of levels has a more pressing priority than another. */
export function isWorse(
  matrix: PriorityMatrix,
  one: { impact: string; urgency: string },
  other: { impact: string; urgency: string },
): boolean {
  const rank = ({ impact, urgency }: typeof one) => {
    const priority = matrix.cells[impact]?.[urgency];
    const place = matrix.priorities.findIndex((each) => each.id === priority);
    return place < 0 ? Number.POSITIVE_INFINITY : place;
  };
  return rank(one) < rank(other);
}
