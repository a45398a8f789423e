import { createIncidentKit } from '@incident-kit/server';
import { type IncidentEvent, replay } from '@incident-kit/server/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../packages/server/src/store/log/hash-chain.ts';
import { emptyDatabase, execute, testStore } from './support/database.ts';
import { installed } from './support/installed.ts';
import { clientOf, grace, intranet, refusalOf, report, testKit } from './support/kit.ts';
import { brokenLink, wholeLog } from './support/log.ts';

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
        const database = await emptyDatabase();
        const kit = createIncidentKit({ database, sites: [intranet] });
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
        const store = await testStore(database);
        const events = await wholeLog(store);
        const accepted = outcomes.filter((each) => each.status === 'fulfilled').length;
        expect(events.map((each) => each.seq)).toEqual(events.map((_, index) => index + 1));
        expect(events.length).toBe(installed + accepted); // the first documents, and what was accepted
        await store.read(async (snapshot) => {
          for (const incident of await snapshot.incidents.getMany(
            Array.from({ length: 99 }, (_, at) => at + 1),
          )) {
            const stream = await snapshot.log.streamAfter(`incident/${incident.number}`, 0, 1000);
            expect(stream.map((each) => each.version)).toEqual(stream.map((_, index) => index + 1));
            expect(replay(stream as IncidentEvent[])).toEqual(incident);
          }
        });
      }),
      { numRuns: 12 },
    );
  });

  test('LOG-6: the chain can be computed again from the rows, also after personal data was erased', async () => {
    const database = await emptyDatabase();
    const { kit, as } = testKit({ database });
    await as(grace).incidents.report.mutate(report({ description: 'Ünïcode, "quotes" and 🙂' }));
    await as(grace).incidents.addNote.mutate({
      incident: 'INC-1',
      text: 'A note',
      visibility: 'internal',
    });
    await kit.close();
    await execute(
      database,
      `update events set personal = null, salt = null where seq = ${installed + 1}`,
    );
    const store = await testStore(database);
    const log = await wholeLog(store);
    expect(log).toHaveLength(installed + 2);
    expect(brokenLink(log)).toBeNull();
    const [erased] = await store.read((snapshot) => snapshot.log.streamAfter('incident/1', 0, 1));
    expect(erased?.personal).toBeNull();
  });

  test.each([
    [
      'an event that was edited',
      `update events set data = '{"visibility":"public"}' where seq = 3`,
    ],
    ['an instant that was edited', 'update events set at = at + 1 where seq = 3'],
    ['an event that was taken out', 'delete from events where seq = 3'],
  ])('LOG-6: %s breaks the chain there', async (_, statement) => {
    const database = await emptyDatabase();
    const { kit, as } = testKit({ database });
    await as(grace).incidents.report.mutate(report());
    for (const text of ['One', 'Two', 'Three']) {
      const note = { incident: 'INC-1', text, visibility: 'internal' } as const;
      await as(grace).incidents.addNote.mutate(note);
    }
    await kit.close();
    await execute(database, statement);
    expect(brokenLink(await wholeLog(await testStore(database)))).toMatch(/(at 3|3 belongs)$/);
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
