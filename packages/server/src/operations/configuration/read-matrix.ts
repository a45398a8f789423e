import { reachOf } from '../../access/caller.ts';
import {
  type MatrixVersion,
  type MatrixWarning,
  monotonicityWarnings,
} from '../../domain/matrix/matrix.ts';
import { toMatrixVersion } from '../../domain/matrix/matrix-version.ts';
import type { OperationContext } from '../context.ts';

export interface MatrixAnswer {
  current: MatrixVersion;
  warnings: MatrixWarning[];
  mayPublish: boolean;
  seq: number;
}

export async function readMatrix(context: OperationContext): Promise<MatrixAnswer> {
  return context.store.read(async (snapshot) => {
    const { matrix } = await snapshot.documents.rules();
    return {
      current: toMatrixVersion(matrix),
      warnings: monotonicityWarnings(matrix.document),
      mayPublish: reachOf(context.caller, 'matrix:publish') !== null,
      seq: await snapshot.log.lastSeq(),
    };
  });
}
