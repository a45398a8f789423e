import type { RoutingReason, TimelineEntry } from '@incident-kit/server/domain';
import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { formatInstant } from '../../packages/widgets/src/base/intl.ts';
import { deskEntries } from '../../packages/widgets/src/incident-timeline/desk-entries.ts';
import { mergeEntries } from '../../packages/widgets/src/incident-timeline/entries.ts';
import { nameFromId } from '../../packages/widgets/src/incident-timeline/name-from-id.ts';
import { sentenceOf } from '../../packages/widgets/src/incident-timeline/sentence.ts';
import {
  glyphOf,
  toShownEntries,
} from '../../packages/widgets/src/incident-timeline/shown-entries.ts';
import type { ShownEntry } from '../../packages/widgets/src/incident-timeline/shown-entry.ts';
import { messages } from '../../packages/widgets/src/locales/en/incident-timeline.ts';
import { messages as forDesk } from '../../packages/widgets/src/locales/en/timeline-for-desk.ts';

const at = new Date(2026, 10, 23, 14).getTime();
const minute = 60_000;
const grace = { name: 'Grace Okafor', role: 'agent' } as const;
const rosa = { name: 'Rosa Alvarez', role: 'reporter' } as const;
const system = { name: null, role: 'system' } as const;

type Kind = TimelineEntry['kind'];
type Base = 'seq' | 'incident' | 'at' | 'actor';
/** What is left of each kind without what all have. */
type Facts<K extends Kind> = TimelineEntry extends infer Entry
  ? Entry extends { kind: K }
    ? Omit<Entry, Base>
    : never
  : never;

const entry = (facts: Facts<Kind>, more: Partial<TimelineEntry> = {}) =>
  ({ seq: 1, incident: 'INC-1', at, actor: grace, ...facts, ...more }) as TimelineEntry;

const desk = deskEntries(forDesk, 'en-GB', (_axis, id) => nameFromId(id));
const context = { messages, locale: 'en-GB', desk };

function read(one: TimelineEntry): string {
  const { who, what } = sentenceOf(one, context) ?? {};
  return who ? `${who} ${what}` : `${what}`;
}

const levels = { impact: 'high', urgency: 'very-low', priority: 'P2', matrixVersion: 1 };
const waiting = { id: 'waiting-vendor', name: 'Waiting for vendor', category: 'waiting' } as const;
const active = { id: 'in-progress', name: 'In progress', category: 'active' } as const;
const wifi: RoutingReason = { rule: 'wifi', because: ['service', 'text'] };
const nobody = {
  team: null,
  teamName: null,
  teamReason: null,
  assignee: null,
  assigneeReason: null,
};

/** Every kind of entry at least once, and how it reads. */
const sentences: Record<Kind, [Partial<TimelineEntry> & object, string][]> = {
  reported: [[{ ...levels, title: 'x', description: '' }, 'Grace Okafor reported this']],
  acknowledged: [[{}, 'Grace Okafor acknowledged it']],
  note: [
    [{ visibility: 'public', text: 'x' }, 'Grace Okafor wrote'],
    [{ visibility: 'internal', text: 'x' }, 'Grace Okafor wrote an internal note'],
  ],
  'note-edited': [[{ note: 1, text: 'x' }, 'Grace Okafor changed a note']],
  'note-retracted': [[{ note: 1 }, 'Grace Okafor took a note back']],
  retitled: [[{ title: 'No Wi-Fi' }, 'Grace Okafor changed the title to “No Wi-Fi”']],
  categorized: [
    [
      { service: 'network', serviceName: 'Network', category: 'outage', categoryName: 'Outage' },
      'Grace Okafor filed it under “Network” and “Outage”',
    ],
    [
      { service: null, serviceName: null, category: 'outage', categoryName: 'Outage' },
      'Grace Okafor filed it under “Outage”',
    ],
    [
      { service: null, serviceName: null, category: null, categoryName: null },
      'Grace Okafor took it out of its service and category',
    ],
  ],
  prioritized: [
    [
      { ...levels, why: 'levels' },
      'Grace Okafor set High impact and Very low urgency: priority P2',
    ],
    [{ ...levels, why: 'override' }, 'Grace Okafor set the priority to P2 by hand'],
    [{ ...levels, why: 'restored' }, 'Grace Okafor gave the priority back to the matrix: P2'],
  ],
  moved: [
    [{ how: 'hold', status: waiting }, 'Grace Okafor let it wait: “Waiting for vendor”'],
    [{ how: 'resume', status: active }, 'Grace Okafor took it up again: “In progress”'],
    [{ how: 'move', status: active }, 'Grace Okafor moved it to “In progress”'],
    [
      { how: 'resume', status: active, actor: rosa },
      '“In progress” again, now that there is an answer',
    ],
  ],
  resolved: [[{ code: 'fixed', text: 'x' }, 'Grace Okafor resolved it']],
  closed: [
    [{ why: 'confirmed', actor: rosa }, 'Rosa Alvarez confirmed that it is fixed, which closed it'],
    [{ why: 'desk' }, 'Grace Okafor closed it'],
    [{ why: 'silence', actor: system }, 'Closed by itself, as nobody said that it was not fixed'],
  ],
  reopened: [
    [
      { why: 'not-fixed', text: 'x', actor: rosa },
      'Rosa Alvarez said that it is not fixed, which reopened it',
    ],
    [{ why: 'reopened', text: 'x' }, 'Grace Okafor reopened it'],
  ],
  cancelled: [[{ reason: 'x' }, 'Grace Okafor cancelled it']],
  merged: [[{ into: 'INC-2' }, 'Grace Okafor closed it as a duplicate of INC-2']],
  'alert-attached': [
    [
      {
        source: 'prom',
        title: 'Disk full',
        severity: 'critical',
        rule: 'disks',
        rulesVersion: 1,
        again: false,
      },
      '“Disk full” fires (critical), by rule “disks”',
    ],
    [
      {
        source: 'prom',
        title: 'Disk full',
        severity: null,
        rule: null,
        rulesVersion: 0,
        again: true,
      },
      '“Disk full” fires again',
    ],
  ],
  'alert-ended': [
    [
      { title: 'Disk full', by: 'source', firing: 2, settlesAt: null, stays: null },
      '“Disk full” is over; 2 still fire',
    ],
    [
      { title: 'Disk full', by: 'superseded', firing: 0, settlesAt: at, stays: null },
      '“Disk full” was over, as it fired anew',
    ],
  ],
  'alert-persists': [[{ title: 'Disk full' }, '“Disk full” fires still, though this was resolved']],
  'pause-begun': [
    [
      { until: at },
      `There is maintenance: nobody is told of alerts until ${formatInstant('en-GB', at)}`,
    ],
  ],
  imported: [[{ source: 'servicenow', id: 'INC7' }, 'Imported from servicenow, where it is INC7']],
  'import-updated': [
    [{ status: waiting }, 'There it came to “Waiting for vendor”'],
    [{ status: null }, 'It was changed there'],
  ],
  'pause-ended': [[{}, 'It has not ended by itself, so whoever is to know was told']],
  'wait-begun': [
    [
      { why: 'storm', target: 'INC-7' },
      'It is one of the storm INC-7: nobody is told of it while that lasts',
    ],
    [
      { why: 'dependency', target: 'INC-7' },
      'It depends on INC-7: nobody is told of it while that is open',
    ],
  ],
  'wait-ended': [
    [
      { why: 'storm', target: 'INC-7' },
      'The storm INC-7 is over and this is not: whoever is to know is told again from now on',
    ],
    [
      { why: 'dependency', target: 'INC-7' },
      'INC-7 is over and this is not: whoever is to know is told again from now on',
    ],
  ],
  'storm-reached': [
    [{ team: 'Network', service: 'Mail' }, 'The storm has come to the team Network, with Mail'],
    [{ team: null, service: 'Mail' }, 'The storm has come to Mail'],
    [{ team: 'Network', service: null }, 'The storm has come to the team Network'],
  ],
  'category-suggested': [
    [
      {
        categories: [
          { category: 'access', categoryName: 'I cannot get in', probability: 0.94 },
          { category: 'question', categoryName: null, probability: 0.04 },
        ],
        set: true,
      },
      'It is about “I cannot get in” (94%), as earlier ones were',
    ],
    [
      {
        categories: [
          { category: 'access', categoryName: 'I cannot get in', probability: 0.62 },
          { category: 'question', categoryName: null, probability: 0.3 },
        ],
        set: false,
      },
      'By earlier ones it may be about “I cannot get in” (62%), “question” (30%)',
    ],
  ],
  'team-suggested': [
    [
      { teams: [{ team: 'network', teamName: 'Network', probability: 0.94 }], set: true },
      'Earlier ones like it were for “Network” (94%)',
    ],
    [
      {
        teams: [
          { team: 'network', teamName: 'Network', probability: 0.62 },
          { team: 'desk', teamName: null, probability: 0.3 },
        ],
        set: false,
      },
      'By earlier ones it may be for “Network” (62%), “desk” (30%)',
    ],
  ],
  'alerts-unnamed': [
    [{ source: 'prom', count: 3 }, '“prom” left out 3 more alerts'],
    [{ source: 'prom', count: 0 }, '“prom” names all its alerts again'],
  ],
  'affected-joined': [
    [{}, 'Grace Okafor has the same trouble'],
    [{ actor: { name: null, role: 'reporter' } }, 'Somebody else has the same trouble'],
  ],
  routed: [
    [
      {
        ...nobody,
        team: 'field-service',
        teamName: 'Field service',
        teamReason: wifi,
        assignee: 'Grace Okafor',
        assigneeReason: 'round-robin',
      },
      'Assigned to Field service by rule “wifi”, because of its service and its text; to Grace ' +
        'Okafor, each in turn',
    ],
    [
      {
        ...nobody,
        team: 'network',
        teamName: 'Network',
        teamReason: { rule: null, because: ['service-owner'] },
      },
      'Assigned to Network, which owns its service',
    ],
    [
      {
        ...nobody,
        team: 'network',
        teamName: 'Network',
        teamReason: { rule: null, because: ['learned'] },
      },
      'Assigned to Network, which had earlier ones like it',
    ],
    [
      {
        ...nobody,
        team: 'desk',
        teamName: 'Desk',
        teamReason: { rule: 'rest', because: ['always'] },
        category: 'outage',
        categoryName: 'Outage',
        categoryReason: wifi,
      },
      'Assigned to Desk by rule “rest”, which is for all others. Filed under “Outage” by rule ' +
        '“wifi”, because of its service and its text',
    ],
    [nobody, 'No rule assigned it to anybody'],
  ],
  assigned: [
    [
      { team: 'network', teamName: 'Network', assignee: 'Amir' },
      'Grace Okafor assigned it to Amir, Network',
    ],
    [
      { team: 'network', teamName: 'Network', assignee: null },
      'Grace Okafor assigned it to Network',
    ],
    [{ team: null, teamName: null, assignee: 'Amir' }, 'Grace Okafor assigned it to Amir'],
    [{ team: 'network', teamName: 'Network', assignee: 'Grace Okafor' }, 'Grace Okafor took it'],
    [{ team: null, teamName: null, assignee: null }, 'Grace Okafor took it from whoever had it'],
  ],
  escalated: [
    [
      { how: 'functional', team: 'network', teamName: 'Network' },
      'Grace Okafor escalated it to Network',
    ],
    [{ how: 'hierarchical', level: 2 }, 'Grace Okafor escalated it to management, level 2'],
  ],
  'duplicate-merged': [
    [{ duplicate: 'INC-3' }, 'Grace Okafor closed INC-3 as a duplicate of this'],
  ],
  linked: [
    [{ link: 'problem', target: 'PRB-1' }, 'Grace Okafor linked it to the problem PRB-1'],
    [{ link: 'parent', target: 'INC-9' }, 'Grace Okafor linked it to its parent INC-9'],
  ],
  unlinked: [
    [{ link: 'change', target: 'CHG-1' }, 'Grace Okafor removed the link to the change CHG-1'],
  ],
  'sla-warned': [
    [{ target: 'response', trueAt: at }, 'The time for the first response is running out'],
    [
      { target: 'update', trueAt: at - 30 * minute },
      'The time for the update has been running out since 13:30',
    ],
  ],
  'sla-breached': [
    [{ target: 'resolution', trueAt: at - 1_000 }, 'The resolution is overdue'],
    [
      { target: 'resolution', trueAt: at - 26 * 60 * minute },
      'The resolution has been overdue since 22 Nov 2026, 12:00',
    ],
  ],
  'escalation-step-taken': [
    [
      {
        policy: 'urgent',
        step: 2,
        repetition: 0,
        trueAt: at,
        actions: [
          { action: 'notify', whom: 'on-call', schedule: 'network' },
          { action: 'notify', whom: 'team' },
          { action: 'notify', whom: 'on-call', schedule: 'field' },
          { action: 'notify', whom: 'on-call', schedule: 'nights' },
        ],
        onCall: [
          { schedule: 'network', schedulesVersion: 1, person: 'mei', team: null },
          { schedule: 'field', schedulesVersion: 1, person: null, team: 'field-service' },
          { schedule: 'nights', schedulesVersion: 1, person: null, team: null },
        ],
      },
      'Escalation “urgent”, step 3: Mei was told, on call for Network, the team was told, ' +
        'Field service was told, on call for Field and nobody was on call for Nights',
    ],
    [
      {
        policy: 'urgent',
        step: 1,
        repetition: 0,
        trueAt: at,
        actions: [
          { action: 'notify', whom: 'managers', team: 'network' },
          { action: 'raise' },
          { action: 'reassign', team: 'field-service' },
        ],
      },
      'Escalation “urgent”, step 2: the managers of Network were told, raised to management and ' +
        'handed to Field service',
    ],
    [
      {
        policy: 'urgent',
        step: 0,
        repetition: 1,
        trueAt: at,
        actions: [{ action: 'notify', whom: 'team' }],
      },
      'Escalation “urgent”, step 1 again: the team was told',
    ],
  ],
  'report-saved': [[{}, 'Grace Okafor was helped by this again, and had nothing to report']],
  'receipts-revoked': [
    [{ reason: null }, 'Grace Okafor withdrew the link that the reporter was given'],
  ],
  erased: [
    [{ events: [1] }, 'Grace Okafor erased what one entry said'],
    [{ events: [1, 2] }, 'Grace Okafor erased what 2 entries said'],
  ],
};

describe('the lines of a timeline', () => {
  for (const [kind, each] of Object.entries(sentences)) {
    for (const [facts, sentence] of each) {
      it(`${kind}: ${sentence}`, () => {
        const one = entry({ kind, ...facts } as Facts<Kind>);
        expect(read(one)).to.equal(sentence);
        for (const line of toShownEntries([one], desk)) expect(glyphOf(line, desk)).to.match(/^M/);
      });
    }
  }

  it('have a mark for every kind but those that change another line', () => {
    const without = (Object.keys(sentences) as Kind[]).filter(
      (kind) => !toShownEntries([entry({ kind } as Facts<Kind>)], desk).length,
    );
    expect(without).to.deep.equal(['note-edited', 'note-retracted']);
  });

  it('leave out what a newer server may know and this element does not', () => {
    for (const kind of ['applauded', 'constructor', '__proto__', '']) {
      const one = entry({ kind } as unknown as Facts<Kind>);
      expect(toShownEntries([one], desk)).to.deep.equal([]);
      expect(sentenceOf(one, context)).to.equal(undefined);
    }
  });

  it('INC-7 show nothing of what is the desk’s to whoever has not its words', () => {
    const internal = entry({ kind: 'note', visibility: 'internal', text: 'between us' });
    expect(toShownEntries([internal])).to.deep.equal([]);
    expect(toShownEntries([entry({ kind: 'erased', events: [1], reason: null })])).to.deep.equal(
      [],
    );
  });

  const note = entry({ kind: 'note', visibility: 'public', text: 'first' }, { seq: 10 });
  const edit = (seq: number, text: string) =>
    entry({ kind: 'note-edited', note: 10, visibility: 'public', text }, { seq });
  const retraction = (seq: number) =>
    entry({ kind: 'note-retracted', note: 10, visibility: 'public' }, { seq });
  const other = entry({ kind: 'acknowledged' }, { seq: 12 });

  /** The note as it reads after these arrived, in this order. */
  function noteAfter(arrived: readonly TimelineEntry[]): ShownEntry | undefined {
    let known: TimelineEntry[] = [];
    for (const one of arrived) known = mergeEntries(known, [one]);
    const lines = toShownEntries(known);
    expect(lines.map(({ seq }) => seq)).to.deep.equal([10, 12]);
    return lines[0];
  }

  it('INC-17 show a note as it reads by now, whatever arrived first and however often', () => {
    const edited = [note, edit(11, 'second'), other, edit(13, 'third')];
    const retracted = [...edited, retraction(14)];
    const shuffled = (all: TimelineEntry[]) =>
      fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 });
    fc.assert(
      fc.property(shuffled(edited), (arrived) => {
        expect(noteAfter(arrived)).to.include({ text: 'third', edited: true });
      }),
    );
    fc.assert(
      fc.property(shuffled(retracted), (arrived) => {
        expect(noteAfter(arrived)).to.include({ text: '', retracted: true });
      }),
    );
  });

  it('INC-17 do not bring back a note that was read as taken back', () => {
    const gone = entry(
      { kind: 'note', visibility: 'public', text: '', retracted: true },
      { seq: 10 },
    );
    expect(noteAfter([gone, other, edit(11, 'again')])).to.include({ text: '', retracted: true });
  });

  it('INC-17 ignore what changes a note that is not on the page', () => {
    expect(toShownEntries([other, edit(13, 'third'), retraction(14)])).to.deep.equal([other]);
  });
});
