import type { LogEvent, NewEvent } from '../log.ts';
import type { PriorityMatrix } from './matrix.ts';

export const matrixStream = 'matrix';

export type MatrixPublished = NewEvent<
  'matrix.published',
  { version: number; basedOn: number; matrix: PriorityMatrix },
  { reason: string | null }
>;

export type MatrixEvent = LogEvent<MatrixPublished>;
