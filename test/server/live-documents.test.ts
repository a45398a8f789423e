import { type DocumentKind, documentKinds, installedKinds } from '@incident-kit/server/domain';
import { describe, expect, test } from 'vitest';
import { emptyDatabase, testStore } from './support/database.ts';
import { installed } from './support/installed.ts';
import { amir, grace, report, rosa, testKit, visitor, type Who } from './support/kit.ts';
import { ask, listen } from './support/live.ts';
import { stampAt } from './support/log.ts';

type Kit = ReturnType<typeof testKit>;

/** Puts the document in force once more, as another version. */
async function publishAgain({ as }: Kit, kind: DocumentKind): Promise<void> {
  const { current } = await as(amir).configuration.get.query({ kind });
  await as(amir).configuration.publish.mutate({
    kind,
    basedOn: current.version,
    document: current.document,
  } as never);
}

describe('documents on the live stream', () => {
  test('LIVE-7: every kind has a topic, which tells the kind and the version in force', async () => {
    const kit = testKit();
    await kit.as(rosa).incidents.report.mutate(report());
    const at = installed + 1;
    const topics = documentKinds.map((kind) => `document:${kind}` as const);
    const stream = await listen(kit, amir, Object.fromEntries(topics.map((each) => [each, at])));
    expect((await stream.next())?.event).toBe('hello');
    for (const kind of documentKinds) await publishAgain(kit, kind);
    const expected = documentKinds.map((kind, index) => ({
      topic: `document:${kind}`,
      seq: at + 1 + index,
      kind,
      version: installedKinds.includes(kind) ? 2 : 1,
    }));
    expect(await stream.changes(documentKinds.length)).toEqual(expected);
    // Whoever comes later is told the same of what they missed.
    for (const [index, topic] of topics.entries()) {
      const later = await listen(kit, grace, { [topic]: at });
      expect(await later.changes(1)).toEqual([expected[index]]);
    }
  });

  test('LIVE-7: the matrix is told by both of its names, to each who follows either', async () => {
    const kit = testKit();
    const { seq: at } = await kit.as(grace).incidents.report.mutate(report());
    const both = await listen(kit, amir, { 'document:matrix': at, matrix: at });
    const older = await listen(kit, grace, { matrix: at });
    const other = await listen(kit, grace, { 'document:workflow': at });
    for (const each of [both, older, other]) expect((await each.next())?.event).toBe('hello');
    await publishAgain(kit, 'matrix');
    await publishAgain(kit, 'workflow');
    const seq = at + 1;
    const byOlderName = { topic: 'matrix', seq, version: 2 };
    expect(await both.changes(2)).toEqual([
      byOlderName,
      { topic: 'document:matrix', seq, kind: 'matrix', version: 2 },
    ]);
    expect(await older.changes(1)).toEqual([byOlderName]);
    // Of the matrix, who follows the workflow hears nothing.
    expect(await other.changes(1)).toMatchObject([{ topic: 'document:workflow', seq: seq + 1 }]);
  });

  test('LIVE-8: of versions that were missed the newest is told, however many there were', async () => {
    const database = await emptyDatabase();
    const kit = testKit({ database });
    const versions = 203;
    const { current } = await kit.as(amir).matrix.current.query();
    const store = await testStore(database);
    await store.write(async (transaction) => {
      for (let version = 2; version <= versions; version += 1) {
        const data = { version, basedOn: version - 1, matrix: current.matrix };
        const event = { type: 'matrix.published', data, personal: { reason: null } } as const;
        await transaction.log.append('matrix', version - 1, event, stampAt(kit.clock.now));
      }
    });
    const topics = { matrix: installed, 'document:matrix': installed, 'document:teams': installed };
    const stream = await listen(kit, amir, topics);
    const seq = installed + versions - 1;
    expect(await stream.next()).toMatchObject({ event: 'hello', data: { seq } });
    await publishAgain(kit, 'teams');
    expect(await stream.changes(3)).toEqual([
      { topic: 'matrix', seq, version: versions },
      { topic: 'document:matrix', seq, kind: 'matrix', version: versions },
      { topic: 'document:teams', seq: seq + 1, kind: 'teams', version: 2 },
    ]);
  });

  test('LIVE-3: who knows a position that never was is told to read the document again', async () => {
    const kit = testKit();
    const stream = await listen(kit, amir, { 'document:calendars': 9_999, 'document:teams': 0 });
    expect((await stream.next())?.event).toBe('hello');
    expect(await stream.next()).toEqual({
      event: 'reset',
      data: { reason: 'unknown-position', topics: ['document:calendars'], seq: installed },
    });
    expect(await stream.changes(1)).toMatchObject([{ topic: 'document:teams', version: 1 }]);
  });

  test('LIVE-4: a kind that there is not, and one that is not for this reader, are refused by name', async () => {
    const kit = testKit();
    const refused = async (who: Who, ...topics: string[]) => {
      const response = await ask(kit, who, Object.fromEntries(topics.map((each) => [each, 0])));
      const { error } = await response.json();
      return [response.status, error.code, error.details.topics];
    };
    const strange = ['document:pigeons', 'document:', 'document:matrix:1', 'document'];
    expect(await refused(amir, ...strange, 'document:teams')).toEqual([
      400,
      'topic-unknown',
      strange,
    ]);
    const all = documentKinds.map((kind) => `document:${kind}`);
    for (const who of [rosa, visitor]) {
      expect(await refused(who, ...all)).toEqual([403, 'not-allowed', all]);
    }
    const response = await ask(kit, grace, { 'document:teams': 0 });
    expect(response.status).toBe(200);
    await response.body?.cancel();
  });
});
