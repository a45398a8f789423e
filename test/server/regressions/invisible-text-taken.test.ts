import { defaultCatalogue, defaultWorkflow } from '@incident-kit/server/domain';
import { describe, expect, test } from 'vitest';
import { erasePersonInput } from '../../../packages/server/src/operations/privacy/erase-person.ts';
import { amir, grace, refusalOf, report, rosa, testKit, visitor } from '../support/kit.ts';
import { reported, teams } from '../support/reported.ts';

/** Texts in which there is nothing to see, whatever they are made of. */
const invisible = {
  'white space': ' \t\n\u00a0\u3000\u2028\u0085',
  'zero-width': '\u200b\u2060\ufeff\u200d\u200c',
  'soft hyphens': '\u00ad\u00ad\u00ad',
  'marks of direction': '\u200e\u200f\u061c\u202a\u202c\u2066\u2069',
  fillers: '\u3164\u115f\u1160\uffa0',
  'braille blanks': '\u2800\u2800\u2800',
  tags: '\u{e0001}\u{e0041}\u{e007f}',
  'variation selectors': '\ufe0f\u{e0100}\u180b\u180e',
  'controls and what is no character': '\u0001\u0007\u001b\u{1fffe}\ufffc',
  'all of them': ' \u200b\u3164\u2800 \u00ad\u{e0020}\u2061 ',
};

const kinds = Object.entries(invisible);

describe('text with nothing to see', () => {
  test.each(kinds)('API-7: %s is empty wherever somebody writes', async (_, text) => {
    const { as, incident, clock, get } = await reported();
    const [desk, reporter, admin] = [as(grace).incidents, as(rosa).incidents, as(amir)];
    clock.now += 60_000;
    const { matrix } = (await admin.matrix.current.query()).current;
    const publish = (kind: string, document: object, basedOn = 1) =>
      admin.configuration.publish.mutate({ kind, basedOn, document } as never);
    const [first, ...others] = matrix.impacts;
    const refused: Record<string, () => Promise<unknown>> = {
      title: () => reporter.report.mutate(report({ title: text })),
      retitle: () => desk.retitle.mutate({ incident, title: text }),
      'public note': () => desk.addNote.mutate({ incident, text, visibility: 'public' }),
      'internal note': () => desk.addNote.mutate({ incident, text, visibility: 'internal' }),
      'hold reason': () => desk.hold.mutate({ incident, to: 'waiting-vendor', reason: text }),
      resolution: () => desk.resolve.mutate({ incident, code: 'fixed', text }),
      'reason of a priority': () =>
        desk.overridePriority.mutate({ incident, priority: 'P4', reason: text }),
      link: () => desk.link.mutate({ incident, kind: 'problem', target: text }),
      search: () => desk.list.query({ text }),
      assignee: () => desk.assign.mutate({ incident, team: 'desk', assignee: text }),
      service: () => reporter.report.mutate(report({ service: text })),
      'service name': () =>
        publish('catalogue', {
          ...defaultCatalogue,
          services: [{ id: 'x', name: text }],
        }),
      'status name': () =>
        publish('workflow', {
          ...defaultWorkflow,
          statuses: defaultWorkflow.statuses.map((each, index) =>
            index === 0 ? { ...each, name: text } : each,
          ),
        }),
      'team name': () => publish('teams', { teams: [{ ...teams.teams[0], name: text }] }),
      'person name': () =>
        publish('teams', {
          teams: [{ ...teams.teams[1], members: [{ id: 'mei', name: text, available: true }] }],
        }),
      'holiday name': () =>
        publish('calendars', {
          calendars: [
            {
              id: 'office',
              name: 'Office',
              calendar: {
                zone: 'Europe/Berlin',
                weekly: { mon: [['09:00', '17:00']] },
                holidays: [{ date: '2026-12-25', name: text }],
              },
            },
          ],
        }),
      'rule text': () =>
        publish('routing-rules', {
          rules: [{ id: 'r', name: 'R', when: { text: [text] }, route: { team: 'desk' } }],
        }),
      condition: () =>
        publish('routing-rules', {
          rules: [{ id: 'r', name: 'R', when: { reporterGroup: [text] }, route: { team: 'desk' } }],
        }),
      'level name': () =>
        admin.matrix.publish.mutate({
          basedOn: 1,
          matrix: { ...matrix, impacts: [{ ...first, name: text }, ...others] } as never,
        }),
      'everyday name': () =>
        admin.matrix.publish.mutate({
          basedOn: 1,
          matrix: { ...matrix, impacts: [{ ...first, everyday: text }, ...others] } as never,
        }),
    };
    const before = (await get()).seq;
    for (const [what, call] of Object.entries(refused)) {
      const { code, fields = [] } = await refusalOf(call());
      expect.soft(code, what).toBe('invalid-input');
      const codes = fields.map((field) => field.code);
      expect.soft(['required', 'too-short'], what).toContain(codes[0]);
    }
    const { incident: after, seq } = await get();
    expect(seq).toBe(before);
    expect(after.clocks.response.state).toBe('running');
    const named = as({ ...grace, name: text }).incidents.list.query({});
    expect((await refusalOf(named)).code).toBe('token-invalid');
  });

  test.each(kinds)('API-7: %s is left out where a text may be', async (_, text) => {
    const { as, incident } = await reported();
    const desk = as(grace).incidents;
    const anonymous = as(visitor).incidents;
    await anonymous.report.mutate(
      report({ description: text, contact: { name: text, email: 'a@example.com' } }),
    );
    const { incident: second } = await desk.get.query({ incident: 'INC-2' });
    expect(second.description).toBe('');
    await desk.hold.mutate({ incident, to: 'waiting-vendor', reason: 'Parts are ordered' });
    await desk.resume.mutate({ incident, reason: text });
    const { entries } = await desk.timeline.query({ incident });
    expect(JSON.stringify(entries)).not.toContain(JSON.stringify(text).slice(1, -1));
    expect(erasePersonInput.parse({ id: 'rosa', reason: text })).toMatchObject({ reason: null });
  });

  test('API-7: what is to be seen counts towards the least, and is kept as it was written', async () => {
    const { as } = testKit();
    const { incidents } = as(rosa);
    const padded = (text: string) => `\u200b${[...text].join('\u2060')}\u00ad`;
    expect(
      (await refusalOf(incidents.report.mutate(report({ title: padded('ab') })))).fields,
    ).toMatchObject([{ path: ['title'], code: 'too-short', values: { min: 3 } }]);
    for (const title of [
      padded('abc'),
      'می\u200cخواهم',
      '❤\ufe0f 👩\u200d🚒',
      '\u2067שלום\u2069 abc',
    ]) {
      const { incident } = await incidents.report.mutate(report({ title }));
      expect((await incidents.get.query({ incident })).incident.title).toBe(title);
    }
  });
});
