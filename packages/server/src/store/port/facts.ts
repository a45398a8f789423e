import type { IncidentFacts } from '../../domain/metrics/facts.ts';

/** The facts of an incident, and the position of the last event that they know of. */
export interface PlacedFacts {
  seq: number;
  facts: IncidentFacts;
}

/** What figures are made of, of each incident, as it was some time ago: a commit does not write it. */
export interface FactReader {
  /** Those of the incidents after a number, by number. */
  after(number: number, limit: number): Promise<IncidentFacts[]>;
  /** The position in the log up to which they have what happened: of later events some may have it, too. */
  madeUntil(): Promise<number>;
}

export interface FactWriter extends FactReader {
  /** Of the incidents to which something happened next after `madeUntil`, without leaving one out. */
  keep(made: readonly PlacedFacts[]): Promise<void>;
}
