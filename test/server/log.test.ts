import { join } from 'node:path';
import { createIncidentKit } from '@incident-kit/server';
import { type IncidentEvent, replay } from '@incident-kit/server/domain';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonicalJson,
  digestPersonal,
  genesisHash,
  hashEvent,
} from '../../packages/server/src/store/hash-chain.ts';
import { SqliteStore } from '../../packages/server/src/store/sqlite.ts';
import { installed } from './support/installed.ts';
import {
  clientOf,
  grace,
  intranet,
  refusalOf,
  report,
  temporaryFolder,
  testKit,
} from './support/kit.ts';

/** The rows as they lie in the file. */
function rows(file: string) {
  const database = new Database(file, { readonly: true });
  try {
    return database.prepare('select * from events order by seq').all() as Record<string, never>[];
  } finally {
    database.close();
  }
}

describe('the log', () => {
  test('LOG-1 LOG-2 LOG-3 LOG-7: any interleaving of commands leaves a gapless log that folds to the read model', async () => {
    const command = fc.oneof(
      fc.record({ do: fc.constant('report' as const) }),
      fc.record({
        do: fc.constantFrom('acknowledge' as const, 'note' as const, 'resolve' as const),
        to: fc.integer({ min: 1, max: 4 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 40 }), async (commands) => {
        const file = join(temporaryFolder(), 'log.db');
        const kit = createIncidentKit({ database: `sqlite:${file}`, sites: [intranet] });
        const desk = clientOf(kit.fetch, grace, Date.now);
        // Together, not one after the other: they share commits in whatever way they meet.
        const outcomes = await Promise.allSettled(
          commands.map((each) => {
            if (each.do === 'report') return desk.incidents.report.mutate(report());
            const incident = `INC-${each.to}`;
            if (each.do === 'acknowledge') return desk.incidents.acknowledge.mutate({ incident });
            if (each.do === 'note') return desk.incidents.addNote.mutate({ incident, text: 'Hm.' });
            return desk.incidents.resolve.mutate({ incident, code: 'fixed', text: 'Done.' });
          }),
        );
        await kit.close();
        const events = rows(file);
        const accepted = outcomes.filter((each) => each.status === 'fulfilled').length;
        expect(events.map((each) => each.seq)).toEqual(events.map((_, index) => index + 1));
        expect(events.length).toBe(installed + accepted); // the first documents, and what was accepted
        const store = await SqliteStore.open(file);
        await store.read(async (snapshot) => {
          for (const incident of await snapshot.incidents(
            Array.from({ length: 99 }, (_, at) => at + 1),
          )) {
            const stream = await snapshot.streamAfter(`incident/${incident.number}`, 0, 1000);
            expect(stream.map((each) => each.version)).toEqual(stream.map((_, index) => index + 1));
            expect(replay(stream as IncidentEvent[])).toEqual(incident);
          }
        });
        await store.close();
      }),
      { numRuns: 12 },
    );
  });

  test('LOG-6: the chain can be computed again from the rows, also after personal data was erased', async () => {
    const file = join(temporaryFolder(), 'log.db');
    const { kit, as } = testKit({ database: `sqlite:${file}` });
    await as(grace).incidents.report.mutate(report({ description: 'Ünïcode, "quotes" and 🙂' }));
    await as(grace).incidents.addNote.mutate({
      incident: 'INC-1',
      text: 'A note',
      visibility: 'internal',
    });
    await kit.close();
    const database = new Database(file);
    database
      .prepare('update events set personal = null, salt = null where seq = ?')
      .run(installed + 1);
    database.close();
    let before = genesisHash;
    for (const row of rows(file) as unknown as {
      seq: number;
      stream: string;
      version: number;
      type: string;
      at: number;
      actor: string;
      data: string;
      personal: string | null;
      salt: string | null;
      personal_digest: string;
      hash: string;
    }[]) {
      const { seq, stream, version, type, at, personal_digest: personalDigest } = row;
      if (row.personal !== null) {
        expect(digestPersonal(row.salt ?? '', JSON.parse(row.personal))).toBe(personalDigest);
      }
      before = hashEvent(before, {
        seq,
        stream,
        version,
        type,
        at,
        personalDigest,
        actor: JSON.parse(row.actor),
        data: JSON.parse(row.data),
      });
      expect(row.hash).toBe(before);
    }
    const store = await SqliteStore.open(file);
    const [erased] = await store.read((snapshot) => snapshot.streamAfter('incident/1', 0, 1));
    expect(erased?.personal).toBeNull();
    await store.close();
  });

  test('LOG-6: the canonical form of a value does not depend on the order of its keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('LOG-5: a command that is refused in a shared commit leaves no trace and hurts no other', async () => {
    const file = join(temporaryFolder(), 'log.db');
    const store = await SqliteStore.open(file);
    const stamp = {
      at: 1,
      actor: { role: 'agent', id: 'a', site: null } as const,
      actorName: null,
    };
    const note = (text: string) =>
      ({
        type: 'incident.note-added',
        data: { visibility: 'public' },
        personal: { text },
      }) as const;
    await store.write(async (transaction) => {
      await transaction.append(
        'incident/1',
        0,
        {
          type: 'incident.reported',
          data: {
            number: 1,
            service: null,
            category: null,
            impact: 'low',
            urgency: 'low',
            priority: 'P4',
            matrixVersion: 1,
            targets: { response: null, resolution: null },
          },
          personal: { title: 'First', description: '', contact: null },
        },
        stamp,
      );
    });
    const outcomes = await Promise.allSettled([
      store.write((transaction) => transaction.append('incident/1', 1, note('kept'), stamp)),
      store.write(async (transaction) => {
        await transaction.append('incident/1', 2, note('taken back'), stamp);
        throw new Error('refused after writing');
      }),
      store.write((transaction) => transaction.append('incident/1', 2, note('kept too'), stamp)),
      // Breaks a constraint of the database, not just a rule.
      store.write((transaction) =>
        transaction.append('incident/1', 0, note('same version twice'), stamp),
      ),
      store.write((transaction) =>
        transaction.append('incident/1', 3, note('kept as well'), stamp),
      ),
    ]);
    expect(outcomes.map((each) => each.status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    await store.close();
    expect(rows(file).map((row) => row.seq)).toEqual([1, 2, 3, 4]);
    expect(rows(file).map((row) => JSON.parse(String(row.personal)).personal.text)).toEqual([
      undefined,
      'kept',
      'kept too',
      'kept as well',
    ]);
  });

  test('LOG-5: a failing commit refuses everybody in it and the store goes on', async () => {
    const file = join(temporaryFolder(), 'log.db');
    const store = await SqliteStore.open(file);
    const other = new Database(file);
    other.exec('begin immediate'); // holds the write lock for longer than the store waits
    const refused = store.write((transaction) => transaction.keepSecret('a', 'b'));
    await expect(refused).rejects.toMatchObject({
      code: 'database-unavailable',
      cause: { code: 'SQLITE_BUSY' },
    });
    other.exec('rollback');
    other.close();
    await store.write((transaction) => transaction.keepSecret('a', 'c'));
    expect(await store.read((snapshot) => snapshot.secret('a'))).toBe('c');
    await store.close();
  });

  test('LOG-1: a database of an unknown kind is refused with a sentence', async () => {
    const kit = createIncidentKit({ database: 'mongodb://user:hunter2@example/db' });
    const failure = await kit.fetch(new Request('http://kit.test/healthz')).catch((error) => error);
    expect(failure.message).toMatch(/DATABASE_URL .* cannot open/);
    expect(failure.message).not.toContain('hunter2');
  });

  test('INC-1 LOG-5: a refused report uses up no number', async () => {
    const { as } = testKit();
    expect(
      (await refusalOf(as(grace).incidents.report.mutate(report({ impact: 'none' })))).code,
    ).toBe('invalid-input');
    expect((await as(grace).incidents.report.mutate(report())).incident).toBe('INC-1');
  });
});
