import type { z } from 'zod';
import { decideLink, decideUnlink } from '../../domain/incident/decide/relations.ts';
import { toProblemReference } from '../../domain/problem/reference.ts';
import type { Transaction } from '../../store/port/store.ts';
import { type OperationContext, stamp } from '../context.ts';
import { appendToIncident, applyDue } from '../incidents/apply-due.ts';
import { findIncident } from '../incidents/find-incident.ts';
import { findProblem } from './find-problem.ts';
import type { linkProblemInput } from './problem-input.ts';

export interface ProblemLinked {
  problem: string;
  /** How many incidents are linked to it by now. */
  incidents: number;
}

/**
 * Links incidents to a problem. Those that are already stay so.
 * @throws KitError `problem-not-found`, `incident-not-found`, `link-not-possible`
 */
export function linkIncidents(
  context: OperationContext,
  input: z.output<typeof linkProblemInput>,
): Promise<ProblemLinked> {
  return context.store.write(async (transaction) => {
    const { number } = await findProblem(transaction, input.problem);
    await linkAll(context, transaction, number, input.incidents);
    return linked(transaction, number);
  });
}

/**
 * Takes incidents from a problem. Those that are not linked to it stay so.
 * @throws KitError `problem-not-found`, `incident-not-found`
 */
export function unlinkIncidents(
  context: OperationContext,
  input: z.output<typeof linkProblemInput>,
): Promise<ProblemLinked> {
  return context.store.write(async (transaction) => {
    const { number } = await findProblem(transaction, input.problem);
    const link = { kind: 'problem', target: input.problem } as const;
    for (const reference of new Set(input.incidents)) {
      const incident = await begun(context, transaction, reference);
      if (!has(incident.links, link.target)) continue;
      await appendToIncident(transaction, incident, decideUnlink(incident, link), stamp(context));
    }
    return linked(transaction, number);
  });
}

export async function linkAll(
  context: OperationContext,
  transaction: Transaction,
  problem: number,
  incidents: readonly string[],
): Promise<void> {
  const link = { kind: 'problem', target: toProblemReference(problem) } as const;
  for (const reference of new Set(incidents)) {
    const incident = await begun(context, transaction, reference);
    if (has(incident.links, link.target)) continue;
    await appendToIncident(transaction, incident, decideLink(incident, link, []), stamp(context));
  }
}

async function begun(context: OperationContext, transaction: Transaction, reference: string) {
  const found = await findIncident(transaction, context.caller, 'incident:link', reference);
  const { at, actor } = stamp(context);
  return applyDue(transaction, found, at, actor);
}

function has(links: readonly { kind: string; target: string }[], target: string): boolean {
  return links.some((each) => each.kind === 'problem' && each.target === target);
}

async function linked({ problems }: Transaction, number: number): Promise<ProblemLinked> {
  const counts = await problems.countIncidents([number]);
  return { problem: toProblemReference(number), incidents: counts.get(number) ?? 0 };
}
