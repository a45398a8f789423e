import { z } from 'zod';
import { endOf, type Period } from '../../domain/metrics/buckets.ts';
import type { Dimension, FactTable } from '../../domain/metrics/fact-table.ts';
import { FigureMembers } from '../../domain/metrics/members.ts';
import { Selection } from '../../domain/metrics/selection.ts';
import { type Flow, flowOf } from '../../domain/process/flow.ts';
import { type FlowKind, flowKinds } from '../../domain/process/move-table.ts';
import type { OperationContext } from '../context.ts';
import { assertMaySeePeople, filterOf, inPeriod, metricsFields } from '../metrics/query.ts';
import { namesIn } from '../metrics/read-dashboard.ts';
import { readFacts } from '../metrics/read-facts.ts';
import { readMoves } from './read-moves.ts';

export const processFields = metricsFields.extend({
  /** What it is a map of. */
  by: z.enum(flowKinds).default('stage'),
});

export const processInput = inPeriod(processFields);

type ProcessQuery = Omit<z.infer<typeof processFields>, 'by'>;

export interface ProcessAnswer extends Flow {
  by: FlowKind;
  period: Period & { beginsBeforeData: boolean; isRunning: boolean };
  /** How many were open at the end of the period: where their time goes is not known yet. */
  open: number;
  /** How nodes are called; what is not in there any more is left out. Stages are in the order of the workflow. */
  names: Record<FlowKind | Dimension, Record<string, string>>;
  /** How much of the log was taken in: below 1 while a long one is read for the first time. */
  share: number;
  /** The position in the log that it says everything up to. */
  seq: number;
  now: number;
}

/** Where the time went of incidents that were resolved in a period. */
export async function readProcess(
  context: OperationContext,
  input: z.infer<typeof processInput>,
): Promise<ProcessAnswer> {
  assertMaySeePeople(context, input);
  const { store } = context;
  const facts = await readFacts(store);
  const { table, share } = await readMoves(store);
  const { rules, seq } = await store.read(async ({ documents, log }) => ({
    rules: await documents.rules(),
    seq: await log.lastSeq(),
  }));
  const now = context.now();
  const { from, to, by } = input;
  const { rows, open } = resolvedIn(facts, input, now);
  const { statuses } = rules.workflow.document;
  const stage = Object.fromEntries(statuses.map(({ id, name }) => [id, name]));
  return {
    by,
    period: { from, to, beginsBeforeData: from < facts.firstReportedAt, isRunning: to > now },
    ...flowOf(facts, table, rows, by),
    open,
    names: { ...namesIn(rules), stage },
    share,
    seq,
    now,
  };
}

/** The incidents that a flow is about: those that the figure of the time to resolve counts. */
export function resolvedIn(
  facts: FactTable,
  input: ProcessQuery,
  now: number,
): { rows: Uint32Array; open: number } {
  const { from, to } = input;
  const members = new FigureMembers(new Selection(facts, filterOf(input)), { from, to }, now);
  const open = members.of('backlog', { from, to }).rows;
  return {
    rows: members.of('time-to-resolve', { from, to }).rows,
    open: members.countOpen('time-to-resolve', open, endOf({ from, to }, now)),
  };
}
