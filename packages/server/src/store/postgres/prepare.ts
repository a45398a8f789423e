import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import { migrate } from '../migrations/migrate.ts';
import { rebuild } from '../rebuild.ts';
import type { Tables } from '../schema.ts';
import { lockHead, PostgresWriting } from './writing.ts';

/** What Kysely takes itself while it migrates, so older versions of this server wait for it as well. */
const migrationLock = '3853314791062309107';

/**
 * Brings the tables up to date, and makes the read models again when a migration says so: all of it or
 * nothing. Several instances may begin at the same moment; the others find everything done.
 * @throws CannotOpen when the database was made by a newer version of this server
 */
export async function prepare(url: string): Promise<void> {
  const connection = await PostgresWriting.connect(url, () => undefined);
  const { client } = connection;
  try {
    await client.query('begin; set local lock_timeout = 0');
    await client.query(`select pg_advisory_xact_lock(${migrationLock})`);
    if (await migrate(kyselyOn(client), 'postgres')) {
      await lockHead(connection);
      await rebuild(connection);
    }
    await connection.commit();
  } finally {
    // What was not committed is gone with the connection.
    await connection.end();
  }
}

/** Writes through a connection that is there, inside of whatever transaction it is in. */
function kyselyOn(client: pg.ClientBase): Kysely<Tables> {
  const lent = { query: client.query.bind(client), release() {} };
  const pool = {
    connect: async () => lent as unknown as pg.PoolClient,
    async end() {},
    options: {},
  };
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}
