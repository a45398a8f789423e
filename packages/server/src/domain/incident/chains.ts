import { type EscalationChain, mostTimes } from '../escalation/chain.ts';
import type { IncidentEvent } from './events.ts';
import { type ChainProgress, type Incident, isAcknowledged } from './state.ts';

type Chains = Pick<Incident, 'chain' | 'stepsTaken' | 'chainsBefore'>;

/**
 * Another chain takes the place of the one that the incident has. One that it had before in this cycle goes
 * on where it was left, so that nothing of it is done twice.
 */
export function replaceChain(
  { chain: current, stepsTaken, chainsBefore }: Chains,
  chain: EscalationChain | null,
): Chains {
  const left = current && stepsTaken.some((times) => times > 0);
  const others = left ? [...chainsBefore, { chain: current, stepsTaken }] : chainsBefore;
  const known = others.find((each) => chain && isSame(each.chain, chain));
  return {
    chain,
    stepsTaken: known?.stepsTaken ?? [],
    chainsBefore: others.filter((each) => each !== known),
  };
}

/**
 * The teams that the chain of an incident may still come to. Where a reopening begins another cycle, what
 * was done or has ended begins anew.
 */
export function teamsToCome(incident: Incident): string[] {
  const { chain, status, stepsTaken, terms } = incident;
  if (!chain || status.category === 'closed') return [];
  const mayBeginAnew = terms.reopen === 'new-cycle';
  const hasEnded = chain.stopOn === 'acknowledge' && isAcknowledged(incident);
  if (hasEnded && !mayBeginAnew) return [];
  const teams = chain.steps
    .filter((each, step) => mayBeginAnew || (stepsTaken[step] ?? 0) < mostTimes(each))
    .flatMap(({ actions }) => actions)
    .flatMap((each) => ('team' in each && each.team !== undefined ? [each.team] : []));
  return [...new Set(teams)].sort();
}

/** Whether it is the same policy, and does the same: of another version, it may be another chain. */
function isSame(one: EscalationChain, other: EscalationChain): boolean {
  return one.policy === other.policy && JSON.stringify(one.steps) === JSON.stringify(other.steps);
}

/** With the update clock, the steps that are taken on it begin anew. */
export function restartUpdateSteps({
  chain,
  stepsTaken,
  chainsBefore,
}: Chains): Omit<Chains, 'chain'> {
  const anew = (of: EscalationChain, taken: readonly number[]) =>
    taken.map((times, step) => (of.steps[step]?.after.target === 'update' ? 0 : times));
  return {
    stepsTaken: chain ? anew(chain, stepsTaken) : stepsTaken,
    chainsBefore: chainsBefore.map(
      (each): ChainProgress => ({ ...each, stepsTaken: anew(each.chain, each.stepsTaken) }),
    ),
  };
}

export function takeStep(
  state: Incident,
  event: Extract<IncidentEvent, { type: 'incident.escalation-step-taken' }>,
): Incident {
  const { step, repetition, actions } = event.data;
  const stepsTaken = [...state.stepsTaken];
  for (let each = 0; each <= step; each += 1) stepsTaken[each] ??= 0;
  stepsTaken[step] = repetition + 1;
  let { team, assignee, managementLevel } = state;
  for (const each of actions) {
    if (each.action === 'raise') managementLevel += 1;
    if (each.action === 'reassign') [team, assignee] = [each.team, null];
  }
  return {
    ...state,
    stepsTaken,
    team,
    assignee,
    managementLevel,
    escalatedAt: state.escalatedAt ?? event.at,
  };
}
