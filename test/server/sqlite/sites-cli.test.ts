import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createIncidentKit } from '@incident-kit/server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { run } from '../support/cli.ts';
import { emptyDatabase, temporaryFolder } from '../support/database.ts';
import { clientOf, intranet, report, rosa, type Who } from '../support/kit.ts';

describe('incident-kit sites', () => {
  test('ACC-20 ACC-21 ACC-23 ACC-24: a server that runs goes by what the command line says, and no file tells a secret', async () => {
    const database = await emptyDatabase();
    const settings = { database, sites: [intranet], secretsKey: 'x'.repeat(40) };
    const kit = createIncidentKit(settings);
    onTestFinished(() => kit.close());
    const at = (who: Who) => clientOf(kit.fetch, who, Date.now);
    await at(rosa).incidents.report.mutate(report());
    const folder = temporaryFolder();
    const config = join(folder, 'incident-kit.json');
    writeFileSync(config, JSON.stringify(settings));
    const sites = async (...args: string[]) => run('sites', ...args, '--config', config);
    const json = async (...args: string[]) => JSON.parse((await sites(...args, '--json')).out);

    const added = await sites(
      ...['add', '--origin', 'https://portal.example', '--origin', 'https://*.portal.example'],
      ...['--key', 'pk_portal', '--allow', 'report,badges', '--roles', 'reporter,agent'],
      ...['--require', 'stamp', '--badges-tell', 'none', '--default', 'sla-badge.variant=ring'],
      ...['--by', 'Grace Okafor', '--reason', 'The new portal'],
    );
    expect(added).toMatchObject({ code: 0, err: '' });
    const secret = added.out.trim().split('\n').at(-1) ?? '';
    expect(secret).toMatch(/^[\w+/]{43}=$/);
    const portal = (value: string): Who => ({ ...rosa, site: { key: 'pk_portal', secret: value } });
    const answers = (who: Who) =>
      at(who)
        .incidents.list.query({})
        .then(
          () => 'yes',
          (error) => error.data.code,
        );
    await expect.poll(() => answers(portal(secret)), { timeout: 10_000 }).toBe('yes');

    const rotated = await json('rotate', 'pk_portal', '--old-ends', '24h');
    await expect.poll(() => answers(portal(rotated.secret.value)), { timeout: 10_000 }).toBe('yes');
    expect(await answers(portal(secret))).toBe('yes');
    expect((await json('end-secret', 'pk_portal', 's1')).secrets).toMatchObject([{ id: 's2' }]);
    await expect.poll(() => answers(portal(secret)), { timeout: 10_000 }).toBe('token-invalid');
    expect((await json('disable', 'pk_portal', '--reason', 'Hammered at')).isEnabled).toBe(false);
    await expect
      .poll(() => answers(portal(rotated.secret.value)), { timeout: 10_000 })
      .toBe('site-disabled');

    // No export has a secret.
    const shown = await json('show', 'pk_portal');
    expect(shown).toMatchObject({
      version: 4,
      reason: 'Hammered at',
      site: {
        name: 'portal.example',
        highestRole: 'agent',
        anonymous: { report: true, badges: true, requiresStamp: true, proofOfWork: false },
      },
    });
    await kit.close();
    const file = join(folder, 'log.jsonl');
    expect(await run('export', '--database', database, '--out', file)).toMatchObject({ code: 0 });
    const exported = readFileSync(file, 'utf8');
    expect(exported).toContain('site.configured');
    for (const each of [secret, rotated.secret.value, intranet.secret]) {
      expect(exported).not.toContain(each);
    }
  }, 120_000);

  test('ACC-20: what cannot be is refused in a sentence', async () => {
    const database = await emptyDatabase();
    const kit = createIncidentKit({ database, sites: [intranet] });
    await kit.close();
    const refused = async (...args: string[]) => {
      const { code, out, err } = await run('sites', ...args, '--database', database);
      expect(out).toBe('');
      expect(err).not.toMatch(/^\s+at /m);
      return [code, err.split('\n')[0]];
    };
    expect(await refused('add', '--origin', 'https://a.example/')).toEqual([
      1,
      expect.stringMatching(/^origins\.0: Write an origin exactly/),
    ]);
    expect(await refused('add', '--origin', 'https://a.example', '--roles', 'root')).toEqual([
      2,
      '--roles takes reporter, agent, manager, admin or none, and not “root”.',
    ]);
    expect(await refused('disable', 'pk_x')).toEqual([1, expect.stringContaining('no site pk_x')]);
  });
});
