/** An incident to which everything has happened that can happen to one, in the order of the log. */
import type { DocumentKind } from '@incident-kit/server/domain';
import type { Who } from './world.ts';

/** What the world offers to make one. */
export interface Hands {
  call<T>(who: Who, procedure: string, input: object): Promise<T>;
  /** Goes to so many hours before the present; never back. */
  goTo(hoursAgo: number): void;
  /** Lets what is due by then happen. */
  fireDue(): Promise<unknown>;
}

const network = { service: 'network' };

/** The desk as it is set up for it; other incidents than those of the network keep what they have. */
const documents: Partial<Record<DocumentKind, object>> = {
  teams: {
    teams: [
      {
        id: 'network',
        name: 'Network',
        members: [{ id: 'grace', name: 'Grace Okafor' }],
        managers: [{ id: 'amir', name: 'Amir Haddad' }],
        escalatesTo: 'field-service',
      },
      { id: 'field-service', name: 'Field service', tier: 2 },
    ],
  },
  // Every hour counts there, too; but there is a zone whose hours they are.
  calendars: {
    calendars: [
      {
        id: 'hills',
        name: 'Hills',
        calendar: {
          zone: 'Asia/Kathmandu',
          weekly: Object.fromEntries(
            ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [
              day,
              [['00:00', '24:00']],
            ]),
          ),
        },
      },
    ],
  },
  'sla-policies': {
    policies: [
      {
        id: 'network',
        name: 'Network',
        when: { service: ['network'] },
        calendar: 'hills',
        targets: { update: 3_600_000 },
      },
      { id: 'default', name: 'All others' },
    ],
  },
  'escalation-policies': {
    policies: [
      {
        id: 'network-down',
        name: 'Network down',
        when: { service: ['network'] },
        stopOn: 'resolve',
        steps: [
          {
            after: { target: 'response', percent: 50 },
            actions: [{ action: 'notify', whom: 'assignee' }],
            repeat: { times: 1, everyMs: 300_000 },
          },
          {
            after: { target: 'resolution', beforeDueMs: 600_000 },
            actions: [
              { action: 'notify', whom: 'managers', team: 'network' },
              { action: 'raise' },
              { action: 'reassign', team: 'field-service' },
            ],
          },
        ],
      },
    ],
  },
  'routing-rules': {
    rules: [
      {
        id: 'wifi',
        name: 'Wi-Fi',
        when: { text: ['wi-fi', 'wlan'] },
        route: { team: 'network', category: 'degraded', assign: 'round-robin' },
      },
    ],
  },
};

/** Begins 17 hours before the present and ends 7 hours before it. Gives the reference. */
export async function reportMixedIncident({ call, goTo, fireDue }: Hands): Promise<string> {
  goTo(17);
  for (const [kind, document] of Object.entries(documents)) {
    await call('amir', 'configuration.publish', { kind, basedOn: 1, document });
  }
  const report = (key: string, title: string, description = '') =>
    call<{ incident: string }>('rosa', 'incidents.report', {
      key,
      title,
      description,
      ...network,
      impact: 'high',
      urgency: 'high',
    });
  const { incident } = await report(
    'mixed-incident-1',
    'The Wi-Fi drops every few minutes',
    'Since this morning all of building C loses the connection.\nThe lights of the access points go ' +
      'orange: https://intranet.example/photos/access-points',
  );
  const { incident: duplicate } = await report('mixed-incident-2', 'WLAN gone in building C');
  const desk = (procedure: string, input: object = {}) =>
    call<{ seq: number }>('grace', `incidents.${procedure}`, { incident, ...input });
  const rosa = (procedure: string, input: object = {}) =>
    call<{ seq: number }>('rosa', `incidents.${procedure}`, { incident, ...input });

  // Nobody looks for half an hour.
  for (const hours of [16.85, 16.75, 16.6]) {
    goTo(hours);
    await fireDue();
  }
  goTo(16.5);
  await desk('acknowledge');
  await desk('addNote', { text: 'Thank you, Rosa. We can see the access points restart.' });
  goTo(16.4);
  const internal = await desk('addNote', {
    text: 'The controller was updated last nihgt.',
    visibility: 'internal',
  });
  await desk('editNote', { note: internal.seq, text: 'The controller was updated last night.' });
  const hasty = await desk('addNote', { text: 'Please restart your laptop.' });
  await desk('retractNote', { note: hasty.seq });
  goTo(16.3);
  await desk('retitle', { title: 'The Wi-Fi of building C drops every few minutes' });
  await desk('categorize', { service: 'network', category: 'outage' });
  await desk('prioritize', { urgency: 'medium' });
  await desk('overridePriority', {
    priority: 'P1',
    reason: 'The board meets in building C today.',
  });
  await desk('restorePriority');
  await desk('prioritize', { urgency: 'high' });
  goTo(16);
  await desk('hold', { to: 'waiting-reporter', reason: 'We do not know which floors.' });
  goTo(15.5);
  await rosa('addNote', { text: 'The second and the third floor.' });
  goTo(15.3);
  await desk('hold', { to: 'waiting-vendor', reason: 'Case 4711: they look at the firmware.' });
  goTo(14.3);
  await desk('resume');
  await desk('escalate', { kind: 'functional', reason: 'Somebody has to go there.' });
  await desk('escalate', { kind: 'hierarchical', reason: 'The whole building stands still.' });
  await desk('assign', { team: 'network', assignee: 'grace' });
  await desk('link', { kind: 'problem', target: 'PRB-12' });
  await desk('link', { kind: 'change', target: 'CHG-207' });
  await desk('unlink', { kind: 'change', target: 'CHG-207' });
  await call('grace', 'incidents.merge', { incident: duplicate, into: incident });
  await call('amir', 'incidents.join', { incident });
  goTo(13.5);
  await desk('resolve', {
    code: 'workaround',
    text: 'The old firmware is back on the access points of the third floor.',
  });
  goTo(12.5);
  await rosa('confirm', { fixed: false, text: 'The second floor still has no Wi-Fi at all.' });
  for (const hours of [12, 11, 10, 9]) {
    goTo(hours);
    await fireDue();
  }
  goTo(8);
  await desk('resolve', { code: 'fixed', text: 'All access points have the old firmware again.' });
  return incident;
}

/** Reported, resolved and confirmed between 7 and 6.5 hours before the present. */
export async function reportClosedIncident({ call, goTo }: Hands): Promise<string> {
  goTo(7);
  const { incident } = await call<{ incident: string }>('rosa', 'incidents.report', {
    key: 'closed-incident-1',
    title: 'My badge does not open the bicycle shed',
    impact: 'low',
    urgency: 'low',
  });
  await call('grace', 'incidents.resolve', {
    incident,
    code: 'user-guidance',
    text: 'Hold it to the left of the handle.',
  });
  goTo(6.5);
  await call('rosa', 'incidents.confirm', { incident, fixed: true, text: 'It does. Thank you!' });
  return incident;
}
