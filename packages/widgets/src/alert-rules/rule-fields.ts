import type { AlertRule } from '@incident-kit/server/domain';

/** A rule as somebody types it. */
export interface RuleFields {
  name: string;
  source: string;
  severity: string;
  /** A line for each: `label = value, value`. */
  labels: string;
  /** A word or a phrase a line. */
  text: string;
  outcome: 'raise' | 'list';
  grouping: 'each' | 'all' | 'labels';
  groupBy: string;
  threshold: string;
  /** Minutes. */
  pause: string;
  service: string;
  impact: string;
  urgency: string;
}

/** What of it cannot be read. */
export type FieldProblem = 'name' | 'labels' | 'groupBy' | 'threshold' | 'pause';

const minute = 60_000;

export const newRule = (id: string): AlertRule => ({
  ...{ id, name: '', when: {} },
  outcome: { raise: true, threshold: 1, pauseMs: 0 },
});

export function toFields({ name, when, outcome }: AlertRule): RuleFields {
  const { groupBy } = outcome;
  return {
    name,
    source: (when.source ?? []).join(', '),
    severity: (when.severity ?? []).join(', '),
    labels: Object.entries(when.labels ?? {})
      .map(([label, values]) => `${label} = ${values.join(', ')}`)
      .join('\n'),
    text: (when.text ?? []).join('\n'),
    outcome: outcome.raise ? 'raise' : 'list',
    grouping: groupBy === undefined ? 'each' : groupBy.length === 0 ? 'all' : 'labels',
    groupBy: (groupBy ?? []).join(', '),
    threshold: String(outcome.threshold),
    pause: String(outcome.pauseMs / minute),
    service: outcome.service ?? '',
    impact: outcome.impact ?? '',
    urgency: outcome.urgency ?? '',
  };
}

/** The rule that was typed; what it has besides stays as it is. */
export function toRule(fields: RuleFields, { id, outcome }: AlertRule): AlertRule {
  const { category } = outcome;
  const source = listIn(fields.source);
  const severity = listIn(fields.severity);
  const labels = labelsIn(fields.labels) ?? {};
  const text = linesIn(fields.text);
  const groupBy = { each: undefined, all: [], labels: listIn(fields.groupBy) }[fields.grouping];
  return {
    id,
    name: fields.name.trim(),
    when: {
      ...(source.length > 0 && { source }),
      ...(severity.length > 0 && { severity }),
      ...(Object.keys(labels).length > 0 && { labels }),
      ...(text.length > 0 && { text }),
    },
    outcome: {
      raise: fields.outcome === 'raise',
      ...(groupBy && { groupBy }),
      threshold: Number(fields.threshold),
      pauseMs: Math.round(Number(fields.pause) * minute),
      ...(fields.service && { service: fields.service }),
      ...(category && { category }),
      ...(fields.impact && { impact: fields.impact }),
      ...(fields.urgency && { urgency: fields.urgency }),
    },
  };
}

/** In the order of the form. */
export function problemsIn(fields: RuleFields): FieldProblem[] {
  const threshold = Number(fields.threshold);
  const pause = Number(fields.pause);
  const isRaised = fields.outcome === 'raise';
  return [
    ...(fields.name.trim() ? [] : ['name' as const]),
    ...(labelsIn(fields.labels) ? [] : ['labels' as const]),
    ...(isRaised && fields.grouping === 'labels' && listIn(fields.groupBy).length === 0
      ? ['groupBy' as const]
      : []),
    ...(Number.isInteger(threshold) && threshold >= 1 && threshold <= 1_000
      ? []
      : ['threshold' as const]),
    ...(fields.pause.trim() && pause >= 0 && pause <= 15 ? [] : ['pause' as const]),
  ];
}

function listIn(text: string): string[] {
  return partsOf(text, ',');
}

function linesIn(text: string): string[] {
  return partsOf(text, '\n');
}

function partsOf(text: string, between: string): string[] {
  const parts = text.split(between).map((each) => each.trim());
  return [...new Set(parts.filter(Boolean))];
}

/** Undefined where a line says no label, or no value. */
function labelsIn(text: string): Record<string, string[]> | undefined {
  const lines = linesIn(text).map((line) => {
    const [label = '', ...rest] = line.split('=');
    return [label.trim(), listIn(rest.join('='))] as const;
  });
  const isWhole = lines.every(([label, values]) => label && values.length > 0);
  return isWhole ? Object.fromEntries(lines) : undefined;
}
