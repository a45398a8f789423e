/**
 * node scripts/record-version.ts <checkout> <folder>: records what a version of the server answers on the
 * wire and what it leaves in its databases, for later versions to be held to. See the README.md in
 * test/fixtures/version-0.1.0.
 *
 * The checkout has its node_modules; its server runs from its sources.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import pg from 'pg';
import { administer, startPostgres } from '../test/support/postgres.ts';
import {
  chapterNames,
  type MakeKit,
  play,
  type Recording,
} from '../test/support/recording/chapters.ts';
import { dumpPostgres } from '../test/support/recording/postgres-dump.ts';
import type { Transport } from '../test/support/recording/wire.ts';
import { run } from './lib/processes.ts';

const [checkout = '', folder = ''] = process.argv.slice(2).map((path) => resolve(path));
if (!folder) throw new Error('Name the checkout to record, and the folder to write to.');

const server = join(checkout, 'packages/server/src');
const { createIncidentKit }: { createIncidentKit: MakeKit } = await import(
  pathToFileURL(join(server, 'index.ts')).href
);

/** Plays all chapters; what the first leaves is looked at before the others go on. */
async function record(
  database: string,
  transport: Transport,
  afterHistory: () => Promise<void> = async () => undefined,
): Promise<Recording> {
  const recording: Partial<Recording> = {};
  let from: number | undefined;
  for (const chapter of chapterNames) {
    const played = await play(createIncidentKit, database, chapter, from, transport);
    recording[chapter] = played;
    from = played.ends;
    if (chapter === 'history') await afterHistory();
  }
  return recording as Recording;
}

async function keep(name: string, content: string | Buffer): Promise<void> {
  // Without the time in it, so that the same content gives the same file.
  await writeFile(join(folder, `${name}.gz`), gzipSync(content, { level: 9 }));
}

/** The export and the public key, as the version's own command line makes them. */
async function exportFrom(database: string, engine: string): Promise<void> {
  const cli = async (...args: string[]) => {
    const { code, output } = await run(process.execPath, [join(server, 'cli.ts'), ...args], {});
    if (code !== 0) throw new Error(`${args[0]} ended with ${code}:\n${output}`);
    return output;
  };
  const file = join(scratch, `${engine}.jsonl`);
  await cli('export', '--database', database, '--out', file);
  await keep(`export.${engine}.jsonl`, await readFile(file));
  await writeFile(
    join(folder, `public-key.${engine}.pem`),
    await cli('keys', '--database', database),
  );
}

function assertSame(what: string, one: Recording, other: Recording): void {
  for (const chapter of chapterNames) {
    for (const [index, { headers: _, ...first }] of one[chapter].exchanges.entries()) {
      const { headers: __, ...second } = { ...other[chapter].exchanges[index] };
      if (isDeepStrictEqual(first, second)) continue;
      const both = JSON.stringify([first, second], null, 2);
      throw new Error(`${what} ${chapter} ${index} is answered in two ways:\n${both}`);
    }
  }
}

const scratch = await mkdtemp(join(tmpdir(), 'incident-kit-record-'));
const postgres = await startPostgres(['fsync=off']);
try {
  await mkdir(folder, { recursive: true });
  const sqlite = join(scratch, 'kit.db');
  const recording = await record(`sqlite:${sqlite}`, 'socket', async () => {
    await exportFrom(`sqlite:${sqlite}`, 'sqlite');
    const database = new Database(sqlite);
    database.pragma('journal_mode = delete');
    database.close();
    await keep('history.db', await readFile(sqlite));
  });
  await keep('recording.json', JSON.stringify(recording));

  await administer(postgres.url, 'create database recorded');
  const url = `${postgres.url}/recorded`;
  const onPostgres = await record(url, 'socket', async () => {
    await exportFrom(url, 'postgres');
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await keep('history.postgres.json', JSON.stringify(await dumpPostgres(client)));
    await client.end();
  });
  assertSame('On PostgreSQL', recording, onPostgres);

  const other = `sqlite:${join(scratch, 'other.db')}`;
  assertSame('Without a socket', recording, await record(other, 'fetch'));
} finally {
  await postgres.remove();
  await rm(scratch, { recursive: true, force: true });
}
