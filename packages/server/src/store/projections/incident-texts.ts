import { sql } from 'kysely';
import type { Incident } from '../../domain/incident/state.ts';
import { openCategories, type StatusCategory } from '../../domain/incident/status.ts';
import { searchTermsOf } from '../../domain/search/search-terms.ts';
import { type Connection, fixed, run } from '../connection.ts';
import type { FoundText } from '../port/incidents.ts';
import { every, mergeIndexRanges } from './merge-index-ranges.ts';
import { projection } from './projection.ts';

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
    tables: ['incident_texts', 'incidents'],
    on: (connection) => ({
      outdated: (limit) => readOutdated(connection, limit),
      countUnindexed: () => connection.countUnindexed(),
      open: (before, limit) => readOpen(connection, before, limit),
      changedAfter: (seq, limit) => readChangedAfter(connection, seq, limit),
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

const found = (db: Connection['builder']) =>
  db
    .selectFrom('incidents')
    .innerJoin('incident_texts', 'incident_texts.number', 'incidents.number')
    .select(['incidents.number', 'incidents.seq', 'status_category', 'team', 'assignee'])
    .select(['service', 'priority', 'words']);

async function readOpen(
  connection: Connection,
  before: number | null,
  limit: number,
): Promise<FoundText[]> {
  const below = before ?? Number.MAX_SAFE_INTEGER;
  const numbers = mergeIndexRanges(openCategories, limit, (inRange) => {
    const where = every([...inRange, sql`number < ${below}`]);
    return sql`select number from incidents where ${where} order by number desc limit ${limit}`;
  });
  const query = found(connection.builder)
    .where('incidents.number', 'in', sql<number>`(select number from ${numbers} as numbers)`)
    .orderBy('incidents.number', 'desc');
  return (await run(connection, query)).map(toFound);
}

const changed = fixed((db, seq: number, limit: number) =>
  found(db).where('incidents.seq', '>', seq).orderBy('incidents.seq').limit(limit),
);

async function readChangedAfter(
  connection: Connection,
  seq: number,
  limit: number,
): Promise<FoundText[]> {
  return (await changed(connection, seq, limit)).map(toFound);
}

type FoundRow = Awaited<ReturnType<typeof changed>>[number];

function toFound({ status_category, words, ...rest }: FoundRow): FoundText {
  return { ...rest, category: status_category as StatusCategory, terms: ` ${words} ` };
}
