import type { Documents } from '../configuration/documents.ts';
import {
  duplicateIds,
  errorAt,
  type Problem,
  warningAt,
  within,
} from '../configuration/problems.ts';
import { type AlertRule, defaultAlertRules } from './alert-rules.ts';

const asItComes = JSON.stringify(defaultAlertRules);

type Named = { impact?: string | undefined; urgency?: string | undefined };

/** What is wrong with the rules for alerts: levels, services and categories that there are not; rules that hide others. */
export function checkAlertRules(documents: Documents): Problem[] {
  const { rules, severities, otherwise, maintenance } = documents.signals;
  // What a kit comes with stands in nobody's way who has levels of their own: see `levelsOf`.
  if (JSON.stringify(documents.signals) === asItComes) return [];
  return [
    ...duplicateIds(rules, ['rules']),
    ...hidden(rules),
    ...duplicateIds(maintenance, ['maintenance']),
    ...maintenance.flatMap(({ from, to }, index) =>
      from < to
        ? []
        : [
            errorAt(
              ['maintenance', index, 'to'],
              'The end is not after the beginning.',
              'ends-before-start',
            ),
          ],
    ),
    ...rules.flatMap((rule, index) =>
      within(
        ['rules', index, 'outcome'],
        [...unknownLevels(rule.outcome, documents), ...unknownThings(rule, documents)],
      ),
    ),
    ...severities.flatMap((each, index) =>
      within(['severities', index], unknownLevels(each, documents)),
    ),
    ...anomalyProblems(documents),
    ...within(['otherwise'], unknownLevels(otherwise, documents)),
  ];
}

/** What is watched is watched once, and belongs to a service that there is. */
function anomalyProblems({ signals: { anomalies }, catalogue }: Documents): Problem[] {
  const { services, numbers } = anomalies;
  const unknown = (service: string | undefined, path: (string | number)[]) =>
    within(path, unknownThing('service', service, catalogue.services, 'Anomalies'));
  const twice = (keys: readonly string[], path: string, name: (index: number) => string) =>
    keys.flatMap((key, index) =>
      keys.indexOf(key) === index
        ? []
        : [
            errorAt(['anomalies', path, index], `“${name(index)}” is watched twice.`, 'duplicate', {
              id: name(index),
            }),
          ],
    );
  return [
    ...services.flatMap(({ service }, index) => unknown(service, ['anomalies', 'services', index])),
    ...numbers.flatMap(({ service }, index) => unknown(service, ['anomalies', 'numbers', index])),
    ...twice(
      services.map(({ service }) => service),
      'services',
      (index) => services[index]?.service ?? '',
    ),
    ...twice(
      numbers.map(({ source, name }) => JSON.stringify([source, name])),
      'numbers',
      (index) => numbers[index]?.name ?? '',
    ),
  ];
}

function hidden(rules: readonly AlertRule[]): Problem[] {
  return rules.slice(0, -1).flatMap(({ name, when }, index) => {
    if (Object.values(when).some((each) => each !== undefined)) return [];
    const message = `“${name}” has no conditions, so no rule after it would ever apply. Give it conditions, or make it the last.`;
    return [warningAt(['rules', index, 'when'], message, 'hides-others', { name })];
  });
}

function unknownLevels({ impact, urgency }: Named, { matrix }: Documents): Problem[] {
  return [
    ...unknownLevel('impact', impact, matrix.impacts),
    ...unknownLevel('urgency', urgency, matrix.urgencies),
  ];
}

function unknownLevel(
  axis: 'impact' | 'urgency',
  id: string | undefined,
  levels: readonly { id: string }[],
): Problem[] {
  if (id === undefined || levels.some((each) => each.id === id)) return [];
  const message = `The matrix has no ${axis} “${id}”. Choose another.`;
  return [errorAt([axis], message, 'not-offered', { id })];
}

function unknownThings({ name, outcome }: AlertRule, { catalogue }: Documents): Problem[] {
  return [
    ...unknownThing('service', outcome.service, catalogue.services, name),
    ...unknownThing('category', outcome.category, catalogue.categories, name),
  ];
}

function unknownThing(
  to: 'service' | 'category',
  id: string | undefined,
  offered: readonly { id: string }[],
  name: string,
): Problem[] {
  if (id === undefined || offered.some((each) => each.id === id)) return [];
  const message = `“${name}” names the ${to} “${id}”, which does not exist. Choose another.`;
  return [errorAt([to], message, 'unknown-reference', { to, id, name })];
}
