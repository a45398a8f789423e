import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstDifference } from '../../packages/server/src/audit/compare.ts';
import { lineOf } from '../../packages/server/src/audit/export.ts';
import { eventsIn, verifyFile } from '../../packages/server/src/audit/export-file.ts';
import { eventsOf, pagesOf } from '../../packages/server/src/audit/pages.ts';
import { seal, signingKeyIn } from '../../packages/server/src/audit/signature.ts';
import { verifyDatabase } from '../../packages/server/src/audit/verify.ts';
import { type IncidentEvent, replay } from '../../packages/server/src/domain/index.ts';
import { openForReading } from '../../packages/server/src/store/open-store.ts';
import type { StoredEvent } from '../../packages/server/src/store/port/log.ts';
import { fillDatabase } from '../support/simulate-incidents/database.ts';
import { type Audited, auditedLog, eraseIncident, exportTo, wrongWith } from './support/audited.ts';
import { emptyDatabase, engine, execute, temporaryFolder, testStore } from './support/database.ts';
import { chainAnew, noteOn, reportTo, wholeLog } from './support/log.ts';

const runs = engine === 'sqlite' ? 150 : 40;

/** Something done to a log behind the store's back, and what verifying it should say. */
interface Attack {
  statement: string;
  kind: string | string[];
  seq: number;
}

const columns = 'stream, version, type, at, actor, data, personal, salt, personal_digest, hash';

/** Moves everything from a position on; in two steps, as no two may have one number meanwhile. */
const shift = (from: number, by: number) =>
  `update events set seq = -seq where seq >= ${from}; ` +
  `update events set seq = -seq + ${by} where seq < 0;`;

const insertCopy = (of: number, at: number) =>
  `insert into events (seq, ${columns}) select ${at}, 'copy', 1, type, at, actor, data, ` +
  `personal, salt, personal_digest, hash from events where seq = ${of === at ? at + 1 : of};`;

/** @param log as it was before */
function attackOn(log: StoredEvent[]): fc.Arbitrary<Attack> {
  const last = log.length;
  const any = fc.integer({ min: 1, max: last });
  const edit = (set: string, kind: string | string[]) =>
    any.map((seq) => ({ statement: `update events set ${set} where seq = ${seq}`, kind, seq }));
  const isErased = (seq: number) => log[seq - 1]?.personal === null;
  return fc.oneof(
    edit("stream = 'incident/99'", 'edited'),
    edit('version = version + 1000', 'edited'),
    edit("type = type || 'x'", 'edited'),
    edit('at = at + 1', 'edited'),
    edit(`actor = '{"role":"agent","id":"mallory","site":null}'`, 'edited'),
    edit(`data = '{"forged":true}'`, 'edited'),
    edit("data = 'no json'", 'edited'),
    edit("actor = 'null'", 'edited'),
    edit(`personal_digest = '${'0'.repeat(64)}'`, 'edited'),
    edit(`hash = '${'0'.repeat(64)}'`, ['hash-replaced', 'edited']),
    edit(`personal = '{"actorName":"Mallory","personal":{"text":"Forged"}}'`, 'text-edited'),
    edit("personal = 'no json'", 'text-edited'),
    edit("salt = '00'", 'text-edited'),
    any
      .filter((seq) => !isErased(seq))
      .map((seq) => ({
        statement: `update events set personal = null, salt = null where seq = ${seq}`,
        kind: 'text-removed',
        seq,
      })),
    any
      .filter((seq) => !isErased(seq))
      .map((seq) => ({
        statement: `update events set personal = null where seq = ${seq}`,
        kind: 'text-edited',
        seq,
      })),
    // Removed, with the gap left open or closed.
    fc.integer({ min: 1, max: last - 1 }).map((seq) => ({
      statement: `delete from events where seq = ${seq}`,
      kind: 'removed',
      seq,
    })),
    fc.integer({ min: 1, max: last - 2 }).map((seq) => ({
      statement: `delete from events where seq = ${seq}; ${shift(seq + 1, -1)}`,
      kind: 'removed',
      seq,
    })),
    fc.tuple(any, any).map(([of, at]) => ({
      statement: `${shift(at, 1)} ${insertCopy(of >= at ? of + 1 : of, at)}`,
      kind: 'inserted',
      seq: at,
    })),
    any.map((of) => ({
      statement: insertCopy(of, last + 1),
      kind: 'inserted',
      seq: last + 1,
    })),
    fc
      .tuple(any, any)
      .filter(([one, other]) => one < other)
      .map(([one, other]) => ({
        statement:
          `update events set seq = -1 where seq = ${one}; ` +
          `update events set seq = ${one} where seq = ${other}; ` +
          `update events set seq = ${other} where seq = -1`,
        kind: 'reordered',
        seq: one,
      })),
    any.map((seq) => ({
      statement: `update events set seq = ${last + 7} where seq = ${seq}`,
      kind: 'reordered',
      seq,
    })),
    any.map((seq) => ({ statement: shift(seq, 1), kind: 'reordered', seq })),
    any.map((seq) => ({
      statement: `delete from events where seq >= ${seq}`,
      kind: 'tail-cut',
      seq,
    })),
    fc.constantFrom(
      { statement: `update head set seq = ${last + 3}`, kind: 'tail-cut', seq: last + 1 },
      { statement: `update head set seq = ${last - 1}`, kind: 'inserted', seq: last },
      { statement: `update head set hash = '00'`, kind: 'head-changed', seq: last },
      { statement: 'update head set at = at + 1', kind: 'head-changed', seq: last },
      { statement: 'delete from head', kind: 'head-changed', seq: last },
    ),
  );
}

/** The log is cut before a position, and its head goes with it. */
const cutWithHead = ({ log, url }: Audited, seq: number) => {
  const { hash, at } = log[seq - 2] as StoredEvent;
  return execute(
    url,
    `delete from events where seq >= ${seq}; ` +
      `update head set seq = ${seq - 1}, hash = '${hash}', at = ${at}`,
  );
};

async function inFile(path: string, lines: string[]) {
  writeFileSync(path, lines.join(''));
  return (await verifyFile(path)).tampering;
}

/** With their line feeds. */
const linesOf = (path: string): string[] => readFileSync(path, 'utf8').match(/.*\n/g) ?? [];

describe('verifying the log', () => {
  test('LOG-11: a log that nobody touched is whole, with what was erased on request', async () => {
    const { url, log } = await auditedLog();
    const reader = await openForReading(url);
    const verified = await verifyDatabase(reader);
    await reader.close();
    const erased = log.filter((each) => each.personal === null).length;
    expect(verified).toMatchObject({ count: log.length, erased, tampering: null });
    expect(erased).toBeGreaterThan(2);
  });

  test('LOG-11: of whatever is done to it, the first event and the kind are named', async () => {
    const audited = await auditedLog();
    await fc.assert(
      fc.asyncProperty(attackOn(audited.log), async ({ statement, kind, seq }) => {
        await execute(audited.url, statement);
        const found = await wrongWith(audited.url);
        await audited.restore();
        expect(found, statement).toMatchObject({ seq });
        expect([kind].flat(), `${statement}: ${found?.sentence}`).toContain(found?.kind);
        if (found?.stream && found.kind !== 'inserted') {
          expect(found.sentence).toContain(`${seq} (${found.stream}, ${found.type})`);
        }
      }),
      { numRuns: runs },
    );
    expect(await wrongWith(audited.url)).toBeNull();
  });

  test('LOG-7 LOG-11: a year at a desk, as it is simulated, is a whole log', async () => {
    const url = await emptyDatabase();
    await fillDatabase(url, { incidents: 60, eventsEach: 9, until: Date.UTC(2026, 10, 23, 9) });
    expect(await wrongWith(url)).toBeNull();
    const store = await testStore(url);
    const events = await store.read((snapshot) => snapshot.log.after(0, 100_000));
    const byStream = Map.groupBy(events, (event) => event.stream);
    for (let number = 1; number <= 60; number += 1) {
      const folded = replay((byStream.get(`incident/${number}`) ?? []) as IncidentEvent[]);
      expect(folded).toEqual(await store.read((snapshot) => snapshot.incidents.get(number)));
    }
  });

  test('LOG-11: an edited event is named with its position, its stream and its type', async () => {
    const { url } = await auditedLog();
    await execute(url, `update events set data = '{"visibility":"internal"}' where seq = 6`);
    expect(await wrongWith(url)).toEqual({
      kind: 'edited',
      seq: 6,
      stream: 'incident/1',
      type: 'incident.note-added',
      sentence:
        'Event 6 (incident/1, incident.note-added) was edited: what it says does not fit its hash.',
    });
  });

  test('LOG-11 LOG-13: a text that comes back after it was erased is found, also when it is the true one', async () => {
    const { url, log, unerased } = await auditedLog();
    const erased = log.find((each) => each.personal === null && each.type.endsWith('reported'));
    const before = unerased.find((each) => each.seq === erased?.seq);
    await execute(
      url,
      `update events set personal = '${JSON.stringify(before?.personal)}', salt = '${before?.salt}' where seq = ${erased?.seq}`,
    );
    expect(await wrongWith(url)).toMatchObject({
      kind: 'text-restored',
      seq: erased?.seq,
      stream: 'incident/2',
      type: 'incident.reported',
    });
  });

  test('LOG-11: a tail that is cut together with the head shows only against an export', async () => {
    const audited = await auditedLog();
    const path = await exportTo(audited.store);
    const witness = (await verifyFile(path)).seal?.head;
    expect(await wrongWith(audited.url, witness)).toBeNull();
    const last = audited.log.length;
    await cutWithHead(audited, last);
    expect(await wrongWith(audited.url)).toBeNull();
    expect(await wrongWith(audited.url, witness)).toMatchObject({ kind: 'tail-cut', seq: last });
    // With more of it, the record of the erasure is gone, and what it was a record of is missed.
    await audited.restore();
    await cutWithHead(audited, 7);
    expect(await wrongWith(audited.url)).toMatchObject({ kind: 'text-removed', seq: 2 });
  });

  test('LOG-11: a chain that was made anew shows only against an export, which names the first event that is another', async () => {
    const { url, store, log } = await auditedLog();
    const path = await exportTo(store);
    const witness = (await verifyFile(path)).seal?.head;
    const forged = chainAnew(
      log.map((each) => (each.seq === 9 ? { ...each, at: each.at + 1 } : each)),
    );
    const head = forged.at(-1) as StoredEvent;
    await execute(
      url,
      [
        ...forged.map(
          ({ seq, at, hash }) =>
            `update events set at = ${at}, hash = '${hash}' where seq = ${seq}`,
        ),
        `update head set hash = '${head.hash}'`,
      ].join('; '),
    );
    expect(await wrongWith(url)).toBeNull();
    expect(await wrongWith(url, witness)).toMatchObject({ kind: 'rewritten' });
    const reader = await openForReading(url);
    const different = await reader.read((snapshot) =>
      firstDifference(eventsOf(pagesOf(snapshot, 0)), eventsIn(path)),
    );
    await reader.close();
    expect(different).toMatchObject({ kind: 'rewritten', seq: 9, stream: log[8]?.stream });
  });

  test('LOG-3 LOG-11: a stream whose events are not numbered 1, 2, 3 is found though every hash fits', async () => {
    const { url, log } = await auditedLog();
    const forged = chainAnew(
      log.map((each) => (each.seq === 9 ? { ...each, version: each.version + 5 } : each)),
    );
    const head = forged.at(-1) as StoredEvent;
    await execute(
      url,
      [
        ...forged.map(
          ({ seq, version, hash }) =>
            `update events set version = ${version}, hash = '${hash}' where seq = ${seq}`,
        ),
        `update head set hash = '${head.hash}'`,
      ].join('; '),
    );
    expect(await wrongWith(url)).toMatchObject({ kind: 'stream-broken', seq: 9 });
  });

  test('LOG-11: a log of more events than are read at a time is walked to its end', async () => {
    const store = await testStore();
    await reportTo(store);
    for (let lot = 0; lot < 5; lot += 1) {
      await store.write(async (transaction) => {
        for (let index = 0; index < 500; index += 1) await noteOn(transaction, 1, `Note ${index}`);
      });
    }
    const counts: number[] = [];
    const verified = await verifyDatabase(store, { onProgress: (count) => counts.push(count) });
    expect(verified).toMatchObject({ count: 2_501, tampering: null });
    expect(counts).toEqual([1_000, 2_000, 2_501]);
  });

  test('LOG-11: verifying makes no database and changes none', async () => {
    const missing = join(temporaryFolder(), 'missing.db');
    await expect(openForReading(`sqlite:${missing}`)).rejects.toThrow(/There is no file .*missing/);
    const { url } = await auditedLog();
    const reader = await openForReading(url);
    expect('write' in reader).toBe(false);
    await reader.close();
  });
});

describe('an exported log', () => {
  test('LOG-12: is whole without its database, and says who signed it and when', async () => {
    const { store, log } = await auditedLog();
    const path = await exportTo(store);
    const verified = await verifyFile(path);
    expect(verified).toMatchObject({ count: log.length, tampering: null });
    expect(verified.seal).toMatchObject({
      after: { seq: 0 },
      head: { seq: log.length, hash: log.at(-1)?.hash },
      exportedAt: 2_000,
    });
    expect(
      linesOf(path)
        .slice(0, -1)
        .map((line) => JSON.parse(line)),
    ).toEqual(log);
  });

  test('LOG-12: goes on where another ended', async () => {
    const { store, log } = await auditedLog();
    const path = await exportTo(store, 9);
    const verified = await verifyFile(path);
    expect(verified).toMatchObject({
      began: { seq: 9, hash: log[8]?.hash },
      count: log.length - 9,
      tampering: null,
    });
    await expect(exportTo(store, log.length + 1)).rejects.toThrow(/ends at \d+/);
    const nothing = await verifyFile(await exportTo(store, log.length));
    expect(nothing).toMatchObject({ count: 0, tampering: null });
  });

  test('LOG-12: what was erased after an export is still whole in it, and gone from the next', async () => {
    const { store } = await auditedLog();
    const before = await exportTo(store);
    await eraseIncident(store, 3);
    const after = await exportTo(store);
    expect((await verifyFile(before)).tampering).toBeNull();
    expect((await verifyFile(after)).tampering).toBeNull();
    expect(readFileSync(before, 'utf8')).toContain('Ünïcode');
    expect(readFileSync(after, 'utf8')).not.toContain('Ünïcode');
  });

  test('LOG-12: a changed byte anywhere is refused, and names the event in whose line it is', async () => {
    const { store, log } = await auditedLog();
    const bytes = readFileSync(await exportTo(store));
    const path = join(temporaryFolder(), 'changed.jsonl');
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: bytes.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, flip) => {
          const changed = Buffer.from(bytes);
          changed.writeUInt8((bytes[at] ?? 0) ^ flip, at);
          writeFileSync(path, changed);
          const { tampering } = await verifyFile(path);
          const line = bytes.subarray(0, at).filter((byte) => byte === 10).length + 1;
          expect(tampering, `byte ${at}`).not.toBeNull();
          if (line <= log.length) expect(tampering?.seq, tampering?.sentence).toBe(line);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('LOG-12: a file that was cut anywhere is refused', async () => {
    const { store } = await auditedLog();
    const bytes = readFileSync(await exportTo(store));
    const path = join(temporaryFolder(), 'cut.jsonl');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length - 1 }), async (length) => {
        writeFileSync(path, bytes.subarray(0, length));
        const { tampering } = await verifyFile(path);
        expect(['tail-cut', 'edited']).toContain(tampering?.kind);
      }),
      { numRuns: 100 },
    );
  });

  test('LOG-12: of lines that were removed, swapped, repeated or edited, the first is named', async () => {
    const { store, log } = await auditedLog();
    const lines = linesOf(await exportTo(store));
    const last = log.length;
    const path = join(temporaryFolder(), 'log.jsonl');
    const any = fc.integer({ min: 1, max: last });
    await fc.assert(
      fc.asyncProperty(any, any, async (one, other) => {
        const without = lines.toSpliced(one - 1, 1);
        expect(await inFile(path, without)).toMatchObject(
          one === last ? { kind: 'tail-cut', seq: last } : { kind: 'removed', seq: one },
        );
        const repeated = lines.toSpliced(other - 1, 0, lines[one - 1] ?? '');
        expect(await inFile(path, repeated)).toMatchObject({
          kind: 'inserted',
          seq: one === other ? other + 1 : other,
        });
        const edited = JSON.parse(lines[one - 1] ?? '');
        edited.actor = { ...edited.actor, id: 'mallory' };
        expect(await inFile(path, lines.with(one - 1, `${lineOf(edited)}\n`))).toMatchObject({
          kind: 'edited',
          seq: one,
        });
        if (one === other) return;
        const swapped = lines
          .with(one - 1, lines[other - 1] ?? '')
          .with(other - 1, lines[one - 1] ?? '');
        expect(await inFile(path, swapped)).toMatchObject({
          kind: 'reordered',
          seq: Math.min(one, other),
        });
      }),
      { numRuns: 40 },
    );
  });

  test('LOG-12: nothing can be added: not a line, not a word beside what is hashed', async () => {
    const { store, log } = await auditedLog();
    const lines = linesOf(await exportTo(store));
    const path = join(temporaryFolder(), 'log.jsonl');
    expect(await inFile(path, [...lines, lines[0] ?? ''])).toMatchObject({ kind: 'inserted' });
    const beside = (lines[2] ?? '').replace(/^\{/, '{"remark":"approved",');
    expect(await inFile(path, lines.with(2, beside))).toMatchObject({ kind: 'edited', seq: 3 });
    const spaced = (lines[2] ?? '').replace('":', '": ');
    expect(await inFile(path, lines.with(2, spaced))).toMatchObject({ kind: 'edited', seq: 3 });
    expect(await inFile(path, lines.slice(0, -1))).toMatchObject({
      kind: 'tail-cut',
      seq: log.length + 1,
    });
  });

  test('LOG-12: a signed head from elsewhere is refused', async () => {
    const { store, log } = await auditedLog();
    const path = await exportTo(store);
    const lines = linesOf(path);
    const own = await store.read(signingKeyIn);
    if (!own) throw new Error('no key was made');
    const at = JSON.parse(lines.at(-1) ?? '');
    const shorter = { ...at.head, seq: log.length - 1, hash: log.at(-2)?.hash };
    // By the right key, of an earlier head: the line that is one too many is found.
    const earlier = seal(own, { ...at, head: { ...shorter, at: log.at(-2)?.at } });
    expect(await inFile(path, lines.with(-1, `${JSON.stringify(earlier)}\n`))).toMatchObject({
      kind: 'inserted',
      seq: log.length,
    });
    // Of the right head, but signed before something in it was changed.
    const changed = `${JSON.stringify({ ...at, exportedAt: 2_001 })}\n`;
    expect(await inFile(path, lines.with(-1, changed))).toMatchObject({ kind: 'signature-wrong' });
    // In Base64, other bits of the last letter stand for the same bytes.
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    const signature = at.signature.replace(
      /(.)==$/,
      (_: string, letter: string) => `${letters[letters.indexOf(letter) ^ 1]}==`,
    );
    const written = `${JSON.stringify({ ...at, signature })}\n`;
    expect(await inFile(path, lines.with(-1, written))).toMatchObject({ kind: 'signature-wrong' });
  });

  test('LOG-12: a log that is not whole is not signed', async () => {
    const { url, store } = await auditedLog();
    await execute(url, 'delete from events where seq = 5');
    await expect(exportTo(store)).rejects.toThrow(/Event 5 was removed/);
  });

  test('LOG-12: exported while somebody writes, it goes up to the head that it signs', async () => {
    const { store } = await auditedLog();
    let isWriting = true;
    const writing = (async () => {
      while (isWriting) {
        await store.write((transaction) => noteOn(transaction, 1, 'Meanwhile', 2_000));
        await eraseIncident(store, 1);
      }
    })();
    for (let round = 0; round < 10; round += 1) {
      expect((await verifyFile(await exportTo(store))).tampering).toBeNull();
    }
    isWriting = false;
    await writing;
    expect((await wholeLog(store)).length).toBeGreaterThan(25);
  });
});
