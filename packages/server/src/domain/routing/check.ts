import { checkConditions } from '../check-conditions.ts';
import type { Documents } from '../configuration/documents.ts';
import { duplicateIds, errorAt, type Problem, within } from '../configuration/problems.ts';
import type { RoutingRule } from './rules.ts';

/** What is wrong with the routing rules: what they name and does not exist, or nobody to choose from. */
export function checkRoutingRules(documents: Documents): Problem[] {
  const { rules } = documents['routing-rules'];
  return [
    ...duplicateIds(rules, ['rules']),
    ...rules.flatMap((rule, index) =>
      within(
        ['rules', index],
        [
          ...within(['when'], checkConditions(rule.when, documents, rule.name)),
          ...within(['route'], wrongRoute(rule, documents)),
        ],
      ),
    ),
  ];
}

function wrongRoute(
  { name, route: { team, category, assign } }: RoutingRule,
  { teams, catalogue }: Documents,
): Problem[] {
  const problems: Problem[] = [];
  if (team !== undefined && !teams.teams.some((each) => each.id === team)) {
    const message = `“${name}” routes to the team “${team}”, which does not exist. Choose another.`;
    problems.push(errorAt(['team'], message, 'unknown-reference', { to: 'team', id: team, name }));
  }
  if (category !== undefined && !catalogue.categories.some((each) => each.id === category)) {
    const message = `“${name}” gives the category “${category}”, which does not exist. Choose another.`;
    const values = { to: 'category', id: category, name } as const;
    problems.push(errorAt(['category'], message, 'unknown-reference', values));
  }
  if (assign !== 'nobody' && team === undefined) {
    const message = `“${name}” assigns to somebody but names no team to choose from. Name the team.`;
    problems.push(errorAt(['assign'], message, 'team-needed', { name }));
  }
  return problems;
}
