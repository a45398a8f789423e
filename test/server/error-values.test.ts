import { checkDocuments, defaultDocuments } from '@incident-kit/server/domain';
import { describe, expect, test } from 'vitest';
import { amir, grace, refusalOf, report, rosa, testKit } from './support/kit.ts';

/** Texts inside of values that read like a sentence. */
function prose(value: unknown): string[] {
  if (typeof value === 'string') return /\s.*[.!?]$/.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  // A problem and a field have a sentence as their fallback, beside their code.
  const entries = Object.entries(value).filter(([name]) => name !== 'message');
  return entries.flatMap(([, inside]) => prose(inside));
}

describe('what a refusal is made of', () => {
  test('API-5: each says in values what its sentence says, so that a language can say it', async () => {
    const { as } = testKit();
    const [reporter, desk, admin] = [as(rosa), as(grace), as(amir)];
    await reporter.incidents.report.mutate(report());
    await reporter.incidents.report.mutate(report());
    const seen = (await desk.incidents.get.query({ incident: 'INC-1' })).incident.seq;
    const retitle = (title: string, basedOn?: number) =>
      desk.incidents.retitle.mutate({ incident: 'INC-1', title, ...(basedOn && { basedOn }) });
    await retitle('Nobody has Wi-Fi');
    const link = { incident: 'INC-1', kind: 'parent' as const };
    const current = (await admin.configuration.get.query({ kind: 'teams' })).current;
    const team = { id: 'net', name: 'Network', members: [] };
    const twice = { ...current.document, teams: [team, team] };

    const cases: [() => Promise<unknown>, object][] = [
      [
        () => retitle('Wi-Fi is down', seen),
        {
          code: 'incident-conflict',
          details: { incident: 'INC-1', changed: [{ field: 'title', by: 'Grace Okafor' }] },
        },
      ],
      [() => retitle('Nobody has Wi-Fi'), { code: 'nothing-changed', details: { what: 'title' } }],
      [
        () => retitle('x'),
        {
          code: 'invalid-input',
          fields: [{ path: ['title'], code: 'too-short', values: { min: 3 } }],
        },
      ],
      [
        () => retitle('x'.repeat(300)),
        { fields: [{ path: ['title'], code: 'too-long', values: { max: 200 } }] },
      ],
      [
        () => retitle('half a letter \ud800'),
        { fields: [{ path: ['title'], code: 'not-plain-text' }] },
      ],
      [
        () => reporter.incidents.report.mutate(report({ impact: undefined, more: 1 })),
        {
          fields: [
            { path: ['impact'], code: 'required' },
            { path: ['more'], code: 'unknown-field', values: { name: 'more' } },
          ],
        },
      ],
      [
        () => reporter.incidents.report.mutate(report({ service: 'pigeons' })),
        { fields: [{ path: ['service'], code: 'not-offered', values: { id: 'pigeons' } }] },
      ],
      [
        () => desk.incidents.get.query({ incident: 'INC-9' }),
        { code: 'incident-not-found', details: { incident: 'INC-9' } },
      ],
      [
        () => desk.incidents.move.mutate({ incident: 'INC-1', to: 'moon' }),
        {
          code: 'transition-not-allowed',
          details: { incident: 'INC-1', to: 'moon', from: { id: 'new' } },
        },
      ],
      [
        () => desk.incidents.assign.mutate({ incident: 'INC-1', team: 'moon' }),
        { code: 'team-unknown', details: { team: 'moon', offered: [] } },
      ],
      [
        () => desk.incidents.link.mutate({ ...link, target: 'INC-1' }),
        { code: 'link-not-possible', details: { why: 'itself', target: 'INC-1' } },
      ],
      [
        () => desk.incidents.merge.mutate({ incident: 'INC-1', into: 'INC-1' }),
        { code: 'merge-not-possible', details: { why: 'itself', into: 'INC-1' } },
      ],
      [
        () => desk.badges.get.query({ incidents: [] }),
        { fields: [{ path: ['incidents'], code: 'too-few', values: { min: 1 } }] },
      ],
      [
        () =>
          admin.configuration.publish.mutate({
            kind: 'teams',
            basedOn: current.version,
            document: twice,
          } as never),
        {
          code: 'document-invalid',
          fields: [{ code: 'duplicate', values: { id: 'net' } }],
          details: { problems: [{ kind: 'teams', code: 'duplicate', values: { id: 'net' } }] },
        },
      ],
      [
        () => admin.configuration.version.query({ kind: 'teams', version: 77 }),
        { code: 'version-not-found', details: { kind: 'teams', version: 77 } },
      ],
    ];
    for (const [refused, expected] of cases) {
      const refusal = await refusalOf(refused());
      expect(refusal).toMatchObject(expected);
      expect(prose(refusal.details), refusal.code).toEqual([]);
      for (const field of refusal.fields) expect(field.code, field.message).toBeTypeOf('string');
    }
  });

  test('API-5: so does each problem of a document, whichever document it is', () => {
    const documents = structuredClone(defaultDocuments);
    const { workflow, catalogue, matrix } = documents;
    const person = { id: 'ada', name: 'Ada', available: true };
    const team = { tier: 1, members: [], managers: [], escalatesTo: null };
    documents.teams.teams.push(
      { ...team, id: 'desk', name: 'Desk', members: [person, person], escalatesTo: 'net' },
      { ...team, id: 'net', name: 'Network', escalatesTo: 'desk' },
      { ...team, id: 'self', name: 'Self', escalatesTo: 'self' },
      { ...team, id: 'lost', name: 'Lost', escalatesTo: 'moon' },
    );
    const [email, network] = catalogue.services;
    email?.dependsOn.push('network', 'network', 'email', 'moon');
    network?.dependsOn.push('email');
    workflow.statuses.push({ id: 'parked', name: 'Parked', category: 'waiting' });
    workflow.transitions.push({ from: 'new', to: 'parked', requires: [] });
    documents.calendars.calendars.push({
      id: '24x7',
      name: 'Ours',
      calendar: {
        zone: 'Europe/Atlantis',
        weekly: {
          mon: [['09:00', '09:00']],
          tue: [
            ['09:00', '17:00'],
            ['16:00', '18:00'],
          ],
        },
        holidays: [{ date: '2026-02-30', name: 'Never' }],
        extra: [],
      },
    });
    documents['routing-rules'].rules.push({
      id: 'all',
      name: 'All',
      when: { service: ['moon'] },
      route: { category: 'outage', assign: 'round-robin' },
    } as never);
    const [first, ...others] = matrix.priorities;
    if (first) matrix.priorities = [...others, first];

    const problems = checkDocuments(documents);
    const found = (code: string) => problems.find((each) => each.code === code)?.values;
    expect(found('duplicate')).toEqual({ id: 'network' });
    expect(found('ring')).toEqual({ ids: ['email', 'network'] });
    expect(found('refers-to-itself')).toEqual({ name: email?.name });
    expect(found('unknown-reference')).toEqual({ to: 'service', id: 'moon', name: email?.name });
    expect(found('dead-end')).toEqual({ status: 'Parked' });
    expect(found('reserved')).toEqual({ id: '24x7' });
    expect(found('unknown-zone')).toEqual({ zone: 'Europe/Atlantis' });
    expect(found('wrong-date')).toEqual({ date: '2026-02-30' });
    expect(found('empty-window')).toEqual({ day: 'mon', window: '09:00–09:00' });
    expect(found('overlapping-windows')).toEqual({
      day: 'tue',
      window: '16:00–18:00',
      otherDay: 'tue',
      otherWindow: '09:00–17:00',
    });
    expect(found('team-needed')).toEqual({ name: 'All' });
    expect(found('not-monotonic')).toMatchObject({ impact: matrix.impacts[0]?.name });
    for (const { kind, code, message, values } of problems) {
      expect(code, `${kind}: ${message}`).not.toBe('invalid');
      expect(prose(values)).toEqual([]);
    }
  });

  test('API-5: what a schema refuses by a rule of its own has a code for it', async () => {
    const admin = testKit().as(amir);
    await admin.incidents.report.mutate(report());
    const incident = 'INC-1';
    const cases: [() => Promise<unknown>, object][] = [
      [
        () => admin.incidents.categorize.mutate({ incident }),
        { code: 'needs-one-of', values: { fields: ['service', 'category'] } },
      ],
      [() => admin.incidents.list.query({ text: '!!!' }), { code: 'no-word' }],
      [
        () => admin.configuration.get.query({ kind: 'pigeons' as never }),
        { path: ['kind'], code: 'not-offered' },
      ],
      [
        () =>
          admin.configuration.publish.mutate({
            kind: 'pigeons',
            basedOn: 1,
            document: {},
          } as never),
        { path: ['kind'], code: 'not-offered' },
      ],
      [
        () =>
          admin.configuration.importHolidays.mutate({
            text: 'BEGIN:VCALENDAR',
            from: '2026-12-31',
            to: '2026-01-01',
          }),
        { path: ['to'], code: 'ends-before-start' },
      ],
    ];
    for (const [refused, expected] of cases) {
      const refusal = await refusalOf(refused());
      expect(refusal.fields[0]).toMatchObject(expected);
    }
  });
});
