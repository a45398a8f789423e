import type { Incident } from '../incident/state.ts';
import type { ReviewReason, ReviewRules } from './rules.ts';

/**
 * Why the rules ask for a review of an incident; empty for not at all.
 * @param rules undefined where the workflow says nothing of reviews
 */
export function reasonsToReview(
  incident: Pick<Incident, 'priority' | 'breached' | 'affected' | 'reopened'>,
  rules: ReviewRules | undefined,
): ReviewReason[] {
  if (!rules) return [];
  const { priorities, missed, affected, reopened } = rules;
  const applies: Partial<Record<ReviewReason, boolean>> = {
    priority: priorities.includes(incident.priority),
    missed: missed && incident.breached.some(({ target }) => target === 'resolution'),
    affected: affected !== undefined && incident.affected >= affected,
    reopened: reopened !== undefined && incident.reopened >= reopened,
  };
  return (Object.keys(applies) as ReviewReason[]).filter((each) => applies[each]);
}
