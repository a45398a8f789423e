import pg from 'pg';
import type { DocumentCache } from '../document-cache.ts';
import { snapshotOn } from '../snapshot.ts';
import type { Reader, Snapshot } from '../store.ts';
import { databaseUnavailable } from '../unavailable.ts';
import { clientSettings, isOutOfReach, PostgresConnection } from './connection.ts';

/** Some connections that read, each question in a transaction of its own. */
export class PostgresReader implements Reader {
  readonly #pool: pg.Pool;
  readonly #documentCache: DocumentCache;

  /** @param connections that read at the same time */
  constructor(url: string, documentCache: DocumentCache, connections: number) {
    this.#pool = new pg.Pool({ ...clientSettings(url), max: connections });
    // A connection that breaks while nobody uses it: the pool makes another when it is needed.
    this.#pool.on('error', () => undefined);
    this.#documentCache = documentCache;
  }

  async read<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect().catch((error: unknown) => {
      throw isOutOfReach(error) ? databaseUnavailable(error) : error;
    });
    try {
      // Sent together with the first question: one round trip less. When it fails, that one fails too.
      client.query('begin isolation level repeatable read read only').catch(() => undefined);
      const value = await work(snapshotOn(new PostgresConnection(client), this.#documentCache));
      client.query('commit').then(
        () => client.release(),
        (error) => client.release(error),
      );
      return value;
    } catch (error) {
      if (isOutOfReach(error)) {
        client.release(true);
        throw databaseUnavailable(error);
      }
      client.query('rollback').then(
        () => client.release(),
        (broken) => client.release(broken),
      );
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}
