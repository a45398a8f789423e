import { copyFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { projections } from '../../../packages/server/src/store/registry.ts';
import { execute } from './database.ts';

const tables = [
  'events',
  'head',
  'answers',
  'secrets',
  'site_secrets',
  ...projections.map((each) => each.table),
];

/** What the database itself makes of other columns. */
const columnsOf = (table: string) =>
  table === 'incident_texts' ? 'number, words, indexed_later' : '*';

/**
 * Keeps the database as it is now.
 * @returns puts that back while servers run: as a backup is, or as a server has it that takes over and had not
 *   yet got the end
 */
export async function backUp(url: string): Promise<() => Promise<void>> {
  if (url.startsWith('sqlite:')) return backUpFile(url.slice('sqlite:'.length));
  const copies = tables.map(
    (each) => `create table saved.${each} as select ${columnsOf(each)} from ${each}`,
  );
  await execute(url, ['create schema saved', ...copies].join(';'));
  return () =>
    execute(
      url,
      [
        'begin; select from head for update',
        ...tables.flatMap((each) => {
          const columns = columnsOf(each);
          const into = columns === '*' ? each : `${each} (${columns})`;
          return [`delete from ${each}`, `insert into ${into} select * from saved.${each}`];
        }),
        'commit',
      ].join(';'),
    );
}

async function backUpFile(file: string): Promise<() => Promise<void>> {
  const copy = `${file}.backup`;
  const database = new Database(file);
  await database.backup(copy);
  database.close();
  return async () => {
    // As `.restore` of SQLite's own shell does: through SQLite, into the file that is in use.
    copyFileSync(copy, `${copy}.used`);
    const backup = new Database(`${copy}.used`);
    await backup.backup(file);
    backup.close();
  };
}
