import { chmodSync, chownSync, copyFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { copyDatabase, openStore } from '../../../packages/server/src/store/open-store.ts';
import { PostgresStore } from '../../../packages/server/src/store/postgres/store.ts';
import { administer, startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { bareDatabase, emptyDatabase, execute } from '../support/database.ts';
import { reportTo } from '../support/log.ts';
import type { onPostgres } from '../support/proved-problems.ts';
import { recordedDatabase } from '../support/recorded.ts';

const certificate = fileURLToPath(new URL('../../fixtures/tls/server.crt', import.meta.url));

/** A server that lets some in, some over TLS only, and some not at all. */
let server: TestPostgres;

beforeAll(async () => {
  server = await startPostgres(['fsync=off']);
  const client = new pg.Client({ connectionString: `${server.url}/postgres` });
  await client.connect();
  const { rows } = await client.query(
    `select current_setting('data_directory') as folder, current_setting('hba_file') as hba`,
  );
  const { folder, hba } = rows[0];
  for (const name of ['server.crt', 'server.key']) {
    const file = join(folder, name);
    copyFileSync(fileURLToPath(new URL(`../../fixtures/tls/${name}`, import.meta.url)), file);
    const { uid, gid } = statSync(folder);
    chownSync(file, uid, gid);
    chmodSync(file, 0o600);
  }
  writeFileSync(
    hba,
    [
      'hostssl over_tls all 127.0.0.1/32 scram-sha-256',
      'host over_tls all 127.0.0.1/32 reject',
      'host all refused 127.0.0.1/32 reject',
      'host all stranger 127.0.0.1/32 trust',
      'host all all 127.0.0.1/32 scram-sha-256',
    ].join('\n'),
  );
  await client.query('alter system set ssl = on');
  await client.query('create database over_tls');
  await client.query('select pg_reload_conf()');
  await client.end();
  // It reads them in its own time, before it has TLS.
  const overTls = `${server.url}/over_tls?sslmode=verify-full&sslrootcert=${certificate}`;
  while ((await refusal(overTls)) !== 'opened')
    await new Promise((resolve) => setTimeout(resolve, 20));
  return () => server.remove();
}, 60_000);

const change = (url: string, changes: Partial<URL>) => Object.assign(new URL(url), changes).href;

/** What it is refused with, and that nobody learns the password. */
const refusal = (url: string) =>
  PostgresStore.open(url, { startTimeoutMs: 100, note() {} }).then(
    async (store) => {
      await store.close();
      return 'opened';
    },
    (error: Error) => {
      expect(`${error.message} ${JSON.stringify(error)} ${error.cause}`).not.toMatch(
        /hunter2|kit:kit/,
      );
      return error.message;
    },
  );

/** A user who may do nothing but connect. */
async function guestOf(url: string): Promise<string> {
  const name = `guest_${process.pid}`;
  const of = inject('postgresUrl');
  await administer(of, `create role ${name} login password 'guest'`);
  onTestFinished(() =>
    administer(of, `drop owned by ${name}`, `drop role ${name}`).catch(() => undefined),
  );
  return change(url, { username: name, password: 'guest' });
}

/** What is wrong, how it is brought about, and what is said of it. */
const problems: Record<(typeof onPostgres)[number], [said: RegExp, cause: () => Promise<string>]> =
  {
    'no-address': [
      /not an address of PostgreSQL\. Write it like .* %40 for an @/,
      () => refusal('postgres://kit:hunter2@[nonsense/kit'),
    ],
    'several-hosts': [
      /names several hosts \(one:5432, two:5433\).* Name the one that can be written to/,
      () => refusal('postgres://kit:hunter2@one:5432,two:5433/kit'),
    ],
    'unreadable-certificate': [
      /^The certificate file \/nowhere\/root\.crt, .* cannot be read \(ENOENT\)\. Correct its path/,
      () => refusal('postgres://kit:hunter2@host/kit?sslrootcert=/nowhere/root.crt'),
    ],
    unreachable: [
      /^PostgreSQL at 127\.0\.0\.1:1 cannot be reached \(.*ECONNREFUSED.*\)\. Start it, or/,
      () => refusal('postgres://kit:hunter2@127.0.0.1:1/kit'),
    ],
    'not-now': [
      /lets nobody in now \(too many connections for role .*\)\. Wait until it does; where/,
      async () => {
        const guest = await guestOf(await emptyDatabase());
        const { username } = new URL(guest);
        await administer(inject('postgresUrl'), `alter role ${username} connection limit 0`);
        return refusal(guest);
      },
    ],
    'wrong-password': [
      /does not let the user “kit” in\. Correct the user or the password/,
      () => refusal(change(`${inject('postgresUrl')}/postgres`, { password: 'hunter2' })),
    ],
    'no-such-user': [
      /has no user “stranger” who may connect\. Create one/,
      () => refusal(change(`${server.url}/postgres`, { username: 'stranger' })),
    ],
    'host-not-allowed': [
      /lets nobody from here connect as “refused” to the database “postgres”\. Add a line/,
      () => refusal(change(`${server.url}/postgres`, { username: 'refused' })),
    ],
    'tls-demanded': [
      /lets the user “kit” into the database “over_tls” over TLS only.* Add \?sslmode=verify-full/,
      () => refusal(`${server.url}/over_tls`),
    ],
    'no-tls': [
      /offers no TLS, and DATABASE_URL asks for it\. Switch it on there, or remove sslmode/,
      () => refusal(`${inject('postgresUrl')}/postgres?sslmode=verify-full`),
    ],
    'certificate-not-trusted': [
      /shows a certificate that cannot be trusted \(.*self.signed.*\)\. Name the certificate/,
      async () => {
        const url = `${server.url}/over_tls?sslmode=verify-full`;
        const said = await refusal(url);
        expect(await refusal(`${url}&sslrootcert=${certificate}`)).toBe('opened');
        return said;
      },
    ],
    'no-database': [
      /has no database “no_such”\. Create it, or correct/,
      () => refusal(`${inject('postgresUrl')}/no_such`),
    ],
    'no-right-to-connect': [
      /does not let the user “guest_\d+” connect to the database “kit_\w+”\. Let them: grant connect on/,
      async () => {
        const url = await bareDatabase();
        const name = new URL(url).pathname.slice(1);
        await execute(url, `revoke connect on database ${name} from public`);
        return refusal(await guestOf(url));
      },
    ],
    'read-only': [
      /can only be read: it is a standby, or was made read-only\. Name the server that is written to/,
      async () => {
        const url = await emptyDatabase();
        const name = new URL(url).pathname.slice(1);
        await execute(url, `alter database ${name} set default_transaction_read_only = on`);
        return refusal(url);
      },
    ],
    encoding: [
      /the database “latin_\d+” has the encoding LATIN1\. Create it with encoding 'UTF8'/,
      async () => {
        const of = inject('postgresUrl');
        const name = `latin_${process.pid}`;
        const options = "encoding 'LATIN1' locale 'C' template template0";
        await administer(of, `create database ${name} ${options}`);
        onTestFinished(() => administer(of, `drop database ${name}`));
        return refusal(`${of}/${name}`);
      },
    ],
    'no-schema': [
      /has no schema of those that it is to look into \("nowhere"\).* Create one/,
      async () => refusal(`${await bareDatabase()}?schema=nowhere`),
    ],
    'no-right-to-create': [
      /does not let the user “guest_\d+” create tables in the schema “public”\. Let them: grant/,
      async () => refusal(await guestOf(await bareDatabase())),
    ],
    'no-right-to-tables': [
      /does not let the user “guest_\d+” do what the server has to \(.*\)\. Make them the owner/,
      async () => {
        // Tables of today that they may not read, and of before that they may not change.
        const guest = await guestOf(await emptyDatabase());
        const now = await refusal(guest);
        const old = await recordedDatabase();
        const { username, password } = new URL(guest);
        const names = 'all tables in schema public';
        await execute(
          old,
          `grant create on schema public to ${username}; grant all on ${names} to ${username}`,
        );
        expect(await refusal(change(old, { username, password }))).toMatch(/\(must be owner of/);
        return now;
      },
    ],
    'log-in-other-schema': [
      /has a log of Incident Kit in the schema “public”, but “kit” comes first now\. Say which is meant/,
      async () => {
        const url = await emptyDatabase();
        await execute(url, 'create schema kit');
        return refusal(url);
      },
    ],
    unusable: [
      /cannot be used: .*nonsense.*\. Look into its log/,
      async () => refusal(`${await bareDatabase()}?options=-c%20nonsense%3D1`),
    ],
    'no-file-to-copy': [
      /PostgreSQL makes its own backups: use pg_dump/,
      async () =>
        copyDatabase(await bareDatabase(), '/nowhere').then(String, (error) => error.message),
    ],
  };

describe('what is said of a PostgreSQL that cannot be used', () => {
  test.each(Object.entries(problems))('LOG-26: %s', async (_, [said, cause]) => {
    expect(await cause()).toMatch(said);
  });

  test('LOG-26: a standby that takes over while it is waited for is used', async () => {
    const url = await emptyDatabase();
    const name = new URL(url).pathname.slice(1);
    await execute(url, `alter database ${name} set default_transaction_read_only = on`);
    const noted = Promise.withResolvers<string>();
    const opening = openStore(url, { note: noted.resolve });
    expect(await noted.promise).toMatch(/can only be read: .* Waiting for it\.$/);
    await execute(url, `set transaction_read_only = off; alter database ${name} reset all`);
    const store = await opening;
    expect(await reportTo(store)).toBe(1);
    await store.close();
  });
});
