import { utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { expect, onTestFinished, test } from 'vitest';
import { checkBackup, checkClock } from '../../packages/server/src/cli/doctor/database-checks.ts';
import { checkProxy } from '../../packages/server/src/cli/doctor/settings-checks.ts';
import { settingsSchema } from '../../packages/server/src/settings.ts';
import { run } from './support/cli.ts';
import { emptyDatabase, temporaryFolder } from './support/database.ts';
import { base, intranet, testKit } from './support/kit.ts';

async function databaseWithTables(): Promise<string> {
  const database = await emptyDatabase();
  const { kit } = testKit({ database, sites: [], now: Date.now });
  await kit.fetch(new Request(`${base}/healthz`));
  await kit.close();
  return database;
}

async function settingsFile(content: string): Promise<string> {
  const path = join(temporaryFolder(), 'incident-kit.json');
  await writeFile(path, content);
  return path;
}

test('OPS-8: the doctor says what is wrong, what to do, and nothing that is secret', async () => {
  const database = await databaseWithTables();
  const { publicKey } = await generateKeyPair('RS256');
  const set = JSON.stringify({ keys: [await exportJWK(publicKey)] });
  const server = createServer((_, response) => response.end(set));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const site = (key: string, change: object) => ({
    key,
    name: key,
    origins: [`https://${key.slice(3)}.example`],
    ...change,
  });
  const jwks = (algorithm: string, at: number) => ({
    tokens: { algorithm, jwksUrl: `http://127.0.0.1:${at}/keys` },
  });
  const config = await settingsFile(
    JSON.stringify({
      publicUrl: 'http://incidents.example.com',
      trustedProxies: ['0.0.0.0/0'],
      sites: [
        { ...intranet, origins: ['http://intranet.example', 'https://*.intranet.example'] },
        site('pk_read', jwks('RS256', port)),
        site('pk_other', jwks('ES256', port)),
        site('pk_lost', jwks('RS256', 1)),
      ],
    }),
  );
  const { code, out, err } = await run(
    'doctor',
    '--database',
    database,
    '--config',
    config,
    '--json',
  );
  expect(err).toBe('');
  expect(code).toBe(1);
  const { ok, findings } = JSON.parse(out);
  expect(ok).toBe(false);
  const told = (findings as Record<string, string>[]).map(
    ({ check, level, sentence }) => `${check} ${level}: ${sentence}`,
  );
  for (const expected of [
    /^origins problem: publicUrl is http:/,
    /^origins warning: Pages of http:\/\/intranet\.example/,
    /^origins warning: https:\/\/\*\.intranet\.example lets every host/,
    /^keys fine: The keys of pk_read can be read/,
    /^keys problem: .* no key for ES256, which pk_other/,
    /^keys problem: The keys of pk_lost cannot be read/,
    /^clock fine/,
    /^database fine/,
    /^disk /,
    /^proxy problem: trustedProxies names every address/,
  ]) {
    expect(
      told.filter((each) => expected.test(each)),
      String(expected),
    ).toHaveLength(1);
  }
  for (const { level, next } of findings) expect(next === null).toBe(level === 'fine');
  expect(out).not.toContain(intranet.secret);
});

test('OPS-8: where all is well it ends with 0, also when something may be meant so', async () => {
  const database = await databaseWithTables();
  const config = await settingsFile(
    JSON.stringify({ sites: [{ ...intranet, origins: ['http://localhost:3000'] }] }),
  );
  const { code, out } = await run('doctor', '--database', database, '--config', config);
  expect(out).toContain('A server can write to it.');
  expect(out).not.toMatch(/Wrong/);
  expect(code).toBe(0);
});

test('OPS-8: clocks and proxies are looked at', () => {
  const levels = [0, 5_000, 60_000].map((off) => checkClock(1e12, 1e12 - off)[0]?.level);
  expect(levels).toEqual(['fine', 'warning', 'problem']);
  const behind = (trustedProxies: unknown) =>
    checkProxy(settingsSchema.parse({ publicUrl: 'https://kit.example', trustedProxies }))[0]
      ?.level;
  expect([0, 1, ['10.0.0.1']].map(behind)).toEqual(['warning', 'warning', 'fine']);
});

test('OPS-8: how old the last backup is, is told of a file or a folder, or that nobody says where it is', async () => {
  const folder = temporaryFolder();
  const told = async (path?: string) =>
    (await checkBackup(path)).map(({ level, sentence }) => `${level}: ${sentence}`)[0];
  const hoursAgo = async (name: string, hours: number) => {
    await writeFile(join(folder, name), 'rows');
    const at = Date.now() / 1000 - hours * 3_600;
    await utimes(join(folder, name), at, at);
  };
  expect(await told()).toMatch(/^warning: How old the last backup is cannot be told/);
  expect(await told(folder)).toMatch(/^problem: There is no backup/);
  await hoursAgo('monday.db', 50);
  expect(await told(folder)).toMatch(/^warning: The last backup is 50\.0 hours/);
  await hoursAgo('tuesday.db', 2);
  // One that was never finished is none.
  await hoursAgo('wednesday.db.4711.partial', 0);
  expect(await told(folder)).toMatch(/^fine: The last backup is 2\.0 hours/);
  expect(await told(join(folder, 'monday.db'))).toMatch(/^warning: .* 50\.0 hours/);
  expect(await told(join(folder, 'thursday.db'))).toMatch(/^problem:/);
});

test('OPS-4: settings that are no JSON are refused without showing what is in them', async () => {
  for (const broken of [
    `{"sites":[{"secret":"${intranet.secret}"`,
    `{"secret":${intranet.secret}}`,
  ]) {
    const { code, out, err } = await run('doctor', '--config', await settingsFile(broken));
    expect(code).toBe(2);
    expect(err).toContain('is not valid');
    expect(out + err).not.toContain(intranet.secret.slice(0, 6));
  }
});

test('OPS-8: the doctor says whether files can be kept and scanned', async () => {
  const database = await databaseWithTables();
  const clamd = createTcpServer((socket) => {
    socket.once('data', () => socket.end('ClamAV 1.4.3/27800/Thu Nov 26 08:00:00 2026\0'));
  });
  await new Promise<void>((resolve) => clamd.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void clamd.close());
  const { port } = clamd.address() as AddressInfo;
  const said = async (attachments: object) => {
    const config = await settingsFile(JSON.stringify({ sites: [intranet], attachments }));
    const { out } = await run('doctor', '--database', database, '--config', config, '--json');
    return (JSON.parse(out).findings as Record<string, string>[])
      .filter(({ check }) => check === 'files')
      .map(({ level, sentence }) => `${level}: ${sentence}`)
      .join('\n');
  };
  const folder = temporaryFolder();
  const well = await said({ folder, scanner: { address: `tcp:127.0.0.1:${port}` } });
  expect(well).toMatch(/^fine: Files are kept in /);
  expect(well).toContain('fine: The virus scanner');
  expect(well).toContain('ClamAV 1.4.3');
  await writeFile(join(folder, 'file'), '');
  const ill = await said({
    s3: {
      endpoint: 'http://127.0.0.1:1',
      bucket: 'incidents',
      accessKeyId: 'AKID',
      secretAccessKey: 'a-secret-that-is-not-said',
    },
    scanner: { address: 'tcp:127.0.0.1:1' },
  });
  expect(ill).toContain('problem: Files are to be kept in the bucket incidents');
  expect(ill).toContain('problem: The virus scanner at tcp:127.0.0.1:1 does not answer');
  expect(ill).toContain('No file is taken.');
  expect(ill).not.toContain('a-secret');
});
