import { z } from 'zod';
import { limits } from '../../domain/limits.ts';
import { type FlowPart, flowBehind } from '../../domain/process/flow-behind.ts';
import type { OperationContext } from '../context.ts';
import { chosen } from '../input.ts';
import { type BehindAnswer, pageBehind } from '../metrics/list-behind.ts';
import { assertMaySeePeople, inPeriod } from '../metrics/query.ts';
import { readFacts } from '../metrics/read-facts.ts';
import { readMoves } from './read-moves.ts';
import { processFields, resolvedIn } from './read-process.ts';

const key = chosen.nullable();
const place = z.union([z.enum(['begin', 'end']), z.strictObject({ key })]);

/** As `FlowPart`. */
const part: z.ZodType<FlowPart> = z.discriminatedUnion('part', [
  z.strictObject({ part: z.literal('node'), key }),
  z.strictObject({ part: z.literal('move'), from: place, to: place }),
  z.strictObject({ part: z.literal('pair'), teams: z.tuple([chosen, key]) }),
  z.strictObject({ part: z.literal('back-and-forth') }),
]);

export const processIncidentsInput = inPeriod(
  processFields.extend({
    of: part,
    /** What the page before gave as `next`. */
    before: z.int().min(1).optional(),
    limit: z.int().min(1).max(limits.page).default(50),
  }),
);

/** The incidents behind a part of a flow; `value` is the time that each of them has in it. */
export async function listProcessIncidents(
  context: OperationContext,
  input: z.infer<typeof processIncidentsInput>,
): Promise<BehindAnswer> {
  assertMaySeePeople(context, input);
  const facts = await readFacts(context.store);
  const { table } = await readMoves(context.store);
  const { rows } = resolvedIn(facts, input, context.now());
  return pageBehind(context, flowBehind(facts, table, rows, input.by, input.of), input);
}
