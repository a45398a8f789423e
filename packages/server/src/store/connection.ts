import type { Compilable, Expression, Kysely, RawBuilder } from 'kysely';
import type { StatusCategory } from '../domain/incident/status.ts';
import type { SearchTerm } from '../domain/search/search-terms.ts';
import type { Tables } from './schema.ts';

/** What a parameter of a statement may be. */
export type Value = string | number | null;

/** Which incidents are searched for. */
export interface Search {
  /** As `askedTermsOf` gives them, at least one. All of them are meant. */
  terms: readonly SearchTerm[];
  /** What holds for their rows besides; null for nothing. */
  where: Expression<boolean> | null;
  /** Of status; null for all of them. */
  categories: readonly StatusCategory[] | null;
  /**
   * How many incidents that leaves: a person's, a part, or a large part of all; also `most` when few
   * have the terms.
   */
  leaves: 'few' | 'some' | 'most';
  /** Whether so few incidents have the terms that each of them can be looked up. */
  isRare: boolean;
  /** Only incidents with a lower number. */
  below: number;
  limit: number;
}

/** How frequent the terms of a search are, about. */
export interface Frequency {
  /** Whether they are so few that each of them can be looked up. */
  isRare: boolean;
  /** What share of incidents has them, from 0 to 1. */
  share: number;
  /** The number of the newest incident of which this is known. */
  last: number;
}

/** One connection to a database, whichever engine it is. */
export interface Connection {
  /** Writes queries in the words of this engine. It is for building them only; `all` runs them. */
  readonly builder: Kysely<Tables>;
  /** A query for the numbers of the incidents that a search finds, in the index and beside it, newest first. */
  search(search: Search): RawBuilder<{ number: number }>;
  /** How frequent terms are; null when nobody knows yet. */
  frequencyOf(terms: readonly SearchTerm[]): Promise<Frequency | null>;
  /** How many incidents have words that are not in the index yet. */
  countUnindexed(): Promise<number>;
  /** A column in a condition that is not meant to choose the index. */
  unindexed(column: string): Expression<unknown>;
  /** A member of a column that holds JSON, as text; null where it is null. @param within the object that it is a member of */
  member(column: string, name: string, within?: string): Expression<string | null>;
  /** Runs a statement that is kept prepared by its text, and gives all its rows. */
  all<Row>(text: string, parameters: readonly Value[]): Promise<Row[]>;
  /** The same for a statement that may never be asked again. */
  allOnce<Row>(text: string, parameters: readonly Value[]): Promise<Row[]>;
}

/**
 * A query whose text is the same whatever its parameters: written once for each engine, as writing it
 * costs more than running it. `build` must use each parameter once, in order.
 */
export function fixed<Parameters extends readonly Value[], Row>(
  build: (db: Kysely<Tables>, ...parameters: Parameters) => Compilable<Row>,
): (connection: Connection, ...parameters: Parameters) => Promise<Row[]> {
  const texts = new WeakMap<Kysely<Tables>, string>();
  return (connection, ...parameters) => {
    let text = texts.get(connection.builder);
    if (text === undefined) {
      const written = build(connection.builder, ...parameters).compile();
      if (written.parameters.some((each, index) => each !== parameters[index])) {
        throw new Error(
          `This query has parameters of its own; write them with sql.lit: ${written.sql}`,
        );
      }
      text = written.sql;
      texts.set(connection.builder, text);
    }
    return connection.all<Row>(text, parameters);
  };
}

/** Runs a query whose text depends on what is asked. */
export function run<Row>(connection: Connection, query: Compilable<Row>): Promise<Row[]> {
  const { sql, parameters } = query.compile();
  return connection.allOnce<Row>(sql, parameters as readonly Value[]);
}
