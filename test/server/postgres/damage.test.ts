import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../../packages/server/src/store/open-store.ts';
import { run } from '../support/cli.ts';
import { emptyDatabase, execute, temporaryFolder } from '../support/database.ts';
import { administrator, ownPostgres } from '../support/hurt-postgres.ts';
import { noteOn, reportOn } from '../support/log.ts';

test('LOG-11: a damaged page of PostgreSQL is called damaged, in the log with how far it could be read, and elsewhere', async () => {
  const { server, url } = await ownPostgres();
  const store = await openStore(url);
  await store.write(async (transaction) => {
    for (let index = 0; index < 600; index += 1) {
      await noteOn(transaction, await reportOn(transaction), 'More smoke than before.', 2);
    }
  });
  await store.close();
  const fileOf = async (table: string) => {
    const { rows } = await (await administrator(url)).query(
      `select current_setting('data_directory') as folder, pg_relation_filepath('${table}') as file`,
    );
    return join(rows[0].folder, rows[0].file);
  };
  const [events, incidents] = [await fileOf('events'), await fileOf('incidents')];
  const verify = async () => {
    const { code, out, err } = await run('verify', '--database', url);
    expect(err).not.toMatch(/^\s+at /m);
    return { code, said: out + err };
  };
  expect(await verify()).toMatchObject({ code: 0 });

  const spoil = async (file: string) => {
    await server.stop();
    const bytes = readFileSync(file);
    const spoiled = Buffer.from(bytes);
    // The last page, in the middle of what it holds.
    spoiled.fill(0xff, spoiled.length - 2_000, spoiled.length - 1_000);
    writeFileSync(file, spoiled);
    await server.start();
    return async () => {
      await server.stop();
      writeFileSync(file, bytes);
      await server.start();
    };
  };

  const mendIncidents = await spoil(incidents);
  const elsewhere = await verify();
  expect(elsewhere.code).toBe(1);
  expect(elsewhere.said).toContain('The log is whole: 1,200 events');
  expect(elsewhere.said).toContain('The table “incidents” is damaged');
  await mendIncidents();

  await spoil(events);
  const inTheLog = await verify();
  expect(inTheLog.code).toBe(1);
  expect(inTheLog.said).toContain('cannot be read: the database is damaged');
  await server.stop();
  await server.start();

  await execute(url, 'drop table incidents');
  expect((await verify()).code).toBe(1);
}, 120_000);

test('LOG-20: backup leaves PostgreSQL to its own tools, and says so', async () => {
  const out = join(temporaryFolder(), 'backup.db');
  const { code, err } = await run('backup', '--database', await emptyDatabase(), '--out', out);
  expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('pg_dump') });
  expect(readdirSync(join(out, '..'))).toEqual([]);
});
