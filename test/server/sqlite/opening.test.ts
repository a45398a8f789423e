import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openingProblems } from '../../../packages/server/src/store/cannot-open.ts';
import { openForReading, openStore } from '../../../packages/server/src/store/open-store.ts';
import { problemWith } from '../../../packages/server/src/store/sqlite/prepare.ts';
import { programFile } from '../../support/programs.ts';
import { temporaryFolder } from '../support/database.ts';
import { reportTo } from '../support/log.ts';
import { behindPooler, onFile, onPostgres } from '../support/proved-problems.ts';

/** The command, as who may do nothing special, in a folder. */
async function run(
  args: string[],
  options: { database?: string; cwd?: string; shell?: string } = {},
) {
  const isRoot = process.getuid?.() === 0;
  const command = [process.execPath, programFile('cli'), ...args];
  const [program = '', ...rest] = options.shell ? ['sh', '-c', options.shell, ...command] : command;
  const child = spawn(program, rest, {
    cwd: options.cwd ?? '/',
    env: { ...process.env, DATABASE_URL: options.database ?? '', HOME: '/nowhere', PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(isRoot && { uid: 65534, gid: 65534 }),
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [code, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, out, err };
}

/** What `serve` says of a database, and nothing besides: no stack. */
async function serveSays(
  database: string,
  options: { cwd?: string; shell?: string } = {},
): Promise<string> {
  const { code, out, err } = await run(['serve'], { ...options, database });
  expect(code).toBe(2);
  expect(out + err).not.toMatch(/ {4}at |node_modules|"stack"/);
  expect(err.trim().split('\n')).toHaveLength(1);
  return err.trim();
}

const refusal = (url: string) =>
  openStore(url).then(
    async (store) => {
      await store.close();
      return 'opened';
    },
    (error: Error) => error.message,
  );

function databaseWith(file: string, ...statements: string[]): string {
  const database = new Database(file);
  for (const each of statements) database.exec(each);
  database.close();
  return file;
}

/** A folder that others may look into, and not write to. */
function openFolder(): string {
  const folder = temporaryFolder();
  chmodSync(folder, 0o755);
  return folder;
}

/** Changes rights until the test is done, also so that whoever runs it can clear up. */
function close(path: string, mode: number): void {
  chmodSync(path, mode);
  onTestFinished(() => chmodSync(path, 0o777));
}

async function madeDatabase(folder = openFolder()): Promise<string> {
  const file = join(folder, 'kit.db');
  const store = await openStore(`sqlite:${file}`);
  await reportTo(store);
  await store.close();
  return file;
}

/** What is wrong, how it is brought about, and what is said of it. */
const problems: Record<(typeof onFile)[number], [said: RegExp, cause: () => Promise<string>]> = {
  'unknown-engine': [
    /^DATABASE_URL is “mysql:\/\/…@host\/db”, which this server cannot open\. Give it/,
    () => refusal('mysql://me:secret@host/db'),
  ],
  'no-file-name': [/names no file\. Write its path after “sqlite:”/, () => refusal('sqlite:')],
  'two-slashes': [
    /begins with “sqlite:\/\/”.* Write sqlite:\.\/kit\.db for .* sqlite:\/\/\/kit\.db for/,
    () => serveSays('sqlite://kit.db'),
  ],
  'home-folder': [
    new RegExp(`names “~/kit\\.db”.* Write the whole path, as in sqlite:${homedir()}/kit\\.db\\.`),
    () => refusal('sqlite:~/kit.db'),
  ],
  'file-parameters': [
    /ends with “\?mode=ro”, and a file takes no parameters\. Leave that away/,
    () => refusal('sqlite:./kit.db?mode=ro'),
  ],
  'in-memory': [
    /nothing is left when the server stops\. Name a file/,
    () => refusal('sqlite::memory:'),
  ],
  'no-file': [
    /^There is no file \/nowhere\/kit\.db\. Name another/,
    () => openForReading('sqlite:/nowhere/kit.db').then(String, (error) => error.message),
  ],
  'is-folder': [
    /is a folder\. Name a file in it, as in sqlite:.*\/incident-kit\.db\.$/,
    async () => {
      const folder = temporaryFolder();
      const reading = await openForReading(`sqlite:${folder}`).then(
        String,
        (error) => error.message,
      );
      expect(reading).toBe(await refusal(`sqlite:${folder}`));
      return reading;
    },
  ],
  'folder-not-made': [
    /^The folder .*\/file\/data cannot be made \(ENOTDIR\)\. Make it, or/,
    async () => {
      const folder = temporaryFolder();
      writeFileSync(join(folder, 'file'), '');
      return refusal(`sqlite:${join(folder, 'file', 'data', 'kit.db')}`);
    },
  ],
  'file-not-writable': [
    /kit\.db cannot be written by the user “\w+”\. Let them write the file and its folder/,
    async () => {
      const folder = openFolder();
      const file = await madeDatabase(folder);
      close(folder, 0o555);
      const inFolder = await serveSays(`sqlite:${join(folder, 'other.db')}`);
      close(folder, 0o777);
      close(file, 0o444);
      expect(await serveSays(`sqlite:${file}`)).toBe(inFolder.replace('other.db', 'kit.db'));
      return inFolder.replace('other.db', 'kit.db');
    },
  ],
  'file-not-readable': [
    /kit\.db cannot be read by the user “\w+”\. Let them read it/,
    async () => {
      const file = await madeDatabase();
      close(file, 0o000);
      const { code, err } = await run(['verify', '--database', `sqlite:${file}`]);
      expect(code).toBe(2);
      return err.trim();
    },
  ],
  'file-locked': [
    /kit\.db is locked by another process\. Stop whatever else has it open/,
    async () => {
      const file = await madeDatabase();
      const other = new Database(file);
      other.exec('begin immediate');
      try {
        return await refusal(`sqlite:${file}`);
      } finally {
        other.close();
      }
    },
  ],
  'disk-full': [
    /^There is no room left on the disk for \/data\/kit\.db\. Make some/,
    async () => {
      const database = new Database(join(temporaryFolder(), 'kit.db'));
      database.exec('create table filled (content blob)');
      // What a full disk is to SQLite: no further page to be had.
      database.pragma('max_page_count = 3');
      try {
        database.exec('insert into filled values (zeroblob(100000))');
        return 'inserted';
      } catch (error) {
        return String(problemWith('/data/kit.db', error)?.message);
      } finally {
        database.close();
      }
    },
  ],
  'not-sqlite': [
    /notes\.txt is not an SQLite database\. Name another file/,
    async () => {
      const file = join(temporaryFolder(), 'notes.txt');
      writeFileSync(file, 'These are my notes, and I would like to keep them. '.repeat(20));
      return refusal(`sqlite:${file}`);
    },
  ],
  damaged: [
    /kit\.db is damaged \(.*\)\. Put a backup in its place/,
    async () => {
      const file = await madeDatabase();
      const bytes = readFileSync(file);
      bytes.fill(0xee, 110, 4_096);
      writeFileSync(file, bytes);
      return refusal(`sqlite:${file}`);
    },
  ],
  'journal-missing': [
    /kit\.db-wal is missing/,
    async () => {
      const file = await madeDatabase();
      databaseWith(file, 'pragma user_version = 1');
      return refusal(`sqlite:${file}`);
    },
  ],
  'disk-failing': [
    /kit\.db cannot be read or written as it should \(SQLITE_IOERR\w*\)\. Look at the disk/,
    async () => {
      const folder = openFolder();
      chmodSync(folder, 0o777);
      // A file may not grow: what a disk does that fails in the middle.
      return serveSays(`sqlite:${join(folder, 'kit.db')}`, {
        shell: 'ulimit -f 40; exec "$0" "$@"',
      });
    },
  ],
  'other-tables': [
    /shop\.db is somebody else's: it has other tables already \(orders, users\)\. Nothing was changed/,
    async () => {
      const folder = temporaryFolder();
      const file = databaseWith(
        join(folder, 'shop.db'),
        'create table orders (id integer primary key)',
        'create table users (id integer primary key)',
      );
      const before = readFileSync(file);
      const said = await refusal(`sqlite:${file}`);
      expect(readFileSync(file).equals(before)).toBe(true);
      expect(readdirSync(folder)).toEqual(['shop.db']);
      return said;
    },
  ],
  'newer-version': [
    /made by a newer version of Incident Kit \(it has “9999-later”\)\. Install that version/,
    async () => {
      const file = databaseWith(
        await madeDatabase(),
        `insert into kit_migration values ('9999-later', '2030-01-01T00:00:00.000Z')`,
        'update head set oldest_version = 9999',
      );
      return refusal(`sqlite:${file}`);
    },
  ],
};

describe('what is said of a file that cannot be opened', () => {
  test.each(Object.entries(problems))('LOG-26: %s', async (_, [said, cause]) => {
    expect(await cause()).toMatch(said);
  });

  test('LOG-26: no sentence is there that nobody has brought about', () => {
    const proved = [...onFile, ...onPostgres, ...behindPooler];
    expect(Object.keys(openingProblems).sort()).toEqual(proved.sort());
  });

  test('LOG-26: somebody else’s file with a journal stays as it is, too', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'shop.db');
    const theirs = new Database(file);
    theirs.pragma('journal_mode = WAL');
    theirs.exec('create table users (id integer primary key)');
    const bytes = () => [file, `${file}-wal`].map((each) => readFileSync(each).toString('base64'));
    const before = bytes();
    expect(await refusal(`sqlite:${file}`)).toContain("somebody else's");
    expect(bytes()).toEqual(before);
    theirs.close();
    // And closed, as its program left it.
    const closed = readFileSync(file);
    expect(await refusal(`sqlite:${file}`)).toContain("somebody else's");
    expect(readFileSync(file).equals(closed)).toBe(true);
    expect(readdirSync(folder)).toEqual(['shop.db']);
  });

  test('LOG-26: a space may be written as %20, and a name that was taken as it stood is still found', async () => {
    const folder = temporaryFolder();
    await (await openStore(`sqlite:${folder}/my%20kit.db`)).close();
    expect(existsSync(join(folder, 'my kit.db'))).toBe(true);
    const former = join(folder, 'your%20kit.db');
    await (await openStore(`sqlite:${join(folder, 'your kit.db')}`)).close();
    writeFileSync(former, readFileSync(join(folder, 'your kit.db')));
    const store = await openStore(`sqlite:${former}`);
    await reportTo(store);
    await store.close();
    const other = await openStore(`sqlite:${join(folder, 'your kit.db')}`);
    expect(await other.read((snapshot) => snapshot.log.lastSeq())).toBe(0);
    await other.close();
    mkdirSync(join(folder, '50%'));
    await (await openStore(`sqlite:${folder}/50%/kit.db`)).close();
  });
});
