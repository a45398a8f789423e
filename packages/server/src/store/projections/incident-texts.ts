import { sql } from 'kysely';
import type { Incident } from '../../domain/incident/state.ts';
import { type Connection, fixed } from '../connection.ts';
import { projection } from './projection.ts';
import { searchTermsOf } from './search-terms.ts';

declare module '../schema.ts' {
  interface Tables {
    incident_texts: IncidentTextsTable;
  }
}

/** What is searched. */
export interface IncidentTextsTable {
  number: number;
  /**
   * The mark of the rules by which they were made, then the terms of the title and the description, as
   * `searchTermsOf` gives them, with spaces between.
   */
  words: string;
  /** Always: who writes nothing here, as the version before, has them in the index of SQLite at once. */
  indexed_later: 1;
}

/**
 * Says that words were made by today's rules. It stands in the same column, as an instance of an earlier
 * version, which may still be running, writes that column and no other. It is no term, so it can be
 * found by nobody. Other rules need another mark, of one character, and an index for it.
 */
const mark = '-';

/** Made by other rules than today's. As the index has it, see the migration `0005-terms`. */
const isOutdated = sql<boolean>`substr(words, 1, 1) <> ${sql.lit(mark)}`;

/** The words by which incidents are found. */
export const incidentTexts = projection({
  table: 'incident_texts',
  reads: ['incident.reported', 'incident.retitled', 'incident.imported', 'incident.import-updated'],
  replacedBy: ['number'],
  holdsPersonal: true,
  rows: ({ after }) => [textsOf(after)],
  queries: {
    noun: 'texts',
    tables: ['incident_texts'],
    on: (connection) => ({
      outdated: (limit) => readOutdated(connection, limit),
      countUnindexed: () => connection.countUnindexed(),
    }),
  },
});

export function textsOf({ number, title, description }: Incident): IncidentTextsTable {
  const words = [mark, ...searchTermsOf(`${title} ${description}`)].join(' ');
  return { number, words, indexed_later: 1 };
}

/** The row of an incident that is not there, as in a database that was tampered with. */
export const noTexts = (number: number): IncidentTextsTable => ({
  number,
  words: mark,
  indexed_later: 1,
});

const outdated = fixed((db, after: number, limit: number) =>
  db
    .selectFrom('incident_texts')
    .select('number')
    .where(isOutdated)
    .where('number', '>', after)
    .orderBy('number')
    .limit(limit),
);

export async function readOutdated(connection: Connection, limit: number): Promise<number[]> {
  return (await outdated(connection, 0, limit)).map((row) => row.number);
}
