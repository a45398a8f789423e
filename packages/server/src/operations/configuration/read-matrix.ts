import { reachOf } from '../../access/caller.ts';
import { elementsOf } from '../../access/site-elements.ts';
import type { ElementProperties } from '../../domain/element-defaults.ts';
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
  /** What the site says of elements, by the names of their properties; left out where it says nothing. */
  elements?: ElementProperties;
  seq: number;
}

export async function readMatrix(context: OperationContext): Promise<MatrixAnswer> {
  return context.store.read(async (snapshot) => {
    const { matrix } = await snapshot.documents.rules();
    return {
      current: toMatrixVersion(matrix),
      warnings: monotonicityWarnings(matrix.document),
      mayPublish: reachOf(context.caller, 'matrix:publish') !== null,
      ...elementsOf(context.caller.site),
      seq: await snapshot.log.lastSeq(),
    };
  });
}
