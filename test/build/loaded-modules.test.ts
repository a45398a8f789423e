import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const cli = join(root, 'packages/server/src/cli.ts');
const preload = pathToFileURL(join(import.meta.dirname, 'support/list-loaded.mjs')).href;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loaded-modules-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs the command line and lists what it loaded. */
async function run(...args: string[]): Promise<{ errors: string; loaded: string[] }> {
  const file = join(folder, 'loaded');
  const { DATABASE_URL: _, INCIDENT_KIT_CONFIG: __, ...env } = process.env;
  const child = spawn(process.execPath, ['--import', preload, cli, ...args], {
    cwd: folder,
    env: { ...env, LOADED_MODULES_FILE: file },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  await new Promise((resolve) => child.once('close', resolve));
  const loaded = (await readFile(file, 'utf8')).trim().split('\n');
  return { errors, loaded: loaded.map((url) => url.replace(pathToFileURL(root).href, '')) };
}

const having = (loaded: string[], part: string) => loaded.filter((url) => url.includes(part));

test('a command on PostgreSQL does not load SQLite and its binary', async () => {
  const { errors, loaded } = await run('verify', '--database', 'postgres://127.0.0.1:1/none');
  expect(errors).toContain('127.0.0.1:1');
  expect(having(loaded, '/store/postgres/')).not.toEqual([]);
  expect(having(loaded, 'better-sqlite3')).toEqual([]);
});

test('a command on SQLite does not load the client of PostgreSQL', async () => {
  const { errors, loaded } = await run('verify', '--database', `sqlite:${join(folder, 'none.db')}`);
  expect(errors).toContain('There is no file');
  expect(having(loaded, '/store/open-store.ts')).not.toEqual([]);
  expect(having(loaded, 'node_modules/pg/')).toEqual([]);
});

test('a settings file is read without loading the server', async () => {
  const config = join(folder, 'incident-kit.json');
  await writeFile(config, JSON.stringify({ database: `sqlite:${join(folder, 'none.db')}` }));
  const { errors, loaded } = await run('verify', '--config', config);
  expect(errors).toContain('none.db');
  expect(having(loaded, '/src/settings.ts')).not.toEqual([]);
  expect(having(loaded, '/src/kit.ts')).toEqual([]);
  expect(having(loaded, '/src/http/')).toEqual([]);
  expect(having(loaded, '/src/api/')).toEqual([]);
});
