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
import type { Connection, Search, Value } from './connection.ts';
import type { Tables } from './schema.ts';
import { databaseUnavailable } from './unavailable.ts';

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
   * FTS5 walks the incidents that have the words newest first, and is read only as far as the list goes.
   * The plus signs keep SQLite from asking FTS5 about one incident after the other instead.
   */
  search({ words, where, isBroad, before, limit }: Search): RawBuilder<number> {
    // In quotes, as some words mean something in the language of FTS5.
    const asked = `${words.map((word) => `"${word}"`).join(' ')}*`;
    const match = sql`incident_words match ${asked}
      ${before === null ? sql`` : sql`and incident_words.rowid < ${before}`}`;
    const end = sql`order by incident_words.rowid desc limit ${limit}`;
    if (!where) return sql`(select rowid as number from incident_words where ${match} ${end})`;
    return isBroad
      ? sql`(select number from incident_words cross join incidents
          on number = incident_words.rowid where ${match} and ${where} ${end})`
      : sql`(select rowid as number from incident_words where ${match}
          and +incident_words.rowid in (select number from incidents where ${where}) ${end})`;
  }

  unindexed(column: string): Expression<unknown> {
    return sql`+${sql.ref(column)}`;
  }

  member(column: string, name: string): Expression<string | null> {
    return sql<string | null>`${sql.ref(column)} ->> ${sql.lit(name)}`;
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
  const isSo = error instanceof Database.SqliteError && outOfReach.test(error.code);
  return isSo ? databaseUnavailable(error) : null;
}

/** Whether another process has the file locked just now. */
export function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
}
