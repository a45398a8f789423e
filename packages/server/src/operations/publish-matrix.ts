import type { z } from 'zod';
import { decidePublish } from '../domain/matrix/decide.ts';
import { matrixStream } from '../domain/matrix/events.ts';
import {
  type MatrixVersion,
  type MatrixWarning,
  monotonicityWarnings,
  type publishMatrixInput,
} from '../domain/matrix/matrix.ts';
import { type OperationContext, stamp } from './context.ts';
import { currentMatrix } from './current-matrix.ts';

export interface MatrixPublishedAnswer {
  current: MatrixVersion;
  warnings: MatrixWarning[];
  seq: number;
}

/** @throws KitError `matrix-invalid`, `matrix-stale` */
export async function publishMatrix(
  context: OperationContext,
  input: z.infer<typeof publishMatrixInput>,
): Promise<MatrixPublishedAnswer> {
  return context.store.write(async (transaction) => {
    const before = await currentMatrix(transaction);
    const { basedOn, matrix } = input;
    const decided = decidePublish(before, { basedOn, matrix, reason: input.reason || null });
    // The stream holds nothing but publications, so a matrix's version is its event's.
    const event = await transaction.append(matrixStream, before.version, decided, stamp(context));
    const current = await currentMatrix(transaction);
    return { current, warnings: monotonicityWarnings(current.matrix), seq: event.seq };
  });
}
