import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { verifyDatabase } from '../../../packages/server/src/audit/verify.ts';
import {
  damageIn,
  openForReading,
  openStore,
} from '../../../packages/server/src/store/open-store.ts';
import type { Store } from '../../../packages/server/src/store/port/store.ts';
import { CannotOpen } from '../../../packages/server/src/store/unavailable.ts';
import { run } from '../support/cli.ts';
import { execute, temporaryFolder } from '../support/database.ts';
import { noteOn, reportOn } from '../support/log.ts';

/** A file with a log, closed as it should be. */
async function closedFile(incidents = 40): Promise<string> {
  const file = join(temporaryFolder(), 'kit.db');
  const store = await openStore(`sqlite:${file}`);
  await fill(store, incidents);
  await store.close();
  return file;
}

async function fill(store: Store, incidents: number): Promise<void> {
  await store.write(async (transaction) => {
    for (let index = 0; index < incidents; index += 1) {
      const number = await reportOn(transaction, `Printer ${index} is on fire`, 1_000);
      for (let note = 0; note < 3; note += 1) {
        await noteOn(transaction, number, 'More smoke than before. '.repeat(20), 1_001);
      }
    }
  });
}

/** What `verify` finds in a file: the reason for which it is not whole, or null. */
async function wrongWith(file: string): Promise<string | null> {
  try {
    const reader = await openForReading(`sqlite:${file}`);
    try {
      const { tampering } = await verifyDatabase(reader, { damageIn });
      return tampering?.sentence ?? (await reader.findDamage());
    } finally {
      await reader.close();
    }
  } catch (error) {
    expect(error).toBeInstanceOf(CannotOpen);
    return (error as CannotOpen).message;
  }
}

/** A copy of what is on the disk while a server has the file open, with or without its journal. */
async function leftBehind(parts: readonly string[]): Promise<string> {
  const [from, to] = [join(temporaryFolder(), 'kit.db'), join(temporaryFolder(), 'kit.db')];
  const store = await openStore(`sqlite:${from}`);
  await fill(store, 3);
  for (const part of parts) copyFileSync(from + part, to + part);
  await store.close();
  return to;
}

describe('a damaged file', () => {
  test('LOG-11: whatever page is lost, verify does not call it whole, and names the damage', async () => {
    const file = await closedFile();
    expect(await wrongWith(file)).toBeNull();
    const whole = readFileSync(file);
    const pageSize = whole.readUInt16BE(16);
    const lost = join(temporaryFolder(), 'lost.db');
    for (let page = 0; page < whole.length / pageSize; page += 1) {
      const bytes = Buffer.from(whole);
      const there = bytes.subarray(page * pageSize, (page + 1) * pageSize);
      if (there.every((byte) => byte === 0)) continue;
      there.fill(0);
      writeFileSync(lost, bytes);
      expect(await wrongWith(lost), `page ${page + 1}`).toMatch(/damaged|not a database/);
    }
  }, 120_000);

  test('LOG-11: a file that was cut off is damaged, for the command in a sentence and for a server that starts', async () => {
    const file = await closedFile();
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.subarray(0, bytes.length / 2));
    const { code, out, err } = await run('verify', '--database', `sqlite:${file}`);
    expect(code).toBeGreaterThan(0);
    expect(out + err).toContain('damaged');
    expect(out + err).not.toMatch(/^\s+at /m);
    for (const args of [
      ['serve', '--port', '0'],
      ['rebuild'],
      ['backup', '--out', join(temporaryFolder(), 'backup.db')],
    ]) {
      const ended = await run(...args, '--config', settingsFor(file));
      expect(ended.code, args[0]).toBeGreaterThan(0);
      expect(ended.out + ended.err, args[0]).toContain('damaged');
      expect(ended.out + ended.err, args[0]).not.toMatch(/^\s+at /m);
    }
  }, 60_000);

  test('LOG-11: a log that is whole in a database that lacks a table is told as that', async () => {
    const file = await closedFile(1);
    await execute(`sqlite:${file}`, 'drop table notifications');
    const { code, out } = await run('verify', '--database', `sqlite:${file}`);
    expect(code).toBe(1);
    expect(out).toContain('The log is whole: 4 events');
    expect(out).toContain('The table “notifications” is missing.');
  });
});

describe('a file whose journal is gone', () => {
  test('LOG-21: is not taken for a new one, nor for one with less in it', async () => {
    const file = await leftBehind(['']);
    const database = `sqlite:${file}`;
    await expect(openStore(database)).rejects.toThrow('its journal');
    expect(await wrongWith(file)).toContain('its journal');
    // Looking has not made one: the next to look is told the same.
    expect(readdirSync(join(file, '..'))).toEqual(['kit.db']);
    const { code, out } = await run('verify', '--database', database);
    expect({ code, out }).toMatchObject({ code: 1, out: expect.stringContaining('its journal') });
  });

  test('LOG-21: is not begun anew where even its tables were in the journal, as those of versions before are', async () => {
    const file = join(temporaryFolder(), 'kit.db');
    const before = new Database(file);
    before.pragma('journal_mode = WAL');
    before.exec('create table head (id integer); create table events (seq integer)');
    const lost = join(temporaryFolder(), 'kit.db');
    copyFileSync(file, lost);
    before.close();
    await expect(openStore(`sqlite:${lost}`)).rejects.toThrow('its journal');
    // A file of which nothing has been made yet is a new one.
    const empty = join(temporaryFolder(), 'kit.db');
    writeFileSync(empty, '');
    await (await openStore(`sqlite:${empty}`)).close();
  });

  test('LOG-21: is what it was once the journal is beside it again', async () => {
    const file = await leftBehind(['', '-wal']);
    const store = await openStore(`sqlite:${file}`);
    expect(await store.read((snapshot) => snapshot.log.lastSeq())).toBe(12);
    await store.close();
    expect(await wrongWith(file)).toBeNull();
  });

  test('LOG-21: is taken as it is once somebody has said so, by making everything anew', async () => {
    const file = await leftBehind(['']);
    const database = `sqlite:${file}`;
    expect((await run('rebuild', '--database', database)).code).toBe(0);
    const store = await openStore(database);
    await fill(store, 1);
    await store.close();
    expect(await wrongWith(file)).toBeNull();
  });

  test('LOG-21: is not missed after a stop, nor while others have the file open', async () => {
    const file = await closedFile(1);
    const stores = [await openStore(`sqlite:${file}`), await openStore(`sqlite:${file}`)];
    await stores[0]?.close();
    stores.push(await openStore(`sqlite:${file}`));
    for (const store of stores.slice(1)) await store.close();
    expect(existsSync(`${file}-wal`)).toBe(false);
    await (await openStore(`sqlite:${file}`)).close();
    expect(await wrongWith(file)).toBeNull();
  });
});

describe('a folder that cannot be written', () => {
  test('LOG-11: its log is verified all the same, also with a journal, and nothing is left behind', async () => {
    const file = await leftBehind(['', '-wal']);
    for (const part of ['', '-wal']) chmodSync(file + part, 0o444);
    chmodSync(join(file, '..'), 0o555);
    const program = fileURLToPath(new URL('../support/read-only-process.ts', import.meta.url));
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        '--conditions=incident-kit-source',
        program,
        `sqlite:${await closedFile(1)}`,
        `sqlite:${file}`,
      ],
      { encoding: 'utf8' },
    );
    chmodSync(join(file, '..'), 0o755);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({ count: 12, tampering: null, damage: null, left: [] });
    expect(readdirSync(join(file, '..')).sort()).toEqual(['kit.db', 'kit.db-wal']);
  });
});

function settingsFor(file: string): string {
  const path = join(temporaryFolder(), 'settings.json');
  writeFileSync(path, JSON.stringify({ database: `sqlite:${file}` }));
  return path;
}
