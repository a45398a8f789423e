import { defaultMatrix } from '@incident-kit/server/domain';
import Database from 'better-sqlite3';
import { Kysely, PostgresDialect, SqliteDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { migrationsFor } from '../../packages/server/src/store/registry.ts';
import { run } from './support/cli.ts';
import { bareDatabase, engine, testStore } from './support/database.ts';
import { file, row } from './support/exports.ts';
import { fileOf, installedDatabase } from './support/imports.ts';
import { all, reportTo } from './support/log.ts';

const minute = 60_000;
const at = Date.UTC(2026, 10, 23, 9);

type EventRow = [number, string, number, string, number, data: object, personal: object];

const tablesOf = (url: string) =>
  new Kysely<unknown>({
    dialect:
      engine === 'sqlite'
        ? new SqliteDialect({ database: new Database(url.replace('sqlite:', '')) })
        : new PostgresDialect({ pool: new pg.Pool({ connectionString: url }) }),
  });

/** A database as the first version of this server left it, with a report that was resolved. */
async function firstVersion(): Promise<string> {
  const url = await bareDatabase();
  const db = tablesOf(url);
  const migrations = migrationsFor(engine);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateTo('0001-log');
  if (error) throw error;
  const actor = JSON.stringify({ role: 'agent', id: 'grace', site: 'pk_intranet' });
  const insert = (...[seq, stream, version, type, when, data, personal]: EventRow) =>
    sql`insert into events
      (seq, stream, version, type, at, actor, data, personal, salt, personal_digest, hash)
      values (${seq}, ${stream}, ${version}, ${type}, ${when}, ${actor}, ${JSON.stringify(data)},
        ${JSON.stringify({ actorName: 'Grace', personal })}, '', '', '')`.execute(db);
  const events = [
    ['incident.reported', old, { title: 'Printer', description: 'On fire', contact: null }],
    ['incident.acknowledged', {}, {}],
    ['incident.resolved', { code: 'fixed' }, { text: 'Put out' }],
  ] as const;
  const matrix = { version: 1, basedOn: 0, matrix: defaultMatrix };
  await insert(1, 'matrix', 1, 'matrix.published', at, matrix, { reason: null });
  for (const [index, [type, data, personal]] of events.entries()) {
    await insert(index + 2, 'incident/1', index + 1, type, at + index * minute, data, personal);
  }
  await sql`insert into incidents (number, status_category, seq, state)
    values (1, 'resolved', 4, '{}')`.execute(db);
  await sql`insert into matrix_versions (version, matrix, published_at, seq)
    values (1, ${JSON.stringify(defaultMatrix)}, ${at}, 1)`.execute(db);
  await sql`insert into answers (scope, key, answer, at) values
    ('note|pk_intranet|reporter|rosa|', 'note-key', '{"entry":{"text":"Its name is Bert"},"seq":4}', ${at}),
    ('report|pk_intranet|reporter|rosa|', 'report-key', '{"incident":"INC-1","seq":2}', ${at})`.execute(
    db,
  );
  await sql`update head set seq = 4`.execute(db);
  await db.destroy();
  return url;
}

/** The data of a report as it was before there were policies. */
const old = {
  number: 1,
  service: 'laptop',
  category: null,
  impact: 'high',
  urgency: 'high',
  priority: 'P1',
  matrixVersion: 1,
  targets: { response: 15 * minute, resolution: 240 * minute },
};

describe('a database of an earlier version', () => {
  test('LOG-1 LOG-7: its incidents are made again from the log', async () => {
    const store = await testStore(await firstVersion());
    const [incident] = await store.read(async (snapshot) => {
      const filter = { ...all, text: 'fire', status: 'resolved' } as const;
      return snapshot.incidents.getMany(await snapshot.incidents.findNumbers(filter, null, 10));
    });
    expect(incident).toMatchObject({
      title: 'Printer',
      status: { id: 'resolved' },
      terms: { policy: 'default', policiesVersion: 0, calendar: '24x7', targets: old.targets },
      acknowledged: { at: at + minute, by: 'Grace' },
      resolved: { text: 'Put out' },
    });
    const matrix = await store.read((snapshot) => snapshot.documents.get('matrix', 1));
    expect(matrix).toMatchObject({ document: defaultMatrix, publishedAt: at });
  });

  test('LOG-8: the head of its log gets its time from the last event', async () => {
    const store = await testStore(await firstVersion());
    await expect(reportTo(store, 'Long before', at - minute)).rejects.toMatchObject({
      code: 'clock-behind',
    });
    expect(await reportTo(store, 'After', at + 2 * minute)).toBe(2);
  });

  test('INC-2 LOG-13: kept answers lose the text of the notes that they were about', async () => {
    const store = await testStore(await firstVersion());
    const [note, report] = await store.read(async (snapshot) => [
      await snapshot.replies.get('note|pk_intranet|reporter|rosa|', 'note-key'),
      await snapshot.replies.get('report|pk_intranet|reporter|rosa|', 'report-key'),
    ]);
    expect(JSON.parse(note ?? '')).toEqual({ seq: 4 });
    expect(JSON.parse(report ?? '')).toEqual({ incident: 'INC-1', seq: 2 });
  });

  test('IMP-3: a dry run of an import says so, and does not bring it up to date', async () => {
    const url = await installedDatabase();
    const db = tablesOf(url);
    try {
      await sql`drop table imported_incidents`.execute(db);
      await sql`delete from kit_migration where name = '0027-imported-incidents'`.execute(db);
      const args = [fileOf(file(row({}))), '--preset', 'servicenow', '--zone', 'UTC', '--dry-run'];
      const said = await run('import', ...args, '--database', url);
      expect(said).toMatchObject({ code: 2, out: '' });
      expect(said.err).toContain('start the server on this one once, which brings it up to date.');
      const tables = await db.introspection.getTables();
      expect(tables.map(({ name }) => name)).not.toContain('imported_incidents');
    } finally {
      await db.destroy();
    }
  });
});
