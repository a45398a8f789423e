import {
  DummyDriver,
  type Expression,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
} from 'kysely';
import pg from 'pg';
import { statusCategories } from '../../domain/incident/status.ts';
import type { SearchTerm } from '../../domain/search/search-terms.ts';
import type { Connection, Frequency, Search, Value } from '../connection.ts';
import { every, mergeIndexRanges } from '../projections/merge-index-ranges.ts';
import type { Tables } from '../schema.ts';
import { readAddress } from './address.ts';

/** Writes PostgreSQL's dialect; it is connected to nothing. */
const builder = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

const bigintType = 20;

/**
 * How this server talks to PostgreSQL, whatever the connection is for.
 * @throws CannotOpen when the address names what it cannot do
 */
export function clientSettings(url: string): pg.ClientConfig {
  return {
    ...readAddress(url),
    application_name: 'incident-kit',
    connectionTimeoutMillis: 5_000,
    // A peer that has vanished is noticed on a connection on which nothing is said.
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    // Statements are sent without waiting for the answer to the one before.
    pipeline: true,
    types: {
      // Counts, positions and instants: all of them far below 2 ** 53.
      getTypeParser: (type: number, format?: 'text' | 'binary') =>
        type === bigintType ? Number : pg.types.getTypeParser(type, format),
    } as pg.CustomTypesConfig,
  };
}

/**
 * A connection by itself. One that breaks, used or not, fails what is asked of it and nothing else.
 * @param answerTimeoutMs how long to wait for an answer before the connection is given up: a machine that
 *   has vanished says nothing. Undefined for statements that may take any time.
 */
export function newClient(url: string, answerTimeoutMs?: number): pg.Client {
  const timeout = answerTimeoutMs === undefined ? {} : { query_timeout: answerTimeoutMs };
  return surviving(new pg.Client({ ...clientSettings(url), ...timeout }));
}

/** Some connections, made when they are needed and made anew when they break. */
export function newPool(url: string, connections: number, answerTimeoutMs: number): pg.Pool {
  const onConnect = async (client: pg.ClientBase) => void (await noticePooler(client));
  const timeout = { query_timeout: answerTimeoutMs };
  const pool = new pg.Pool({ ...clientSettings(url), ...timeout, max: connections, onConnect });
  pool.on('error', () => undefined);
  // The pool listens to those that are idle only.
  pool.on('connect', surviving);
  return pool;
}

/** Clients of which each transaction may be in another session of PostgreSQL. */
const pooled = new WeakSet<pg.ClientBase>();

/**
 * Finds out whether a pooler (PgBouncer, …) is between a client and PostgreSQL. It makes up the number of
 * the process that it tells the client. Nothing of a session can be relied on then: no settings, no
 * statements that are kept prepared, no notifications.
 */
export async function noticePooler(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query('select pg_backend_pid() as pid');
  const isPooled = rows[0].pid !== processIdOf(client);
  if (isPooled) pooled.add(client);
  return isPooled;
}

/** The process of the server that serves a client, as it was told; null before it is connected. */
export function processIdOf(client: pg.ClientBase): number | null {
  return (client as pg.ClientBase & { processID: number | null }).processID;
}

/** An error of a connection that nobody listens to ends the process. */
function surviving<Client extends pg.ClientBase>(client: Client): Client {
  return client.on('error', () => undefined);
}

/** The names of statements that are kept prepared; the same on every connection. */
const names = new Map<string, string>();

/** Words that many incidents have, what share of them, and how many there are. */
interface FrequentWords {
  shares: ReadonlyMap<string, number>;
  last: number;
  readAt: number;
}

interface FrequentRow {
  words: string[] | null;
  shares: number[] | null;
  last: number;
}

/** What each connection has read of it. PostgreSQL looks at a table when a tenth of it has changed. */
const frequentWords = new WeakMap<pg.ClientBase, FrequentWords>();
const frequentWordsMs = 5 * 60_000;
const frequentWordsText = `select most_common_elems::text::text[] as words, most_common_elem_freqs as shares,
    (select reltuples::float8 from pg_class where oid = 'incident_texts'::regclass) as last
  from pg_stats where tablename = 'incident_texts' and attname = 'lexemes'
    and schemaname = (select nspname from pg_class join pg_namespace on pg_namespace.oid = relnamespace
      where pg_class.oid = 'incident_texts'::regclass)`;

/** What PostgreSQL answers to every statement after one that failed, until the transaction ends. */
const afterFailure = '25P02';

export class PostgresConnection implements Connection {
  readonly builder = builder;
  readonly client: pg.ClientBase;
  /** The first error of the transaction. Statements are sent without waiting, so others may follow it. */
  #failure: unknown;

  constructor(client: pg.ClientBase) {
    this.client = client;
  }

  /**
   * PostgreSQL decides by how many it expects whether to find the terms first, or to walk what the rest
   * leaves until enough is found. It walks only what is in order already, so each category by itself. Of rare
   * words it expects far too many, and would walk all incidents for them: they are found first.
   */
  search({
    terms,
    where,
    categories,
    below,
    limit,
    isRare,
  }: Search): RawBuilder<{ number: number }> {
    const asked = terms
      .map(({ text, isBeginning }) => `'${text}'${isBeginning ? ':*' : ''}`)
      .join(' & ');
    const have = sql`select number from incident_texts
      where lexemes @@ ${asked}::tsquery and number < ${below}`;
    if (isRare) {
      const conditions = [
        ...(where ? [where] : []),
        ...(categories ? [sql<boolean>`status_category in (${sql.join([...categories])})`] : []),
      ];
      const among =
        conditions.length > 0
          ? sql`join incidents using (number) where ${every(conditions)}`
          : sql``;
      return sql`(with found as materialized (${have})
        select number from found ${among} order by number desc limit ${limit})`;
    }
    if (!where && !categories) return sql`(${have} order by number desc limit ${limit})`;
    return mergeIndexRanges(categories ?? statusCategories, limit, (inRange) => {
      const conditions = [...(where ? [where] : []), ...inRange, sql<boolean>`number < ${below}`];
      return sql`select number from incidents join incident_texts using (number)
        where lexemes @@ ${asked}::tsquery and ${every(conditions)}
        order by number desc limit ${limit}`;
    });
  }

  /**
   * By the words that PostgreSQL counted when it last looked at the table. Of the others, none was in more than one of
   * some hundred rows.
   */
  async frequencyOf(terms: readonly SearchTerm[]): Promise<Frequency | null> {
    const { shares, last } = await this.#frequentWords();
    if (shares.size === 0) return null;
    const shareOf = ({ text, isBeginning }: SearchTerm): number => {
      if (!isBeginning) return shares.get(text) ?? 0;
      let sum = 0;
      for (const [word, share] of shares) if (word.startsWith(text)) sum += share;
      return Math.min(sum, 1);
    };
    const share = Math.min(...terms.map(shareOf));
    return { isRare: share === 0, share, last };
  }

  async #frequentWords(): Promise<FrequentWords> {
    const known = frequentWords.get(this.client);
    if (known && performance.now() - known.readAt < frequentWordsMs) return known;
    const [row] = await this.allOnce<FrequentRow>(frequentWordsText, []);
    const { words = null, shares = null, last = 0 } = row ?? {};
    const byWord = new Map((words ?? []).map((word, index) => [word, shares?.[index] ?? 0]));
    const read = { shares: byWord, last: Number(last), readAt: performance.now() };
    frequentWords.set(this.client, read);
    return read;
  }

  /** What its index has not put in order yet, it looks through itself. */
  async countUnindexed(): Promise<number> {
    return 0;
  }

  unindexed(column: string): Expression<unknown> {
    return sql.ref(column);
  }

  member(column: string, name: string, within?: string): Expression<string | null> {
    const object = within === undefined ? sql`` : sql`-> ${sql.lit(within)}`;
    return sql<string | null>`${sql.ref(column)}::json ${object} ->> ${sql.lit(name)}`;
  }

  /** Whether each transaction may be in another session. */
  get isPooled(): boolean {
    return pooled.has(this.client);
  }

  async all<Row>(text: string, parameters: readonly Value[]): Promise<Row[]> {
    if (this.isPooled) return this.allOnce(text, parameters);
    let name = names.get(text);
    if (name === undefined) {
      name = `kit${names.size}`;
      names.set(text, name);
    }
    return (await this.query<Row>({ name, text, values: [...parameters] })).rows;
  }

  async allOnce<Row>(text: string, parameters: readonly Value[]): Promise<Row[]> {
    return (await this.query<Row>({ text, values: [...parameters] })).rows;
  }

  /** What went wrong first in the transaction; undefined when nothing did. */
  protected get failure(): unknown {
    return this.#failure;
  }

  /** From here on errors are those of another transaction, or of what is left of this one. */
  protected forgetFailure(): void {
    this.#failure = undefined;
  }

  /**
   * Runs a statement.
   * @throws where an earlier one of the transaction has failed, what that failed with
   */
  async query<Row>(statement: pg.QueryConfig | string): Promise<{ rows: Row[]; command: string }> {
    try {
      return (await this.client.query(statement as pg.QueryConfig)) as never;
    } catch (error) {
      if (this.#failure !== undefined && codeOf(error) === afterFailure) throw this.#failure;
      this.#failure ??= error;
      throw error;
    }
  }
}

function codeOf(error: unknown): string {
  return (error instanceof pg.DatabaseError && error.code) || '';
}

/**
 * What PostgreSQL says when it is the database that is in the way, and not what was written:
 * connections, resources, shutting down, a lock held for too long, a replica, the disk.
 */
const outOfReach = /^(08|53|57P0|55P03|25006|25P03|58)/;

/** A transaction that gave way to another one; a statement that was cancelled; a right that was taken away. */
const refused = /^(40|57014|42501)/;

/** Whether the database cannot be used now; a lost connection, above all. */
export function isOutOfReach(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return outOfReach.test(codeOf(error));
  if (!(error instanceof Error)) return false;
  // What is not PostgreSQL's own is the network's (ECONNREFUSED, …) or the client's, which gives no code.
  return 'code' in error
    ? /^E(?!RR_)[A-Z_]+$/.test(String(error.code))
    : /connection|timeout|not queryable/i.test(error.message);
}

/** Whether it is the database that is in the way, within reach or not, and the same may work later. */
export function isUnusable(error: unknown): boolean {
  return isOutOfReach(error) || refused.test(codeOf(error));
}

/**
 * Whether a statement that was kept prepared gives other columns since a table was changed ("cached plan
 * must not change result type"). It goes on to fail on this connection, and works on another.
 */
export function isStalePlan(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.routine === 'RevalidateCachedQuery';
}

/** Whether a column or a table is not there. */
export function isMissingPart(error: unknown): boolean {
  return error instanceof pg.DatabaseError && ['42703', '42P01'].includes(error.code ?? '');
}
