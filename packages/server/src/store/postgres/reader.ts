import type pg from 'pg';
import { isTooOldFor } from '../commit/oldest-version.ts';
import type { DocumentCache } from '../document-cache.ts';
import type { Reader, Snapshot } from '../port/store.ts';
import { snapshotOn } from '../snapshot.ts';
import { databaseNewer, databaseUnavailable } from '../unavailable.ts';
import {
  isMissingPart,
  isOutOfReach,
  isStalePlan,
  isUnusable,
  newPool,
  PostgresConnection,
} from './connection.ts';
import type { ClockSample } from './database-clock.ts';

export interface Look extends ClockSample {
  /** The number of the newest migration that a server must have to write. */
  oldestVersion: number;
  /** When the last event of the log was, epoch milliseconds. */
  lastEventAt: number;
}

const lookText = `select extract(epoch from clock_timestamp())::float8 * 1000 as said,
  (select oldest_version from head) as "oldestVersion", (select at from head) as "lastEventAt"`;

/** What is asked here is answered in milliseconds: to start workers for it takes longer than they save. */
const beginText = `begin isolation level repeatable read read only;
  set local max_parallel_workers_per_gather = 0`;

/** Some connections that read, each question in a transaction of its own. */
export class PostgresReader implements Reader {
  readonly #pool: pg.Pool;
  readonly #documentCache: DocumentCache;
  readonly #connections: number;

  /**
   * @param connections that read at the same time
   * @param answerTimeoutMs see `newClient`; whoever goes through the whole log asks for one page after the other
   */
  constructor(
    url: string,
    documentCache: DocumentCache,
    connections: number,
    answerTimeoutMs = 30_000,
  ) {
    this.#pool = newPool(url, connections, answerTimeoutMs);
    this.#documentCache = documentCache;
    // Another server may answer now, which had not yet got the end of the log.
    this.#pool.on('connect', () => documentCache.clear());
    this.#connections = connections;
  }

  async read<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    for (let stale = 0; ; stale += 1) {
      try {
        return await this.#read(work);
      } catch (error) {
        // Each connection that was there when the tables were changed may have such a statement.
        if (!isStalePlan(error) || stale > this.#connections) throw error;
      }
    }
  }

  /** What the database's clock says, and which version it asks for. @throws KitError `database-unavailable` */
  async look(): Promise<Look> {
    const client = await this.#connected();
    try {
      // Not with the time that it took to get a connection.
      const sentAt = performance.now();
      const { rows } = await client.query(lookText);
      const receivedAt = performance.now();
      client.release();
      return { sentAt, receivedAt, ...rows[0] };
    } catch (error) {
      client.release(true);
      throw isUnusable(error) ? databaseUnavailable(error) : error;
    }
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #read<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    const client = await this.#connected();
    try {
      // Sent together with the first question: one round trip less. When it fails, that one fails too.
      client.query(beginText).catch(() => undefined);
      const value = await work(snapshotOn(new PostgresConnection(client), this.#documentCache));
      client.query('commit').then(
        () => client.release(),
        (error) => client.release(error),
      );
      return value;
    } catch (error) {
      if (isOutOfReach(error) || isStalePlan(error)) {
        client.release(true);
        throw isStalePlan(error) ? error : databaseUnavailable(error);
      }
      client.query('rollback').then(
        () => client.release(),
        (broken) => client.release(broken),
      );
      if (isUnusable(error)) throw databaseUnavailable(error);
      throw isMissingPart(error) && (await this.#isTooOld()) ? databaseNewer(error) : error;
    }
  }

  #connected(): Promise<pg.PoolClient> {
    return this.#pool.connect().catch((error: unknown) => {
      throw isUnusable(error) ? databaseUnavailable(error) : error;
    });
  }

  /** Whether a newer version has changed the tables so that this one is not to use them. */
  async #isTooOld(): Promise<boolean> {
    const asked = this.#pool.query('select oldest_version from head');
    return asked.then(
      ({ rows }) => isTooOldFor(rows[0]?.oldest_version),
      () => false,
    );
  }
}
