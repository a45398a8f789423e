import { publishMatrixInput } from '../../operations/configuration/document-input.ts';
import { publishMatrix } from '../../operations/configuration/publish-matrix.ts';
import { readMatrix } from '../../operations/configuration/read-matrix.ts';
import { readMatrixUsage } from '../../operations/configuration/read-matrix-usage.ts';
import { procedure, router } from '../trpc.ts';

export const matrix = router({
  current: procedure('matrix:read').query(({ ctx }) => readMatrix(ctx)),
  // For those who may take something away from it.
  usage: procedure('matrix:publish').query(({ ctx }) => readMatrixUsage(ctx)),
  publish: procedure('matrix:publish')
    .input(publishMatrixInput)
    .mutation(({ ctx, input }) => publishMatrix(ctx, input)),
});
