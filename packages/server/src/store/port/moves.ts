import type { Moves } from '../../domain/process/moves.ts';

/** Where incidents went, and when: made of the log, some time after its commits. */
export interface MoveReader {
  /** The position in the log of the last event of an incident that was taken in; 0 for none. */
  lastSeq(): Promise<number>;
  /** Those of the incidents that there are. */
  of(numbers: readonly number[]): Promise<Moves[]>;
  /** Those that were kept for events after a position of the log, in the order of these. */
  changedAfter(seq: number, limit: number): Promise<{ seq: number; moves: Moves }[]>;
}

export interface MoveWriter extends MoveReader {
  /** @param seq the position of the last event of the incident that was taken in */
  keep(seq: number, moves: Moves): Promise<void>;
}
