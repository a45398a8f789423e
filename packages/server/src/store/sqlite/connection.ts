import Database from 'better-sqlite3';
import {
  DummyDriver,
  type Expression,
  Kysely,
  type RawBuilder,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely';
import { KitError } from '../../domain/errors.ts';
import { statusCategories } from '../../domain/incident/status.ts';
import type { SearchTerm } from '../../domain/search/search-terms.ts';
import type { Connection, Frequency, Search, Value } from '../connection.ts';
import { every } from '../projections/merge-index-ranges.ts';
import type { Tables } from '../schema.ts';
import { databaseUnavailable } from '../unavailable.ts';

/** Incidents that have the terms, so few that each can be looked up. */
const fewWords = 2_000;

/** Statements that are kept prepared on a connection; an `in (…)` of each length is one more. */
const mostPrepared = 500;

/** Writes SQLite's dialect; it is connected to nothing. */
const builder = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

export class SqliteConnection implements Connection {
  readonly builder = builder;
  readonly database: Database.Database;
  readonly #prepared = new Map<string, Database.Statement>();

  constructor(database: Database.Database) {
    this.database = database;
  }

  /**
   * FTS5 walks the incidents that have the terms newest first, and is read only as far as the list goes.
   * The plus sign keeps SQLite from asking FTS5 about one incident after the other instead.
   */
  search(search: Search): RawBuilder<{ number: number }> {
    const where = conditionOf(search);
    const among = { ...search, where };
    if (search.where && search.leaves === 'few') return searchFew(search, search.where);
    const isUnindexed = sql<boolean>`number > (select number from words_indexed)`;
    return sql`(select number from ${searchOneByOne(among, isUnindexed)}
      union all select number from ${this.#searchIndex(among)}
      order by number desc limit ${search.limit})`;
  }

  #searchIndex({ terms, where, leaves, below, limit }: Among): RawBuilder<{ number: number }> {
    const match = matching(terms);
    const end = sql`and incident_words.rowid < ${below} order by incident_words.rowid desc limit ${limit}`;
    if (!where) return sql`(select rowid as number from incident_words where ${match} ${end})`;
    return leaves === 'most'
      ? sql`(select number from incident_words cross join incidents
          on number = incident_words.rowid where ${match} and ${where} ${end})`
      : sql`(select rowid as number from incident_words where ${match}
          and +incident_words.rowid in (select number from incidents where ${where}) ${end})`;
  }

  async countUnindexed(): Promise<number> {
    const [row] = await this.all<{ count: number }>(unindexed, []);
    return row?.count ?? 0;
  }

  /** Newest first, an index is read only as far as it is asked for. */
  async frequencyOf(terms: readonly SearchTerm[]): Promise<Frequency> {
    const newest = sql`(select rowid as number from incident_words where ${matching(terms)}
      order by rowid desc limit ${fewWords + 1})`;
    const asked = sql`select count(*) as count, min(number) as lowest,
      (select number from words_indexed) as last from ${newest}`.compile(builder);
    const [row] = await this.all<{ count: number; lowest: number | null; last: number }>(
      asked.sql,
      asked.parameters as Value[],
    );
    const { count = 0, lowest = null, last = 0 } = row ?? {};
    return {
      isRare: count <= fewWords,
      share: count / Math.max(last - (lowest ?? 0) + 1, count, 1),
      last,
    };
  }

  unindexed(column: string): Expression<unknown> {
    return sql`+${sql.ref(column)}`;
  }

  member(column: string, name: string, within?: string): Expression<string | null> {
    const object = within === undefined ? sql`` : sql`-> ${sql.lit(within)}`;
    return sql<string | null>`${sql.ref(column)} ${object} ->> ${sql.lit(name)}`;
  }

  async all<Row>(text: string, parameters: readonly Value[]): Promise<Row[]> {
    return this.prepare(text).all(...parameters) as Row[];
  }

  allOnce<Row>(text: string, parameters: readonly Value[]): Promise<Row[]> {
    return this.all(text, parameters);
  }

  run(text: string, ...parameters: Value[]): void {
    this.prepare(text).run(...parameters);
  }

  /** Preparing is a third of the cost of most of the statements here. */
  prepare(text: string): Database.Statement {
    const kept = this.#prepared.get(text);
    if (kept) return kept;
    if (this.#prepared.size >= mostPrepared) this.#prepared.clear();
    const statement = this.database.prepare(text);
    this.#prepared.set(text, statement);
    return statement;
  }
}

/** What SQLite says when it is the file or the disk that is in the way, and not what was written. */
const outOfReach = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN)/;

/** The refusal for an error that is the file's or the disk's; else null. */
export function unavailableBy(error: unknown): Error | null {
  if (error instanceof KitError) return error;
  const isSo = error instanceof Database.SqliteError && outOfReach.test(error.code);
  return isSo ? databaseUnavailable(error) : null;
}

/** A search, and all that it is limited to as one condition; null for nothing. */
type Among = Omit<Search, 'categories'>;

const unindexed = `select count(*) as count from incident_texts
  where number > (select number from words_indexed)`;

function conditionOf({ where, categories }: Pick<Search, 'where' | 'categories'>) {
  const inCategories = categories && [sql<boolean>`status_category in (${sql.join(categories)})`];
  const conditions = [...(where ? [where] : []), ...(inCategories ?? [])];
  return conditions.length > 0 ? every(conditions) : null;
}

/** In quotes, as some words mean something in the language of FTS5. */
function matching(terms: readonly SearchTerm[]): Expression<boolean> {
  const asked = terms.map(({ text, isBeginning }) => `"${text}"${isBeginning ? '*' : ''}`);
  return sql`incident_words match ${asked.join(' ')}`;
}

/** What the words of a row of `incident_texts` have to be. */
function having(terms: readonly SearchTerm[]): Expression<boolean>[] {
  return terms.map(({ text, isBeginning }) => {
    const part = isBeginning ? ` ${text}` : ` ${text} `;
    return sql<boolean>`instr(' ' || words || ' ', ${part}) > 0`;
  });
}

/**
 * Looks at the words of those that the rest leaves, newest first, as far as the list goes: an index has those of
 * each category in that order.
 */
function searchFew(
  { terms, categories, below, limit }: Search,
  where: Expression<boolean>,
): RawBuilder<{ number: number }> {
  const ranges = (categories ?? statusCategories).map((category) => {
    const inRange = every([where, sql`status_category = ${category}`, sql`number < ${below}`]);
    return sql`select number from (select number from incidents where ${inRange} order by number desc)`;
  });
  return sql`(select number
    from (${sql.join(ranges, sql` union all `)} order by number desc) as newest
    where exists (select 1 from incident_texts
      where incident_texts.number = newest.number and ${every(having(terms))})
    limit ${limit})`;
}

/** Looks at the words of one incident after the other, newest first. */
function searchOneByOne(
  { terms, where, below, limit }: Among,
  isAmong: Expression<boolean>,
): RawBuilder<{ number: number }> {
  const has = having(terms);
  const from = where
    ? sql`incident_texts cross join incidents using (number)`
    : sql`incident_texts`;
  return sql`(select number from ${from}
    where ${every([isAmong, ...has, ...(where ? [where] : [])])}
    and number < ${below} order by number desc limit ${limit})`;
}

/** Whether another process has the file locked just now. */
export function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
}
