import { type Facts, matches } from '../conditions.ts';
import type { Rules } from '../configuration/documents.ts';
import type { Targets } from '../sla/targets.ts';
import type { EscalationPolicy, EscalationStep } from './policies.ts';

/** An escalation policy as it was when it was found for the incident. */
export interface EscalationChain {
  policy: string;
  /** The version of the policies that it was copied from. */
  policiesVersion: number;
  stopOn: EscalationPolicy['stopOn'];
  steps: EscalationStep[];
}

/** The chain for an incident of which these are the facts; null when no policy is for it. */
export function chainFor(
  { 'escalation-policies': policies }: Pick<Rules, 'escalation-policies'>,
  facts: Facts,
): EscalationChain | null {
  const policy = policies.document.policies.find((each) => matches(each.when, facts));
  if (!policy) return null;
  const { id, stopOn, steps } = policy;
  return { policy: id, policiesVersion: policies.version, stopOn, steps };
}

/**
 * What becomes of the chain of an incident whose facts are others by now. While the same policy is for it,
 * it keeps the one that it has, also when another version of that policy was published since.
 */
export function changedChain(
  before: EscalationChain | null,
  rules: Pick<Rules, 'escalation-policies'>,
  facts: Facts,
): { chain?: EscalationChain | null } {
  const chain = chainFor(rules, facts);
  return chain?.policy === before?.policy ? {} : { chain };
}

/**
 * How much working time has to be on the clock of its target for a step to be taken.
 * @param repetition 0 for the first time
 * @returns null when there is no such target
 */
export function budgetOf(
  { after, repeat }: EscalationStep,
  targets: Targets,
  repetition: number,
): number | null {
  const targetMs = targets[after.target];
  if (targetMs === null) return null;
  const first =
    'percent' in after
      ? (targetMs * after.percent) / 100
      : 'beforeDueMs' in after
        ? Math.max(0, targetMs - after.beforeDueMs)
        : targetMs + after.afterDueMs;
  return Math.round(first) + repetition * (repeat?.everyMs ?? 0);
}

/** How often a step is taken at most. */
export function mostTimes({ repeat }: EscalationStep): number {
  return 1 + (repeat?.times ?? 0);
}
