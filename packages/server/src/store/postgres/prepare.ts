import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import { cannotOpen } from '../cannot-open.ts';
import { migrate } from '../migrations/migrate.ts';
import type { KitMigration } from '../migrations/migration.ts';
import { rebuild } from '../rebuild.ts';
import type { Tables } from '../schema.ts';
import { type Peer, peerOf, problemWith } from './opening-problems.ts';
import { lockHead, PostgresWriting } from './writing.ts';

/** What Kysely takes itself while it migrates, so older versions of this server wait for it as well. */
const migrationLock = '3853314791062309107';

/**
 * Brings the tables up to date, and makes the read models again when a migration says so: all of it or
 * nothing. Several instances may begin at the same moment; the others find everything done.
 * @param migrations another list than this version's is for a later one
 * @throws CannotOpen
 */
export async function prepare(
  url: string,
  migrations?: Record<string, KitMigration>,
): Promise<void> {
  const connection = await PostgresWriting.connect(url, () => undefined);
  const { client } = connection;
  const peer = peerOf(client as pg.Client);
  try {
    await client.query('begin; set local lock_timeout = 0');
    await assertSchema(client, peer);
    await client.query(`select pg_advisory_xact_lock(${migrationLock})`);
    const where = `${peer.at}, database “${peer.database}”`;
    if (await migrate(kyselyOn(client), 'postgres', where, migrations)) {
      await lockHead(connection);
      await rebuild(connection);
    }
    await connection.commit();
  } catch (error) {
    throw problemWith(error, peer) ?? error;
  } finally {
    // What was not committed is gone with the connection.
    await connection.end();
  }
}

/** Tables are looked for, and made, in the first schema of the search path that there is. */
async function assertSchema(client: pg.ClientBase, { at, user }: Peer): Promise<void> {
  const { rows } = await client.query(schemaText);
  const [{ schema, path, other }] = rows;
  if (schema === null) throw cannotOpen('no-schema', { at, path, user });
  if (other !== null) throw cannotOpen('log-in-other-schema', { at, schema, other });
}

/**
 * The schema that comes first; and another of the search path that has a log while that has none, where
 * the first is there only because it is called as the user is: it was made since, and nobody chose it.
 */
const schemaText = `
  select current_schema() as schema, current_setting('search_path') as path,
    (select nspname from unnest(current_schemas(false)) as nspname
      where current_setting('search_path') like '%$user%' and current_schema() = current_user
        and to_regclass(format('%I.head', current_schema())) is null
        and to_regclass(format('%I.head', nspname)) is not null
        and to_regclass(format('%I.events', nspname)) is not null
      limit 1) as other`;

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
