import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../../packages/server/src/store/open-store.ts';
import { startWriter } from '../support/children.ts';
import { run } from '../support/cli.ts';
import { execute, temporaryFolder } from '../support/database.ts';
import { reportOn, wholeLog } from '../support/log.ts';

describe('a backup', () => {
  test('LOG-20: of a database that is written to has everything that was answered before, and goes on from there', async () => {
    const url = `sqlite:${join(temporaryFolder(), 'kit.db')}`;
    const out = join(temporaryFolder(), 'backup.db');
    const writer = startWriter(url, '8');
    writer.begin();
    await writer.says(50);
    const answered = Math.max(...writer.lines.map(Number));
    const { code, out: said } = await run('backup', '--database', url, '--out', out);
    const before = writer.lines.length;
    // It went on meanwhile, and goes on.
    expect(before).toBeGreaterThan(50);
    await writer.says(before + 1);
    await writer.kill();
    expect(code).toBe(0);
    expect(said).toContain('The log in it is whole');
    expect(readdirSync(join(out, '..'))).toEqual(['backup.db']);

    const store = await openStore(`sqlite:${out}`);
    const log = await wholeLog(store);
    expect(log.length).toBeGreaterThanOrEqual(answered);
    const original = await openStore(url);
    expect(log).toEqual((await wholeLog(original)).slice(0, log.length));
    await original.close();
    await store.write((transaction) => reportOn(transaction, 'After the restore', 9_000_000));
    await store.close();
    expect((await run('verify', '--database', `sqlite:${out}`)).code).toBe(0);
  }, 60_000);

  test('LOG-20: is not made of a log that is not whole, nor over the database, and leaves what was there', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'kit.db');
    const url = `sqlite:${file}`;
    const store = await openStore(url);
    await store.write((transaction) => reportOn(transaction));
    await store.close();
    const out = join(temporaryFolder(), 'backup.db');
    writeFileSync(out, 'the backup of yesterday');
    await execute(url, "update events set type = 'incident.closed' where seq = 1");
    const refused = await run('backup', '--database', url, '--out', out);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain('not whole');
    expect(readFileSync(out, 'utf8')).toBe('the backup of yesterday');
    expect(readdirSync(join(out, '..'))).toEqual(['backup.db']);
    for (const args of [
      ['--out', file],
      ['--out', join(folder, 'no-such-folder', 'backup.db')],
      ['--out', folder],
      [],
    ]) {
      const { code, err } = await run('backup', '--database', url, ...args);
      expect(code, args.join(' ')).toBe(2);
      expect(err, args.join(' ')).not.toMatch(/^\s+at /m);
    }
    const nowhere = await run('backup', '--database', `sqlite:${folder}/none.db`, '--out', out);
    expect(nowhere).toMatchObject({ code: 2, err: expect.stringContaining('There is no file') });
    expect(existsSync(join(folder, 'none.db'))).toBe(false);
  }, 60_000);
});
