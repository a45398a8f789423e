import { checkDocuments, defaultDocuments, documentKinds } from '@incident-kit/server/domain';
import { describe, expect, test } from 'vitest';
import { installDefaults } from '../../../packages/server/src/operations/configuration/install-defaults.ts';
import {
  changed,
  configured,
  documents,
  draftOf,
  headOf,
  officeHours,
  the,
} from '../support/configured.ts';
import { testStore } from '../support/database.ts';
import { amir, grace, refusalOf, report, rosa } from '../support/kit.ts';

describe('publishing documents', () => {
  test('CFG-1: a kit begins with the first version of every document, as the settings have it', async () => {
    expect(checkDocuments(defaultDocuments)).toEqual([]);
    expect(checkDocuments(documents)).toEqual([]);
    const { as } = configured();
    for (const kind of documentKinds) {
      const { current, warnings, mayPublish } = await as(grace).configuration.get.query({ kind });
      expect(current).toMatchObject({ kind, version: 1, publishedBy: null, reason: null });
      expect(current.document).toEqual(documents[kind]);
      expect([warnings, mayPublish]).toEqual([[], false]);
      const { versions, next } = await as(grace).configuration.versions.query({ kind });
      expect(versions.map((each) => each.version)).toEqual([1]);
      expect(next).toBeNull();
    }
    expect((await as(amir).configuration.get.query({ kind: 'teams' })).mayPublish).toBe(true);
  });

  test('CFG-1 CFG-3: settings that do not fit together are no beginning, and later ones do not count', async () => {
    const store = await testStore();
    const broken = { ...documents, teams: { teams: [] } };
    await expect(installDefaults(store, broken, 0)).rejects.toMatchObject({
      code: 'document-invalid',
      message: expect.stringContaining(
        'The catalogue is not valid: “Wi-Fi” belongs to the team “network”, which does not exist.',
      ),
    });
    const headOfLog = () => store.read((snapshot) => snapshot.log.lastSeq());
    expect(await headOfLog()).toBe(0);
    await installDefaults(store, documents, 0);
    const head = await headOfLog();
    await installDefaults(store, broken, 0);
    expect(await headOfLog()).toBe(head);
    const { teams } = await store.read((snapshot) => snapshot.documents.rules());
    expect(teams.document).toEqual(documents.teams);
  });

  test('CFG-1: versions are counted, never changed, and say who published them when and why', async () => {
    const { as, clock } = configured();
    const publishedAt: number[] = [];
    for (const basedOn of [1, 2, 3, 4]) {
      clock.now += 60_000;
      publishedAt.unshift(clock.now);
      const document = changed('teams', ({ teams }) => {
        the(teams[0]).name = `Desk ${basedOn + 1}`;
      });
      const reason = basedOn === 2 ? 'Renamed' : null;
      const answer = await as(amir).configuration.publish.mutate({
        kind: 'teams',
        basedOn,
        document,
        reason,
      });
      expect(answer.current).toMatchObject({ version: basedOn + 1, document, reason });
    }
    const { versions, next } = await as(grace).configuration.versions.query({
      kind: 'teams',
      limit: 3,
    });
    expect(versions.map((each) => [each.version, each.publishedAt, each.reason])).toEqual([
      [5, publishedAt[0], null],
      [4, publishedAt[1], null],
      [3, publishedAt[2], 'Renamed'],
    ]);
    expect(versions[0]).toMatchObject({ kind: 'teams', publishedBy: 'Amir Haddad' });
    expect(versions[0]).not.toHaveProperty('document');
    const older = await as(grace).configuration.versions.query({
      kind: 'teams',
      before: next ?? 0,
    });
    expect([older.versions.map((each) => each.version), older.next]).toEqual([[2, 1], null]);
    const first = await as(grace).configuration.version.query({ kind: 'teams', version: 1 });
    expect(first.document).toEqual(documents.teams);
    const none = as(grace).configuration.version.query({ kind: 'teams', version: 6 });
    expect(await refusalOf(none)).toMatchObject({ code: 'version-not-found', httpStatus: 404 });
  });

  test('CFG-2: a stale draft is refused with both versions and what was changed between them', async () => {
    const { as } = configured();
    const renamed = (name: string) =>
      changed('calendars', ({ calendars: [calendar] }) => {
        the(calendar).name = name;
      });
    await as(amir).configuration.publish.mutate(draftOf('calendars', renamed('Desk hours')));
    const head = await headOf(as);
    const refusal = await refusalOf(
      as(amir).configuration.publish.mutate(draftOf('calendars', renamed('Day shift'))),
    );
    expect(refusal).toMatchObject({ code: 'document-stale', httpStatus: 409 });
    expect(refusal.message).toBe(
      'Amir Haddad published version 2 while you were editing version 1. Compare the two, then publish again.',
    );
    expect(refusal.details).toMatchObject({
      basedOn: 1,
      current: { version: 2, document: renamed('Desk hours') },
      base: { version: 1, document: documents.calendars },
      differences: [
        {
          path: ['calendars', 'office', 'name'],
          kind: 'changed',
          before: 'Office hours',
          after: 'Desk hours',
        },
      ],
    });
    expect(await headOf(as)).toBe(head);
    const future = as(amir).configuration.publish.mutate(
      draftOf('calendars', renamed('Day shift'), 7),
    );
    expect((await refusalOf(future)).code).toBe('version-not-found');
  });

  test('CFG-2 PRI-4: of several who edit the same version one publishes', async () => {
    const { as } = configured();
    for (const kind of ['teams', 'matrix'] as const) {
      const publish = () => as(amir).configuration.publish.mutate(draftOf(kind, documents[kind]));
      const outcomes = await Promise.allSettled([publish(), publish(), publish()]);
      expect(outcomes.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    }
    const stale = await refusalOf(
      as(amir).configuration.publish.mutate(draftOf('matrix', documents.matrix)),
    );
    expect(stale).toMatchObject({ code: 'matrix-stale', httpStatus: 409 });
    expect(stale.details).toMatchObject({
      basedOn: 1,
      current: { version: 2, matrix: documents.matrix },
      base: { version: 1, matrix: documents.matrix },
      differences: [],
    });
  });

  test('CFG-9: holidays that were read from iCalendar become true when the calendar is published', async () => {
    const { as } = configured();
    const head = await headOf(as);
    const text = [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Test//EN',
      'BEGIN:VEVENT',
      'UID:christmas@test',
      'DTSTAMP:20260101T000000Z',
      'DTSTART;VALUE=DATE:20261225',
      'SUMMARY:Christmas Day',
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n');
    const asked = { text, from: '2026-01-01', to: '2026-12-31' };
    const { holidays } = await as(amir).configuration.importHolidays.mutate(asked);
    expect(holidays).toEqual([{ date: '2026-12-25', name: 'Christmas Day' }]);
    expect(await headOf(as)).toBe(head);
    const refused = [
      () => as(grace).configuration.importHolidays.mutate(asked),
      () => as(amir).configuration.importHolidays.mutate({ ...asked, text: 'Christmas' }),
      () =>
        as(amir).configuration.importHolidays.mutate({
          url: 'http://127.0.0.1/holidays.ics',
          from: asked.from,
          to: asked.to,
        }),
    ];
    expect(await Promise.all(refused.map(async (ask) => (await refusalOf(ask())).code))).toEqual([
      'not-allowed',
      'ical-invalid',
      'url-not-allowed',
    ]);
    const document = officeHours({ holidays });
    const { current } = await as(amir).configuration.publish.mutate(draftOf('calendars', document));
    expect(current.document).toEqual(document);
  });

  test('ACC-1: everybody of the desk reads the configuration, administrators publish it', async () => {
    const { as } = configured();
    const manager = { role: 'manager', sub: 'mia', name: 'Mia Lind' } as const;
    await as(manager).configuration.get.query({ kind: 'workflow' });
    const publish = as(manager).configuration.publish.mutate(draftOf('teams', documents.teams));
    expect((await refusalOf(publish)).code).toBe('not-allowed');
    const read = as(rosa).configuration.get.query({ kind: 'workflow' });
    expect((await refusalOf(read)).code).toBe('not-allowed');
  });

  test('CFG-1: what is published decides from then on', async () => {
    const { as } = configured();
    const draft = changed('sla-policies', ({ policies }) => {
      the(policies[1]).targets = { response: 60_000, resolution: 120_000 };
    });
    const before = await as(rosa).incidents.report.mutate(report());
    await as(amir).configuration.publish.mutate(draftOf('sla-policies', draft));
    const after = await as(rosa).incidents.report.mutate(report());
    expect(after.due.resolution).toBe(after.reportedAt + 120_000);
    expect(before.due.resolution).toBe(before.reportedAt + 8 * 3_600_000);
  });
});
