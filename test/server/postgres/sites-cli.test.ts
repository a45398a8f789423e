import { text } from 'node:stream/consumers';
import { createIncidentKit } from '@incident-kit/server';
import { expect, onTestFinished, test } from 'vitest';
import { start } from '../support/cli.ts';
import { emptyDatabase } from '../support/database.ts';
import { clientOf, intranet, rosa, type Who } from '../support/kit.ts';

test('ACC-20 ACC-23 ACC-24: on PostgreSQL too a server goes by what the command line says, and secrets are sealed anew', async () => {
  const database = await emptyDatabase();
  const [old, fresh] = ['the key of last year, of 32 bytes', 'the key of this year, of 32 bytes'];
  const settings = { database, sites: [intranet], secretsKey: fresh, oldSecretsKeys: [old] };
  const kit = createIncidentKit(settings);
  onTestFinished(() => kit.close());
  await kit.fetch(new Request('http://kit.test/healthz'));
  const sites = async (args: string[], keys: Record<string, string>) => {
    const child = start(['sites', ...args, '--json', '--database', database], keys);
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    const [code, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
    expect([code, err]).toEqual([0, '']);
    return JSON.parse(out);
  };
  const add = ['add', '--key', 'pk_portal', '--origin', 'https://portal.example'];
  const { secret } = await sites([...add, '--roles', 'reporter'], {
    INCIDENT_KIT_SECRETS_KEY: old,
  });
  const who: Who = { ...rosa, site: { key: 'pk_portal', secret: secret.value } };
  const answers = () =>
    clientOf(kit.fetch, who, Date.now)
      .incidents.list.query({})
      .then(
        () => 'yes',
        (error) => error.data.code,
      );
  await expect.poll(answers, { timeout: 10_000 }).toBe('yes');
  const both = { INCIDENT_KIT_SECRETS_KEY: fresh, INCIDENT_KIT_OLD_SECRETS_KEY: old };
  expect(await sites(['reseal'], both)).toEqual({ resealed: 1, current: 0, unreadable: [] });
  expect((await sites(['disable', 'pk_portal'], both)).isEnabled).toBe(false);
  await expect.poll(answers, { timeout: 10_000 }).toBe('site-disabled');
}, 60_000);
