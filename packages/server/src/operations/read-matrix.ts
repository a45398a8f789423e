import { reachOf } from '../access/caller.ts';
import {
  type MatrixVersion,
  type MatrixWarning,
  monotonicityWarnings,
} from '../domain/matrix/matrix.ts';
import type { OperationContext } from './context.ts';
import { currentMatrix } from './current-matrix.ts';

export interface MatrixAnswer {
  current: MatrixVersion;
  warnings: MatrixWarning[];
  mayPublish: boolean;
  seq: number;
}

export async function readMatrix(context: OperationContext): Promise<MatrixAnswer> {
  return context.store.read(async (snapshot) => {
    const current = await currentMatrix(snapshot);
    return {
      current,
      warnings: monotonicityWarnings(current.matrix),
      mayPublish: reachOf(context.caller, 'matrix:publish') !== null,
      seq: await snapshot.head(),
    };
  });
}
