import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../packages/server/src/store/open-store.ts';
import { run } from './support/cli.ts';
import { testStore } from './support/database.ts';
import { day, file, only, row } from './support/exports.ts';
import {
  fileOf,
  importedIn,
  importText,
  installedDatabase,
  installedStore,
} from './support/imports.ts';
import { grace, testKit } from './support/kit.ts';
import { wholeLog } from './support/log.ts';

describe('what the source says last counts', () => {
  test('resolved again, in the same status, is resolved when it was the last time', async () => {
    const resolved = (updated: string, resolved_at: string) =>
      row({ sys_updated_at: updated, resolved_at, state: 'Resolved' });
    const first = resolved('2024-01-11 10:00', '2024-01-11 10:00');
    const later = resolved('2024-02-20 10:00', '2024-02-20 09:00');
    const store = await installedStore();
    await importText(store, file(first));
    expect(await importText(store, file(later))).toMatchObject({ known: 0, events: 1 });
    expect((await only(store)).resolved?.at).toBe(day(20, 9, 1));
    for (const again of [file(first), file(later), file(first, later)]) {
      expect((await importText(store, again)).events).toBe(0);
    }
    const whole = await installedStore();
    await importText(whole, file(first, later));
    expect((await only(whole)).resolved?.at).toBe(day(20, 9, 1));
  });

  test('a source that does not say when it changed goes back to what it said before', async () => {
    const columns = 'id,created_at,solved_at,status,subject';
    const open = `${columns}\n1,2024-01-10 10:00,,open,Printer\n2,2024-01-10 10:00,,open,Phone\n`;
    const over = `${columns}\n1,2024-01-10 10:00,2024-01-11 10:00,solved,Printer\n2,2024-01-10 10:00,,pending,Phone\n`;
    const store = await installedStore();
    const states = async () => {
      const found = await importedIn(store);
      return ['1', '2'].map((id) => found.get(id)?.status.category);
    };
    for (const [text, is] of [
      [open, ['active', 'active']],
      [over, ['resolved', 'waiting']],
      [open, ['active', 'active']],
      [over, ['resolved', 'waiting']],
    ] as const) {
      expect((await importText(store, text, { preset: 'zendesk' })).events).toBeGreaterThan(0);
      expect(await states()).toEqual(is);
      expect((await importText(store, text, { preset: 'zendesk' })).events).toBe(0);
    }
    expect((await importedIn(store)).get('1')).toMatchObject({
      reopened: 1,
      resolved: { at: day(11, 10) },
    });
  });

  test('a status that nobody has explained leaves it where it was, also in a later file', async () => {
    const store = await installedStore();
    await importText(store, file(row({})));
    await importText(store, file(row({ sys_updated_at: '2024-01-12 10:00', state: '-100' })));
    expect((await only(store)).status.category).toBe('active');
  });
});

describe('an older export again', () => {
  const older = row({ short_description: 'Old title' });
  const newer = row({ sys_updated_at: '2024-02-10 10:00', short_description: 'New title' });

  test('changes nothing, and writes nothing', async () => {
    const store = await installedStore();
    await importText(store, file(older));
    await importText(store, file(newer));
    for (const text of [file(older), file(newer), file(older)]) {
      expect(await importText(store, text)).toMatchObject({ known: 1, refused: 0, events: 0 });
      expect((await only(store)).title).toBe('New title');
    }
  });

  test('rows of before what is known that say otherwise are refused, and say to import the oldest first', async () => {
    const url = await installedDatabase();
    const store = await testStore(url);
    const early = [
      row({
        sys_updated_at: '2024-01-12 10:00',
        resolved_at: '2024-01-12 10:00',
        state: 'Resolved',
      }),
      row({ sys_updated_at: '2024-01-13 10:00' }),
    ];
    const late = row({
      sys_updated_at: '2024-03-01 10:00',
      resolved_at: '2024-03-01 10:00',
      state: 'Resolved',
    });
    await importText(store, file(late));
    const before = await only(store);
    const args = ['--preset', 'servicenow', '--zone', 'UTC', '--database', url];
    for (const more of [['--dry-run'], []]) {
      const said = await run('import', fileOf(file(...early)), ...args, ...more);
      expect(said.code).toBe(1);
      expect(said.out).toContain('refused    2');
      expect(said.out).toMatch(/Line 2: .*import the oldest export first\.\nLine 3:/);
    }
    expect(await only(store)).toEqual(before);
    // The oldest first, it has the whole of it.
    const whole = await installedStore();
    for (const text of [file(...early), file(late)]) await importText(whole, text);
    expect(await only(whole)).toMatchObject({ reopened: 1, resolved: { at: day(1, 10, 2) } });
  });

  test('that it was still so is remembered, so that nothing of before it is taken for news', async () => {
    const url = await installedDatabase();
    const store = await testStore(url);
    await importText(store, file(row({})));
    await importText(store, file(row({ sys_updated_at: '2024-01-20 10:00' })));
    const between = row({ sys_updated_at: '2024-01-15 10:00', state: 'On Hold' });
    expect(await importText(store, file(between))).toMatchObject({ refused: 1, events: 0 });
    expect((await only(store)).status.category).toBe('active');
    const incident = `INC-${(await only(store)).number}`;
    const { entries } = await testKit({ database: url })
      .as(grace)
      .incidents.timeline.query({ incident });
    expect(entries.map(({ kind }) => kind)).toEqual(['imported']);
  });

  test('whatever exports are imported in whichever order, again they write nothing, and it is as the newest says', async () => {
    const states = ['New', 'Active', 'On Hold', 'Resolved', 'Closed'];
    const change = fc.record({
      state: fc.constantFrom(...states),
      short_description: fc.constantFrom('VPN', 'No VPN', 'Mail'),
      priority: fc.constantFrom('1 - Critical', '3 - Moderate'),
      resolvedBefore: fc.nat(30),
    });
    const rowAt = (
      at: number,
      { resolvedBefore, ...cells }: typeof change extends fc.Arbitrary<infer T> ? T : never,
    ) => {
      const time = (minute: number) =>
        new Date(day(10, 10) + minute * 60_000).toISOString().slice(0, 16).replace('T', ' ');
      const resolved = ['Resolved', 'Closed'].includes(cells.state)
        ? { resolved_at: time(at * 60 - resolvedBefore) }
        : {};
      return row({ ...cells, ...resolved, sys_updated_at: time(at * 60) });
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 2, maxLength: 6 }),
        fc.array(fc.array(fc.nat(5), { minLength: 1, maxLength: 3 }), {
          minLength: 2,
          maxLength: 5,
        }),
        fc.array(fc.nat(4), { maxLength: 8 }),
        async (life, parts, again) => {
          const rows = life.map((each, index) => rowAt(index + 1, each));
          const exports = parts.map((lines) => [...new Set(lines.map((at) => at % rows.length))]);
          const texts = exports.map((lines) => file(...lines.map((at) => rows[at] ?? '')));
          const store = await openStore(await installedDatabase());
          const alone = await openStore(await installedDatabase());
          try {
            for (const text of texts) await importText(store, text);
            const events = (await wholeLog(store)).length;
            const reached = await only(store);
            for (const each of again) {
              expect((await importText(store, texts[each % texts.length] ?? '')).events).toBe(0);
            }
            expect((await wholeLog(store)).length).toBe(events);
            const newest = rows[Math.max(...exports.flat())] ?? '';
            await importText(alone, file(newest));
            const said = ({ title, priority, status, resolved }: typeof reached) => ({
              title,
              priority,
              status,
              resolvedAt: resolved?.at,
            });
            expect(said(reached)).toEqual(said(await only(alone)));
          } finally {
            await Promise.all([store.close(), alone.close()]);
          }
        },
      ),
      { numRuns: 25 },
    );
  }, 120_000);
});

describe('a file without a status', () => {
  const columns = 'incident_number,description,created_on,resolved_on,urgency';
  const made = '2024-03-01T10:00:00Z';

  test('is open, or over when it says that it was', async () => {
    const store = await installedStore();
    const text = `${columns}\n1,Disk,${made},2024-03-01T11:00:00Z,high\n2,CPU,${made},,low\n`;
    await importText(store, text, { preset: 'pagerduty' });
    const found = await importedIn(store);
    expect(found.get('1')).toMatchObject({
      status: { category: 'resolved' },
      resolved: { at: day(1, 11, 2) },
      course: [{ status: { category: 'new' } }, { at: day(1, 11, 2) }],
    });
    expect(found.get('2')?.status.category).toBe('new');
    const solved = `${columns}\n2,CPU,${made},2024-03-02T10:00:00Z,low\n`;
    for (const events of [1, 0]) {
      expect((await importText(store, solved, { preset: 'pagerduty' })).events).toBe(events);
    }
    expect((await only(store, '2')).resolved?.at).toBe(day(2, 10, 2));
  });

  test('and a cell without one is closed where it was closed', async () => {
    const store = await installedStore();
    const over = { resolved_at: '2024-01-11 10:00', closed_at: '2024-01-12 10:00', state: '' };
    await importText(store, file(row({ ...over, sys_updated_at: '2024-01-12 10:00' })));
    expect(await only(store)).toMatchObject({
      status: { category: 'closed' },
      resolved: { at: day(11, 10) },
      closed: { at: day(12, 10) },
    });
  });
});
