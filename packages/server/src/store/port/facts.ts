import type { IncidentFacts } from '../../domain/metrics/facts.ts';

/** What figures are made of, of each incident. */
export interface FactReader {
  /** Those of the incidents after a number, by number. */
  after(number: number, limit: number): Promise<IncidentFacts[]>;
  /** Those to which something happened after a position of the log, in the order of their last. */
  changedAfter(seq: number, limit: number): Promise<{ seq: number; facts: IncidentFacts }[]>;
}
