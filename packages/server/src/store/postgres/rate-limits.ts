import type pg from 'pg';
import { RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible';
import { limiterBy } from '../rate-limits.ts';
import type { Limiter, RateWindow } from '../store.ts';
import { newPool } from './connection.ts';

/** Limits need not wait long: whoever cannot count together counts alone. */
const connections = 2;
const answerTimeoutMs = 2_000;
const clearEveryMs = 300_000;

/** Counts together with all who share the database. While it cannot be reached, each counts by itself. */
export class PostgresRateLimits {
  readonly #pool: pg.Pool;
  readonly #clearing: NodeJS.Timeout;

  constructor(url: string) {
    this.#pool = newPool(url, connections, answerTimeoutMs);
    this.#clearing = setInterval(() => this.#clear(), clearEveryMs);
    this.#clearing.unref();
  }

  limiter(name: string, { max, seconds }: RateWindow): Limiter {
    const window = { keyPrefix: name, points: max, duration: seconds };
    return limiterBy(
      new RateLimiterPostgres({
        ...window,
        // Without the names that it gives its statements: behind a pooler none is kept prepared.
        storeClient: {
          query: ({ text, values }: pg.QueryConfig) => this.#pool.query(text, values),
        },
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

  /** By a clock that may be a little off: nobody asks for what ended an hour ago. */
  #clear(): void {
    const before = Date.now() - 3_600_000;
    this.#pool.query('delete from rate_limits where expire < $1', [before]).catch(() => undefined);
  }
}
