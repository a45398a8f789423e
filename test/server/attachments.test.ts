import { existsSync, globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { constants, deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { png, pngWithPlace } from '../support/pictures.ts';
import { emptyDatabase } from './support/database.ts';
import {
  amir,
  base,
  grace,
  headersOf,
  refusalOf,
  report,
  rosa,
  temporaryFolder,
  testKit,
  tom,
  visitor,
  type Who,
} from './support/kit.ts';
import { intranet } from './support/sites.ts';

type Options = NonNullable<Parameters<typeof testKit>[0]>;

const reticent = { ...intranet, anonymous: { report: true } };
const megabyte = 1024 * 1024;

/** A kit with a folder for its files, and a browser's calls. */
async function filingKit(settings: object = {}, options: Options = {}) {
  const folder = temporaryFolder();
  const world = testKit({
    database: await emptyDatabase(),
    attachments: { folder, ...settings },
    ...options,
  });
  const { kit, clock } = world;
  const ask = async (who: Who, method: string, path: string, init: RequestInit = {}) =>
    kit.fetch(
      new Request(`${base}${path}`, {
        method,
        duplex: 'half',
        ...init,
        headers: { ...(await headersOf(who, clock.now)), ...(init.headers as object) },
      } as RequestInit),
    );
  const create = (who: Who, name: string, size: number) =>
    ask(who, 'POST', '/uploads', { body: JSON.stringify({ name, size }) });
  const patch = (who: Who, id: string, offset: number, body: BodyInit | null) =>
    ask(who, 'PATCH', `/uploads/${id}`, { body, headers: { 'upload-offset': String(offset) } });
  const upload = async (who: Who, name: string, bytes: Uint8Array<ArrayBuffer> | string) => {
    const body = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
    const { id } = await (await create(who, name, body.byteLength)).json();
    const answer = await patch(who, id, 0, body);
    expect(answer.status).toBe(200);
    return answer.json();
  };
  const files = () =>
    globSync('files/**/*', { cwd: folder }).filter((each) => /[0-9a-f]{64}$/.test(each));
  const parts = () => globSync('uploads/*', { cwd: folder });
  return { ...world, folder, ask, create, patch, upload, files, parts };
}

async function codeOf(answer: Response) {
  return [answer.status, (await answer.json()).error?.code];
}

async function entriesOf(kit: Awaited<ReturnType<typeof filingKit>>, who: Who, incident: string) {
  const { entries } = await kit.as(who).incidents.timeline.query({ incident });
  return entries.filter((entry) => 'attachments' in entry && entry.attachments);
}

describe('attachments', () => {
  test('FILE-1: a file comes with a report and is shown to whoever may see the incident', async () => {
    const kit = await filingKit();
    const sent = await kit.upload(rosa, 'C:\\Users\\rosa\\Fehler „neu“.txt', 'it says 42');
    expect(sent).toMatchObject({ name: 'Fehler „neu“.txt', size: 10, type: 'text/plain' });
    const { incident } = await kit
      .as(rosa)
      .incidents.report.mutate(report({ attachments: [sent.id] }));
    const [entry] = await entriesOf(kit, rosa, incident);
    expect(entry).toMatchObject({
      kind: 'reported',
      attachments: [{ name: 'Fehler „neu“.txt', type: 'text/plain', size: 10, isPicture: false }],
    });
    const path = `/attachments/${incident}/${entry?.seq}/0`;
    const got = await kit.ask(rosa, 'GET', path);
    expect(await got.text()).toBe('it says 42');
    expect(Object.fromEntries(got.headers)).toMatchObject({
      'content-type': 'text/plain',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
      'content-disposition': expect.stringMatching(/^attachment; filename="Fehler _neu_\.txt"/),
    });
    expect((await kit.ask(grace, 'GET', path)).status).toBe(200);
    expect(await codeOf(await kit.ask(tom, 'GET', path))).toEqual([404, 'incident-not-found']);
    expect(await codeOf(await kit.ask(visitor, 'GET', path))).toEqual([401, 'sign-in-required']);
    expect(await codeOf(await kit.ask(rosa, 'GET', `${path.slice(0, -1)}1`))).toEqual([
      404,
      'attachment-not-found',
    ]);
  });

  test('FILE-2: an internal note’s file is the desk’s alone, also by a signed address of somebody else', async () => {
    const kit = await filingKit();
    const { incident, receipt } = await kit.as(visitor).incidents.report.mutate(report());
    const id = (await kit.upload(grace, 'secret.txt', 'canary')).id;
    const note = await kit.as(grace).incidents.addNote.mutate({
      incident,
      text: 'see',
      visibility: 'internal',
      attachments: [id],
    });
    const holder: Who = { bearer: receipt?.token ?? '' };
    const path = `/attachments/${incident}/${note.seq}/0`;
    expect(await codeOf(await kit.ask(holder, 'GET', path))).toEqual([404, 'attachment-not-found']);
    const query = { incident, entry: note.seq, file: 0 };
    const refused = await refusalOf(kit.as(holder).attachments.link.query(query));
    expect(refused.code).toBe('attachment-not-found');
    expect(await entriesOf(kit, holder, incident)).toEqual([]);
    const { url, expiresAt } = await kit.as(grace).attachments.link.query(query);
    const open = async (address: string) => kit.kit.fetch(new Request(address));
    expect(await (await open(url)).text()).toBe('canary');
    expect((await open(url.replace('audience=desk', 'audience=public'))).status).toBe(404);
    expect((await open(url.replace(String(expiresAt), String(expiresAt + 1)))).status).toBe(404);
    await kit.as(grace).incidents.retractNote.mutate({ incident, note: note.seq });
    expect((await open(url)).status).toBe(404);
    kit.clock.now = expiresAt;
    expect((await open(url)).status).toBe(404);
  });

  test('FILE-3: an upload is whose it is, and of those who may', async () => {
    const kit = await filingKit({}, { sites: [reticent] });
    expect(await codeOf(await kit.create(visitor, 'a.txt', 1))).toEqual([401, 'sign-in-required']);
    expect('attachments' in (await kit.as(visitor).forms.report.query())).toBe(false);
    expect((await kit.as(rosa).forms.report.query()).attachments).toEqual({
      fileBytes: 10 * megabyte,
      files: 10,
    });
    const { id } = await kit.upload(rosa, 'a.txt', 'mine');
    for (const method of ['GET', 'DELETE']) {
      const answer = await kit.ask(tom, method, `/uploads/${id}`);
      expect(await codeOf(answer)).toEqual([404, 'upload-not-found']);
    }
    expect(await codeOf(await kit.patch(tom, id, 4, null))).toEqual([404, 'upload-not-found']);
    const stolen = kit.as(tom).incidents.report.mutate(report({ attachments: [id] }));
    expect((await refusalOf(stolen)).code).toBe('upload-not-found');
    // Nothing was taken from her by that.
    await kit.as(rosa).incidents.report.mutate(report({ attachments: [id] }));
    const again = kit.as(rosa).incidents.report.mutate(report({ attachments: [id] }));
    expect((await refusalOf(again)).code).toBe('upload-not-found');
  });

  test('FILE-3: switched off, nothing is offered and nothing taken', async () => {
    const kit = await filingKit({ enabled: false });
    expect('attachments' in (await kit.as(rosa).forms.report.query())).toBe(false);
    expect(await codeOf(await kit.create(rosa, 'a.txt', 1))).toEqual([403, 'not-allowed']);
  });

  test('FILE-4: sizes, counts and names are limited', async () => {
    const kit = await filingKit({ fileBytes: 100, incidentBytes: 150, files: 2 });
    expect(await codeOf(await kit.create(rosa, 'a.txt', 101))).toEqual([413, 'file-too-large']);
    expect(await codeOf(await kit.create(rosa, 'a.txt', 0))).toEqual([400, 'invalid-input']);
    expect(await codeOf(await kit.create(rosa, 'x'.repeat(201), 1))).toEqual([
      400,
      'invalid-input',
    ]);
    expect(await codeOf(await kit.create(rosa, 'a/', 1))).toEqual([400, 'invalid-input']);
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c'])
      ids.push((await kit.upload(rosa, name, name.repeat(60))).id);
    const sent = (attachments: string[]) =>
      kit.as(rosa).incidents.report.mutate(report({ attachments }));
    expect((await refusalOf(sent(ids))).fields[0]?.code).toBe('too-many');
    const { incident } = await sent(ids.slice(0, 2));
    const note = { incident, text: 'one more', attachments: ids.slice(2) };
    expect((await refusalOf(kit.as(rosa).incidents.addNote.mutate(note))).code).toBe(
      'incident-full',
    );
    expect((await entriesOf(kit, rosa, incident)).map(({ kind }) => kind)).toEqual(['reported']);
  });

  test('FILE-5: what breaks off stays, and the rest is sent from there', async () => {
    const kit = await filingKit();
    const { id } = await (await kit.create(rosa, 'log.txt', 10)).json();
    const broken = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('0123'));
      },
      pull(controller) {
        controller.error(new Error('The line went dead.'));
      },
    });
    expect((await kit.patch(rosa, id, 0, broken)).status).toBe(500);
    const head = await kit.ask(rosa, 'HEAD', `/uploads/${id}`);
    expect(head.headers.get('upload-offset')).toBe('4');
    expect(await head.text()).toBe('');
    const wrong = await kit.patch(rosa, id, 3, '3456789');
    expect([wrong.status, (await wrong.json()).error.details]).toEqual([409, { offset: 4 }]);
    const early = kit.as(rosa).incidents.report.mutate(report({ attachments: [id] }));
    expect((await refusalOf(early)).code).toBe('upload-not-finished');
    expect(await codeOf(await kit.patch(rosa, id, 4, '456789 and more'))).toEqual([
      413,
      'file-too-large',
    ]);
    expect(await (await kit.patch(rosa, id, 4, '456789')).json()).toMatchObject({ offset: 10 });
    expect(kit.parts()).toEqual([]);
    expect(kit.files()).toHaveLength(1);
  });

  test('FILE-5: who begins again takes the place of a connection that is dead', async () => {
    const kit = await filingKit();
    const { id } = await (await kit.create(rosa, 'log.txt', 6)).json();
    const { promise: arrived, resolve } = Promise.withResolvers<void>();
    const dead = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('abc')),
      pull: () => {
        resolve();
        return new Promise(() => undefined);
      },
    });
    const stuck = kit.patch(rosa, id, 0, dead);
    await arrived;
    const { offset } = await (await kit.ask(rosa, 'GET', `/uploads/${id}`)).json();
    expect((await stuck).status).toBe(409);
    expect(await (await kit.patch(rosa, id, offset, 'abcdef'.slice(offset))).json()).toMatchObject({
      type: 'text/plain',
    });
  });

  test('FILE-6: what is not used in time, or taken back, leaves nothing', async () => {
    const kit = await filingKit({ uploadHours: 1 });
    const { id } = await (await kit.create(rosa, 'half.txt', 10)).json();
    await kit.patch(rosa, id, 0, 'half');
    const whole = await kit.upload(rosa, 'whole.txt', 'whole');
    const back = await kit.upload(rosa, 'back.txt', 'back');
    expect((await kit.ask(rosa, 'DELETE', `/uploads/${back.id}`)).status).toBe(204);
    await kit.kit.fireDue();
    expect([kit.parts().length, kit.files().length]).toEqual([1, 1]);
    kit.clock.now += 3_600_000;
    const late = kit.as(rosa).incidents.report.mutate(report({ attachments: [whole.id] }));
    expect((await refusalOf(late)).code).toBe('upload-not-found');
    await kit.kit.fireDue();
    expect([kit.parts(), kit.files()]).toEqual([[], []]);
  });

  test('FILE-7: the same bytes are kept once, until the last that has them is erased', async () => {
    const kit = await filingKit();
    const incidents: string[] = [];
    for (const name of ['a.txt', 'b.txt']) {
      const first = await kit.upload(rosa, name, 'the same');
      const second = await kit.upload(rosa, name, 'the same');
      const attachments = [first.id, second.id];
      const { incident } = await kit.as(rosa).incidents.report.mutate(report({ attachments }));
      incidents.push(incident);
    }
    expect(kit.files()).toHaveLength(1);
    const [one = '', two = ''] = incidents;
    const [entry] = await entriesOf(kit, rosa, one);
    await kit.as(amir).incidents.erase.mutate({ incident: one, reason: 'asked' });
    await kit.kit.fireDue();
    expect(kit.files()).toHaveLength(1);
    expect(await entriesOf(kit, grace, one)).toEqual([]);
    const path = `/attachments/${one}/${entry?.seq}/0`;
    expect((await kit.ask(grace, 'GET', path)).status).toBe(404);
    await kit.as(amir).people.erase.mutate({ id: 'rosa', reason: 'asked' });
    await kit.kit.fireDue();
    expect(kit.files()).toEqual([]);
    expect(globSync('aside/*', { cwd: kit.folder })).toEqual([]);
    expect(await entriesOf(kit, grace, two)).toEqual([]);
  });

  test('FILE-8: the type is what the bytes say, and what could run is text', async () => {
    const kit = await filingKit();
    const typed = async (name: string, bytes: Uint8Array<ArrayBuffer> | string) =>
      (await kit.upload(rosa, name, bytes)).type;
    const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>';
    expect(await typed('photo.png', '<!doctype html><script>alert(1)</script>')).toBe('text/plain');
    expect(await typed('photo.jpg', svg)).toBe('text/plain');
    expect(await typed('a.txt', png())).toBe('image/png');
    expect(await typed('a.html', '%PDF-1.7\n')).toBe('application/pdf');
    expect(await typed('a.txt', Uint8Array.of(0, 1, 2, 3))).toBe('application/octet-stream');
  });

  test('FILE-9: a picture loses where it was taken; one that cannot be read is refused', async () => {
    const kit = await filingKit();
    const { id, isPicture } = await kit.upload(rosa, 'photo.png', pngWithPlace());
    expect(isPicture).toBe(true);
    await kit.as(rosa).incidents.report.mutate(report({ attachments: [id] }));
    const kept = await readFile(join(kit.folder, kit.files()[0] ?? ''));
    expect(kept.includes('51.5007')).toBe(false);
    const damaged = pngWithPlace().slice(0, -20);
    const { id: next } = await (await kit.create(rosa, 'b.png', damaged.byteLength)).json();
    expect(await codeOf(await kit.patch(rosa, next, 0, damaged))).toEqual([422, 'file-refused']);
    await kit.kit.fireDue();
    expect(kit.parts()).toEqual([]);
  });

  test('FILE-1: a report that is sent again is one report, though its files are used', async () => {
    const kit = await filingKit();
    const { id } = await kit.upload(visitor, 'a.txt', 'a');
    const said = report({ attachments: [id] });
    const first = await kit.as(visitor).incidents.report.mutate(said);
    expect(await kit.as(visitor).incidents.report.mutate(said)).toEqual(first);
    const { id: anew } = await kit.upload(visitor, 'a.txt', 'a');
    const again = { ...said, attachments: [anew] };
    expect(await kit.as(visitor).incidents.report.mutate(again)).toEqual(first);
  });

  test('FILE-4: a gigabyte is cut off where the limit is', async () => {
    const kit = await filingKit({ fileBytes: megabyte });
    const { url, port } = await kit.kit.start({ port: 0 });
    expect(port).toBeGreaterThan(0);
    const headers = await headersOf(rosa, kit.clock.now);
    const ask = (method: string, path: string, init: object) =>
      fetch(`${url}${path}`, { method, ...init } as RequestInit);
    const created = await ask('POST', '/uploads', {
      headers,
      body: JSON.stringify({ name: 'big', size: megabyte }),
    });
    const { id } = await created.json();
    let sent = 0;
    const part = new Uint8Array(64 * 1024);
    const body = new ReadableStream({
      pull(controller) {
        if (sent >= 1024 * megabyte) controller.close();
        else controller.enqueue(part);
        sent += part.byteLength;
      },
    });
    const before = process.memoryUsage().rss;
    const answer = await ask('PATCH', `/uploads/${id}`, {
      headers: { ...headers, 'upload-offset': '0' },
      body,
      duplex: 'half',
    }).catch(() => null);
    expect([413, undefined]).toContain(answer?.status);
    expect(sent).toBeLessThan(100 * megabyte);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * megabyte);
    expect(existsSync(kit.folder)).toBe(true);
  });

  test('keeps a file that unpacks to 10 GB as it came, and never unpacks it', async () => {
    const { upload, files, folder } = await filingKit();
    // Zeros whose parts are packed by themselves are the same bytes over and over.
    const part = deflateRawSync(Buffer.alloc(64 * megabyte), {
      level: 9,
      finishFlush: constants.Z_FULL_FLUSH,
    });
    const parts = Math.floor((10 * megabyte - 20) / part.byteLength);
    expect(parts * 64 * megabyte).toBeGreaterThan(10_000_000_000);
    const bomb = Buffer.concat([
      Buffer.from('1f8b08000000000002ff', 'hex'),
      ...Array.from({ length: parts }, () => part),
      // The last block, which is empty.
      Buffer.from('030000000000', 'hex'),
    ]);
    const before = process.memoryUsage().rss;
    const { type } = await upload(rosa, 'zeros.gz', new Uint8Array(bomb));
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * megabyte);
    expect(type).toBe('application/gzip');
    const [kept = ''] = files();
    expect((await readFile(join(folder, kept))).equals(bomb)).toBe(true);
  });
});
