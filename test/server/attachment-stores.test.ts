import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import S3rver from '@20minutes/s3rver';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Blobs } from '../../packages/server/src/blobs/blobs.ts';
import { ClamAv } from '../../packages/server/src/blobs/clamav.ts';
import { BlobFolder } from '../../packages/server/src/blobs/folder.ts';
import { S3Blobs } from '../../packages/server/src/blobs/s3.ts';
import { findScanner } from '../support/clamd.ts';
import { base, headersOf, report, rosa, temporaryFolder, testKit } from './support/kit.ts';
import { uploadTo } from './support/uploads.ts';

async function s3Settings() {
  const server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: temporaryFolder(),
    configureBuckets: [{ name: 'files', configs: [] }],
  });
  const { port } = await server.run();
  onTestFinished(() => server.close());
  return {
    endpoint: `http://127.0.0.1:${port}`,
    bucket: 'files',
    region: 'us-east-1',
    accessKeyId: 'S3RVER',
    secretAccessKey: 'S3RVER',
    prefix: 'kit/',
  };
}

const stores: Record<string, () => Promise<Blobs>> = {
  'a folder': async () => new BlobFolder(temporaryFolder()),
  'an S3-compatible store': async () => new S3Blobs(await s3Settings()),
};

const digest = 'ab'.repeat(32);
const bytes = (text: string) => new TextEncoder().encode(text);
const parts = (...texts: string[]) => Readable.from(texts.map(bytes));

async function textOf(stream: ReadableStream<Uint8Array> | null) {
  return stream && new Response(stream).text();
}

describe.each(Object.entries(stores))('in %s', (_name, make) => {
  test('FILE-10: an upload grows, keeps what came before it broke off, and is read as a whole', async () => {
    const blobs = await make();
    expect(await blobs.lengthOf('one')).toBe(0);
    await blobs.append('one', 0, parts('hello ', 'w'));
    expect(await blobs.lengthOf('one')).toBe(7);
    const large = new Uint8Array(2_500_000).fill(120);
    const broken = Readable.from(
      (async function* () {
        yield large;
        throw new Error('The line went dead.');
      })(),
    );
    await expect(blobs.append('one', 7, broken)).rejects.toThrow('went dead');
    expect(await blobs.lengthOf('one')).toBe(7 + large.byteLength);
    await blobs.append('one', 7 + large.byteLength, parts('!'));
    const whole = await blobs.readUpload('one');
    expect(Buffer.from(whole.subarray(0, 8)).toString()).toBe('hello wx');
    expect(whole.at(-1)).toBe('!'.charCodeAt(0));
    expect(await blobs.lengthOf('on')).toBe(0);
    await blobs.removeUpload('one');
    await blobs.removeUpload('one');
    expect(await blobs.lengthOf('one')).toBe(0);
  });

  test('FILE-10: what is set aside is found by nobody until it is put back', async () => {
    const blobs = await make();
    expect([await blobs.has(digest), await blobs.get(digest)]).toEqual([false, null]);
    await blobs.setAside(digest);
    await blobs.putBack(digest);
    await blobs.put(digest, bytes('some'));
    await blobs.put(digest, bytes('some'));
    expect(await textOf(await blobs.get(digest))).toBe('some');
    await blobs.setAside(digest);
    expect(await blobs.has(digest)).toBe(false);
    await blobs.putBack(digest);
    expect(await textOf(await blobs.get(digest))).toBe('some');
    await blobs.setAside(digest);
    await blobs.removeAside(digest);
    await blobs.putBack(digest);
    expect(await blobs.has(digest)).toBe(false);
  });
});

test('FILE-10: a file that was begun at one instance is finished and read at another', async () => {
  const s3 = await s3Settings();
  const database = `sqlite:${join(temporaryFolder(), 'kit.db')}`;
  const [one, two] = [
    testKit({ database, attachments: { s3 } }),
    testKit({ database, attachments: { s3 } }),
  ];
  const headers = await headersOf(rosa, one.clock.now);
  const ask = (kit: typeof one, method: string, path: string, body: string, offset = 0) =>
    kit.kit.fetch(
      new Request(base + path, {
        method,
        headers: { ...headers, 'upload-offset': String(offset) },
        body,
      }),
    );
  const created = await ask(one, 'POST', '/uploads', JSON.stringify({ name: 'a', size: 6 }));
  const { id } = await created.json();
  await ask(one, 'PATCH', `/uploads/${id}`, 'abc');
  expect(await (await ask(two, 'PATCH', `/uploads/${id}`, 'def', 3)).json()).toMatchObject({
    type: 'text/plain',
  });
  const { incident, seq } = await one
    .as(rosa)
    .incidents.report.mutate(report({ attachments: [id] }));
  const got = await two.kit.fetch(
    new Request(`${base}/attachments/${incident}/${seq}/0`, { headers }),
  );
  expect(await got.text()).toBe('abcdef');
});

describe('a virus scanner', () => {
  const { clamd, missing } = findScanner();
  let daemon: ChildProcess | undefined;
  afterAll(() => daemon?.kill());

  /** A daemon that knows one signature: of the words “incident-kit-test-virus”. */
  async function startDaemon(program: string): Promise<string> {
    const folder = temporaryFolder();
    const socket = join(folder, 'clamd.sock');
    const signature = Buffer.from('incident-kit-test-virus').toString('hex');
    writeFileSync(join(folder, 'own.ndb'), `Own.Test:0:*:${signature}\n`);
    const config = join(folder, 'clamd.conf');
    writeFileSync(
      config,
      [
        `LocalSocket ${socket}`,
        `DatabaseDirectory ${folder}`,
        ...['Foreground yes', 'OfficialDatabaseOnly no', 'User root', 'StreamMaxLength 20M'],
      ].join('\n'),
    );
    const child = spawn(program, ['-c', config], { stdio: 'ignore' });
    daemon = child;
    onTestFinished(() => void child.kill());
    const until = Date.now() + 30_000;
    while (!existsSync(socket) && Date.now() < until && child.exitCode === null) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return `unix:${socket}`;
  }

  test('one that is not on the machine is named, with the package that brings it', () => {
    expect(findScanner('/nowhere').missing).toMatch(/`apt-get install clamav-daemon`/);
  });

  if (clamd === null) console.info(missing);
  else
    test('FILE-11: what ClamAV finds something in is refused and not kept', async () => {
      const address = await startDaemon(clamd);
      const scanner = new ClamAv({ address, whenDown: 'refuse', timeoutSeconds: 20 });
      expect(await scanner.scan(bytes('all is well'))).toBe(null);
      expect(await scanner.scan(new Uint8Array(3_000_000))).toBe(null);
      const folder = temporaryFolder();
      const { kit, clock } = testKit({ attachments: { folder, scanner: { address } } });
      expect(await uploadTo(kit, rosa, clock.now, 'all is well')).toMatchObject({
        type: 'text/plain',
      });
      expect(await uploadTo(kit, rosa, clock.now, 'an incident-kit-test-virus')).toMatchObject({
        error: {
          code: 'file-refused',
          details: { why: 'infected', name: expect.stringContaining('Own.Test') },
        },
      });
    });

  test('FILE-11: while the scanner is away a file is refused, and taken once it is back', async () => {
    const socket = join(temporaryFolder(), 'scanner.sock');
    const scanner = { address: `unix:${socket}`, timeoutSeconds: 5 };
    const { kit, clock } = testKit({ attachments: { folder: temporaryFolder(), scanner } });
    const refused = (await uploadTo(kit, rosa, clock.now, 'later')) as unknown as {
      error: { code: string };
    };
    expect(refused.error.code).toBe('scanner-unavailable');
    // One that speaks as ClamAV does, as far as to say that all is well.
    const server = createServer((connection) => {
      connection.on('data', (data) => {
        if (data.subarray(-4).every((byte) => byte === 0)) connection.end('stream: OK\0');
      });
    });
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    onTestFinished(() => void server.close());
    expect(await uploadTo(kit, rosa, clock.now, 'later')).toMatchObject({ type: 'text/plain' });
  });

  test('FILE-11: where it is said so, what cannot be scanned is taken', async () => {
    const scanner = { address: 'tcp:127.0.0.1:1', whenDown: 'accept' as const };
    const { kit, clock } = testKit({ attachments: { folder: temporaryFolder(), scanner } });
    expect(await uploadTo(kit, rosa, clock.now, 'taken')).toMatchObject({ type: 'text/plain' });
  });
});
