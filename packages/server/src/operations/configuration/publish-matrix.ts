import type { z } from 'zod';
import {
  type MatrixVersion,
  type MatrixWarning,
  monotonicityWarnings,
} from '../../domain/matrix/matrix.ts';
import { toMatrixVersion } from '../../domain/matrix/matrix-version.ts';
import type { OperationContext } from '../context.ts';
import type { publishMatrixInput } from './document-input.ts';
import { putInForce } from './publish-document.ts';

export interface MatrixPublishedAnswer {
  current: MatrixVersion;
  warnings: MatrixWarning[];
  seq: number;
}

/** @throws KitError `matrix-invalid`, `matrix-stale`, `version-not-found` */
export async function publishMatrix(
  context: OperationContext,
  { basedOn, matrix, reason }: z.infer<typeof publishMatrixInput>,
): Promise<MatrixPublishedAnswer> {
  const draft = { basedOn, document: matrix, reason: reason || null };
  const { current, seq } = await putInForce(context, 'matrix', draft);
  return { current: toMatrixVersion(current), warnings: monotonicityWarnings(matrix), seq };
}
