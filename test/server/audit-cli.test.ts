import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { auditedLog, exportTo } from './support/audited.ts';
import { run, start } from './support/cli.ts';
import { emptyDatabase, execute, temporaryFolder, testStore } from './support/database.ts';
import { noteOn, reportOn, wholeLog } from './support/log.ts';

describe('the command line', () => {
  test('LOG-11: verify ends with 0 for a log that is whole, with 1 and a sentence for one that is not, with 2 when it cannot look', async () => {
    const { url, log } = await auditedLog();
    const whole = await run('verify', '--database', url);
    expect(whole).toMatchObject({ code: 0, err: '' });
    expect(whole.out).toContain(`The log is whole: ${log.length} events (`);
    expect(whole.out).toContain(log.at(-1)?.hash);

    await execute(url, "update events set type = 'incident.closed' where seq = 6");
    expect(await run('verify', '--database', url)).toEqual({
      code: 1,
      err: '',
      out: 'The log is not whole. Event 6 (incident/1, incident.closed) was edited: what it says does not fit its hash.\n',
    });

    const nowhere = join(temporaryFolder(), 'nowhere', 'kit.db');
    const missing = await run('verify', '--database', `sqlite:${nowhere}`);
    expect(missing).toMatchObject({ code: 2, out: '' });
    expect(missing.err).toContain('There is no file');
    expect(existsSync(nowhere)).toBe(false);
    for (const args of [
      ['verify', '--nonsense'],
      ['verify', 'a', 'b'],
      ['verify', 'no-such-file.jsonl'],
      ['verify', '--public-key', 'x'],
      ['erase', '--site', 'pk'],
      ['export', '--after', 'yesterday'],
      ['nonsense'],
    ]) {
      const { code, out, err } = await run(...args);
      expect({ code, out }, args.join(' ')).toEqual({ code: 2, out: '' });
      expect(err, args.join(' ')).not.toMatch(/^\s+at /m);
    }
  }, 60_000);

  test('LOG-12: an export is verified elsewhere, with the key that somebody vouches for', async () => {
    const { url, log } = await auditedLog();
    const folder = temporaryFolder();
    const [file, keyFile] = [join(folder, 'log.jsonl'), join(folder, 'key.pem')];
    const exported = await run('export', '--database', url, '--out', file);
    expect(exported).toMatchObject({ code: 0, out: '' });
    expect(exported.err).toContain(`Exported ${log.length} events up to ${log.length}, signed by`);
    expect(readdirSync(folder)).toEqual(['log.jsonl']);
    expect(statSync(file).mode & 0o077).toBe(0);

    const printed = await run('keys', '--database', url);
    const fingerprint = /SHA256:\S+/.exec(printed.out)?.[0] ?? '';
    expect(printed.out).toContain('BEGIN PUBLIC KEY');
    expect(exported.err).toContain(fingerprint);
    writeFileSync(keyFile, printed.out);

    const unvouched = await run('verify', file);
    expect(unvouched.code).toBe(0);
    expect(unvouched.out).toContain(`signed by ${fingerprint}. Nobody has vouched for this key`);
    const vouched = await run('verify', file, '--public-key', keyFile);
    expect(vouched).toMatchObject({ code: 0 });
    expect(vouched.out).toContain('the key that was named');

    const other = await run('keys', '--database', (await auditedLog()).url);
    const wrong = await run('verify', file, `--public-key=${other.out}`);
    expect(wrong.code).toBe(1);
    expect(wrong.out).toContain(`signed by ${fingerprint}, and not by the key that was named`);
    expect((await run('verify', file, '--public-key', 'no key')).code).toBe(2);

    const lines = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, lines.toSpliced(4, 1).join('\n'));
    const cut = await run('verify', file);
    expect(cut).toMatchObject({ code: 1 });
    expect(cut.out).toContain('Event 5 was removed');
  }, 60_000);

  test('LOG-11 LOG-12: against an earlier export, a database and a continuation are held to it', async () => {
    const { url, store, log } = await auditedLog();
    const last = log.length;
    const earlier = await exportTo(store);
    await store.write((transaction) => noteOn(transaction, 1, 'Later', 1_007));
    const later = await exportTo(store, last);

    const kept = await run('verify', '--database', url, '--against', earlier);
    expect(kept).toMatchObject({ code: 0 });
    expect(kept.out).toContain(`Everything in ${earlier} is in it, as it was.`);
    const goesOn = await run('verify', later, '--against', earlier);
    expect(goesOn).toMatchObject({ code: 0 });
    expect(goesOn.out).toContain(`events ${last + 1} to ${last + 1}`);

    const { hash, at } = log[last - 2] ?? { hash: '', at: 0 };
    await execute(
      url,
      `delete from events where seq >= ${last}; ` +
        `update head set seq = ${last - 1}, hash = '${hash}', at = ${at}`,
    );
    expect((await run('verify', '--database', url)).code).toBe(0);
    const cut = await run('verify', '--database', url, '--against', earlier);
    expect(cut.code).toBe(1);
    expect(cut.out).toContain(
      `Event ${last} (incident/3, incident.note-added) and what came after it were cut off since the export.`,
    );
  }, 60_000);

  test('LOG-12: whoever stops reading an export early hears no more of it, and a file that is none is left alone', async () => {
    const url = await emptyDatabase();
    const store = await testStore(url);
    await store.write(async (transaction) => {
      const number = await reportOn(transaction, 'Long');
      for (let index = 0; index < 300; index += 1) {
        await noteOn(transaction, number, 'x'.repeat(4_000));
      }
    });
    const child = start(['export', '--database', url]);
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    const said = text(child.stderr);
    child.stdout.once('data', () => child.stdout.destroy());
    expect(await ended).toBe(1);
    expect(await said).toBe('Whoever read the export left before its end.\n');

    const folder = temporaryFolder();
    mkdirSync(join(folder, 'there'));
    expect((await run('export', '--database', url, '--out', join(folder, 'there'))).code).toBe(2);
    await execute(url, 'delete from events where seq = 5');
    const broken = await run('export', '--database', url, '--out', join(folder, 'log.jsonl'));
    expect(broken.code).toBe(1);
    expect(broken.err).toContain('The log is not whole, so the export was not signed. Event 5');
    expect(readdirSync(folder)).toEqual(['there']);
  }, 60_000);

  test('LOG-13: a person is erased from the command line, and then again for nothing', async () => {
    const { url, store } = await auditedLog();
    await store.write(async (transaction) => {
      for (let index = 0; index < 120; index += 1) await noteOn(transaction, 4, 'More', 1_010);
    });
    const erased = await run('erase', '--database', url, '--person', 'grace', '--reason', 'Asked');
    expect(erased).toMatchObject({ code: 0, err: '' });
    const log = await wholeLog(store);
    expect(JSON.stringify(log)).not.toMatch(/Grace|Heating|More/);
    const records = log.filter((each) => each.type === 'incident.erased');
    expect(records.at(-1)).toMatchObject({
      actor: { role: 'system', id: null },
      personal: { actorName: null, personal: { reason: 'Asked' } },
    });
    expect((await run('verify', '--database', url)).code).toBe(0);
    expect(await run('erase', '--database', url, '--person', 'grace')).toMatchObject({
      code: 1,
      err: expect.stringContaining('Nothing of this person is left'),
    });
    expect(await run('erase', '--database', url, '--incident', 'INC-99')).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no incident INC-99'),
    });
  }, 60_000);
});
