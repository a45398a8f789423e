import type pg from 'pg';
import { RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible';
import type { Limiter, RateWindow } from '../port/store.ts';
import { limiterBy } from '../rate-limits.ts';
import { newPool } from './connection.ts';

/** What is counted of one key until when; a bigint comes as text. */
interface Counted {
  points: number;
  expire: number | string;
}

/** Limits need not wait long: whoever cannot count together counts alone. */
const connections = 2;
const answerTimeoutMs = 2_000;
const clearEveryMs = 300_000;
/** Numbers beyond it are instants, epoch milliseconds, and no counts. */
const mostCounted = 100_000_000_000;

/**
 * Counts together with all who share the database, by a clock that they share. While it cannot be reached, each
 * counts by itself.
 */
export class PostgresRateLimits {
  readonly #pool: pg.Pool;
  readonly #now: () => number;
  readonly #clearing: NodeJS.Timeout;

  constructor(url: string, now: () => number) {
    this.#now = now;
    this.#pool = newPool(url, connections, answerTimeoutMs);
    this.#clearing = setInterval(() => this.#clear(), clearEveryMs);
    this.#clearing.unref();
  }

  limiter(name: string, { max, seconds }: RateWindow): Limiter {
    const window = { keyPrefix: name, points: max, duration: seconds };
    return limiterBy(
      new RateLimiterPostgres({
        ...window,
        storeClient: { query: (query: pg.QueryConfig) => this.#query(query) },
        storeType: 'client',
        tableName: 'rate_limits',
        // By the migration 0010.
        tableCreated: true,
        clearExpiredByTimeout: false,
        // Who is over it costs the database nothing more.
        inMemoryBlockOnConsumed: max + 1,
        insuranceLimiter: new RateLimiterMemory(window),
      }),
    );
  }

  async close(): Promise<void> {
    clearInterval(this.#clearing);
    await this.#pool.end();
  }

  /**
   * The limiters know the machine's clock alone, so their instants are told and read as those of the shared one.
   * Without the names that they give their statements: behind a pooler none is kept prepared.
   */
  async #query({
    text,
    values = [],
  }: pg.QueryConfig<unknown[]>): Promise<Pick<pg.QueryResult<Counted>, 'rows' | 'rowCount'>> {
    const aheadMs = this.#now() - Date.now();
    const moved = values.map((each) =>
      typeof each === 'number' && each > mostCounted ? each + aheadMs : each,
    );
    const { rows, rowCount } = await this.#pool.query<Counted>(text, moved);
    const read = rows.map(({ points, expire }) => ({ points, expire: Number(expire) - aheadMs }));
    return { rowCount, rows: read };
  }

  /** Nobody asks for what ended an hour ago. */
  #clear(): void {
    const before = this.#now() - 3_600_000;
    this.#pool.query('delete from rate_limits where expire < $1', [before]).catch(() => undefined);
  }
}
