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
});
