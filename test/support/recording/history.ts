import * as documents from './configuration.ts';
import { amir, grace, holderOf, mia, nils, rosa, tom, vera, visitor } from './people.ts';
import type { Answer, Session } from './session.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The beginning: a Monday in Berlin, 9 o'clock. */
export const begins = Date.UTC(2026, 2, 2, 8);

const report = (title: string, more: object = {}) => ({
  key: `report-${title.toLowerCase().replace(/\W+/g, '-')}`.slice(0, 60),
  title,
  impact: 'medium',
  urgency: 'medium',
  ...more,
});

export const receiptReport = report('The door does not open', {
  description: 'It blinks red.',
  impact: 'low',
  urgency: 'high',
  contact: { name: 'Vincent', email: 'vincent@partner.example' },
});

export const lastReport = report('A last one of a visitor');

/** The position in the log of what a command wrote. */
const at = (answer: Answer): number => answer.data.seq;

/**
 * Three weeks of a desk in which everything happens that can happen to an incident, a document of each
 * kind is published anew, and streams follow it all.
 */
export async function history(session: Session): Promise<void> {
  await session.followBy(grace);
  await session.listen(rosa, { incidents: 0 });

  // INC-1: the whole way, by the desk and its reporter.
  const wifi = report('The Wi-Fi is down', {
    description: 'On the second floor.\nSince this morning 📶',
    service: 'wifi',
    category: 'outage',
    impact: 'medium',
    urgency: 'high',
  });
  await session.tell(rosa, 'incidents.report', wifi);
  await session.tell(rosa, 'incidents.report', wifi);
  await session.listen(rosa, { 'incident:INC-1': 0, 'badge:INC-1': 0 });
  await session.listen(grace, { 'incident:INC-1': 0, 'badge:INC-1': 0, matrix: 0 });
  await session.listen(visitor, { 'badge:INC-1': 0 });
  await session.tell(tom, 'incidents.join', { incident: 'INC-1' });
  await session.pass(5 * minute);
  await session.tell(nils, 'incidents.acknowledge', { incident: 'INC-1' });
  const hello = await session.tell(nils, 'incidents.addNote', {
    incident: 'INC-1',
    text: 'We are looking.',
    key: 'note-looking',
  });
  await session.tell(nils, 'incidents.addNote', {
    incident: 'INC-1',
    text: 'Something else',
    key: 'note-looking',
  });
  const secret = await session.tell(nils, 'incidents.addNote', {
    incident: 'INC-1',
    text: 'It is the switch again.',
    visibility: 'internal',
  });
  await session.tell(nils, 'incidents.editNote', {
    incident: 'INC-1',
    note: at(hello),
    text: 'We are looking at the switch.',
  });
  await session.tell(grace, 'incidents.editNote', {
    incident: 'INC-1',
    note: at(hello),
    text: 'Not mine',
  });
  await session.tell(nils, 'incidents.retractNote', { incident: 'INC-1', note: at(secret) });
  await session.tell(nils, 'incidents.retractNote', { incident: 'INC-1', note: at(secret) });
  await session.tell(nils, 'incidents.editNote', { incident: 'INC-1', note: 1, text: 'None' });
  await session.tell(nils, 'incidents.retitle', { incident: 'INC-1', title: 'No Wi-Fi at all' });
  await session.tell(nils, 'incidents.hold', {
    incident: 'INC-1',
    to: 'waiting-reporter',
    reason: 'Which floor?',
  });
  await session.pass(20 * minute);
  await session.tell(rosa, 'incidents.addNote', { incident: 'INC-1', text: 'The second.' });
  await session.tell(nils, 'incidents.hold', {
    incident: 'INC-1',
    to: 'waiting-parts',
    reason: 'A switch is ordered',
  });
  await session.tell(nils, 'incidents.hold', { incident: 'INC-1', to: 'waiting-parts' });
  await session.pass(hour);
  await session.tell(nils, 'incidents.resume', { incident: 'INC-1', reason: 'It has come' });
  await session.tell(nils, 'incidents.resume', { incident: 'INC-1' });
  await session.tell(nils, 'incidents.move', { incident: 'INC-1', to: 'in-test' });
  await session.tell(nils, 'incidents.resolve', {
    incident: 'INC-1',
    code: 'fixed',
    text: 'The switch was replaced.',
  });
  await session.tell(rosa, 'incidents.confirm', {
    incident: 'INC-1',
    fixed: false,
    text: 'Still no Wi-Fi.',
  });
  await session.tell(nils, 'incidents.resolve', {
    incident: 'INC-1',
    code: 'workaround',
    text: 'Use the other network.',
  });
  await session.tell(rosa, 'incidents.confirm', { incident: 'INC-1', fixed: true, text: 'Thanks' });

  // INC-2: of a visitor, who follows it by a receipt.
  const anonymous = await session.tell(visitor, 'incidents.report', receiptReport);
  const holder = holderOf(anonymous.data.receipt.token);
  await session.listen(holder, { 'incident:INC-2': 0, 'badge:INC-2': 0 });
  await session.tell(holder, 'incidents.addNote', {
    incident: 'INC-2',
    text: 'It is the back door.',
  });
  await session.tell(grace, 'incidents.overridePriority', {
    incident: 'INC-2',
    priority: 'P1',
    reason: 'The fire brigade is here',
  });
  await session.tell(grace, 'incidents.prioritize', { incident: 'INC-2', impact: 'high' });
  await session.tell(grace, 'incidents.restorePriority', { incident: 'INC-2' });
  await session.tell(grace, 'incidents.restorePriority', { incident: 'INC-2' });

  // INC-3 is taken over by everybody; what is urgent about it falls due.
  await session.tell(
    vera,
    'incidents.report',
    report('A strange mail', {
      description: 'It asks for my password.',
      impact: 'high',
      urgency: 'high',
    }),
  );
  await session.pass(6 * minute);
  await session.tell(grace, 'incidents.assign', {
    incident: 'INC-3',
    team: 'desk',
    assignee: 'grace',
  });
  await session.tell(grace, 'incidents.assign', {
    incident: 'INC-3',
    team: 'desk',
    assignee: 'grace',
  });
  await session.tell(grace, 'incidents.assign', {
    incident: 'INC-3',
    team: 'desk',
    assignee: 'nils',
  });
  await session.tell(grace, 'incidents.assign', { incident: 'INC-3', team: 'nobody' });
  await session.tell(grace, 'incidents.unassign', { incident: 'INC-3' });
  await session.tell(grace, 'incidents.unassign', { incident: 'INC-3' });
  await session.tell(grace, 'incidents.escalate', {
    incident: 'INC-3',
    kind: 'functional',
    reason: 'They know more',
  });
  await session.tell(grace, 'incidents.escalate', {
    incident: 'INC-3',
    kind: 'hierarchical',
    reason: 'It is serious',
  });
  await session.tell(grace, 'incidents.escalate', {
    incident: 'INC-3',
    kind: 'functional',
    team: 'network',
    reason: 'Again',
  });
  await session.pass(70 * minute);
  await session.pass(25 * minute);
  await session.pass(30 * minute);
  await session.pass(3 * hour);

  // INC-4 in office hours, over a night and a weekend; closed by silence.
  await session.tell(
    rosa,
    'incidents.report',
    report('I forgot my password', { service: 'email' }),
  );
  await session.tell(grace, 'incidents.categorize', { incident: 'INC-4', service: 'wifi' });
  await session.tell(grace, 'incidents.categorize', {
    incident: 'INC-4',
    service: 'email',
    category: 'access',
  });
  await session.tell(grace, 'incidents.categorize', { incident: 'INC-4', service: 'email' });
  await session.tell(grace, 'incidents.categorize', { incident: 'INC-4', category: 'nonsense' });
  await session.pass(day);
  await session.tell(grace, 'incidents.acknowledge', { incident: 'INC-4' });
  await session.tell(grace, 'incidents.acknowledge', { incident: 'INC-4' });
  await session.pass(3 * day);
  await session.tell(grace, 'incidents.resolve', {
    incident: 'INC-4',
    code: 'user-guidance',
    text: 'Here is a new one.',
  });
  await session.tell(grace, 'incidents.resolve', {
    incident: 'INC-4',
    code: 'fixed',
    text: 'Again',
  });
  await session.tell(grace, 'incidents.reopen', {
    incident: 'INC-4',
    reason: 'It was the wrong one',
  });
  await session.tell(grace, 'incidents.reopen', { incident: 'INC-4', reason: 'Once more' });
  await session.pass(2 * hour);
  await session.tell(grace, 'incidents.resolve', {
    incident: 'INC-4',
    code: 'fixed',
    text: 'This is the right one.',
  });

  // INC-5 to INC-8: cancelled, merged, linked.
  await session.tell(
    tom,
    'incidents.report',
    report('The printer is on fire', { service: 'laptop' }),
  );
  await session.tell(tom, 'incidents.cancel', { incident: 'INC-5', reason: 'It is out' });
  await session.tell(tom, 'incidents.report', report('The network is slow', { service: 'core' }));
  await session.tell(vera, 'incidents.report', report('Slow network', { service: 'core' }));
  await session.tell(grace, 'incidents.merge', {
    incident: 'INC-7',
    into: 'INC-6',
    reason: 'The same',
  });
  await session.tell(grace, 'incidents.merge', { incident: 'INC-6', into: 'INC-6' });
  await session.tell(grace, 'incidents.merge', { incident: 'INC-6', into: 'INC-7' });
  await session.tell(grace, 'incidents.merge', { incident: 'INC-6', into: 'INC-99' });
  await session.tell(rosa, 'incidents.report', report('A screen flickers', { urgency: 'low' }));
  for (const [kind, target] of [
    ['parent', 'INC-6'],
    ['related', 'INC-2'],
    ['problem', 'PRB-77'],
    ['change', 'CHG-5'],
    ['parent', 'INC-8'],
    ['parent', 'INC-2'],
    ['related', 'INC-99'],
    ['problem', 'PRB-77'],
  ]) {
    await session.tell(grace, 'incidents.link', { incident: 'INC-8', kind, target });
  }
  await session.tell(grace, 'incidents.link', {
    incident: 'INC-6',
    kind: 'parent',
    target: 'INC-8',
  });
  await session.tell(grace, 'incidents.unlink', {
    incident: 'INC-8',
    kind: 'change',
    target: 'CHG-5',
  });
  await session.tell(grace, 'incidents.unlink', {
    incident: 'INC-8',
    kind: 'change',
    target: 'CHG-5',
  });

  // Another person's state of it, and a conflict.
  const seen = (await session.ask(mia, 'incidents.get', { incident: 'INC-6' })).data.incident.seq;
  await session.tell(grace, 'incidents.prioritize', { incident: 'INC-6', urgency: 'high' });
  await session.tell(mia, 'incidents.retitle', {
    incident: 'INC-6',
    title: 'The network is very slow',
    basedOn: seen,
  });
  await session.tell(grace, 'incidents.prioritize', { incident: 'INC-6', urgency: 'high' });

  await publishEverything(session);

  // INC-9 and INC-10 under the new documents: one is erased, and a person from all of it.
  await session.tell(
    tom,
    'incidents.report',
    report('My name is everywhere', {
      description: 'Call me at 555-0100.',
      service: 'email',
      contact: { name: 'Tom', email: 'tom@example.com' },
    }),
  );
  await session.tell(tom, 'incidents.addNote', {
    incident: 'INC-9',
    text: 'I am Tom of 4 Main St.',
  });
  await session.tell(amir, 'incidents.erase', { incident: 'INC-9', reason: 'Tom asked for it' });
  await session.tell(amir, 'incidents.erase', { incident: 'INC-9' });
  await session.tell(
    vera,
    'incidents.report',
    report('A cable is loose', {
      service: 'wifi',
      urgency: 'high',
    }),
  );
  await session.tell(vera, 'incidents.addNote', {
    incident: 'INC-10',
    text: 'It is the blue one.',
  });
  await session.tell(amir, 'people.erase', { id: 'vera', site: 'pk_intranet', reason: 'She left' });
  await session.tell(amir, 'people.erase', { id: 'vera' });
  await session.tell(amir, 'people.erase', { id: 'amir' });

  // INC-4 closes by silence, clocks of others warn and are breached, over a change of the clocks.
  await session.pass(12 * hour);
  await session.pass(3 * day);
  await session.tell(grace, 'incidents.acknowledge', { incident: 'INC-2' });
  await session.tell(grace, 'incidents.resolve', {
    incident: 'INC-2',
    code: 'fixed',
    text: 'Oiled',
  });
  await session.tell(holder, 'incidents.confirm', { incident: 'INC-2', fixed: true });
  await session.tell(holder, 'incidents.confirm', { incident: 'INC-2', fixed: true });
  await session.tell(rosa, 'incidents.report', report('The last one', { service: 'laptop' }));
  await session.tell(grace, 'incidents.acknowledge', { incident: 'INC-11' });
  await session.tell(grace, 'incidents.resolve', {
    incident: 'INC-11',
    code: 'no-fault-found',
    text: 'Fine',
  });
  await session.tell(grace, 'incidents.close', { incident: 'INC-11', reason: 'She told me' });
  await session.tell(grace, 'incidents.close', { incident: 'INC-11' });
  await session.pass(14 * day);
  await session.tell(rosa, 'incidents.report', receiptReport);
  await session.tell(visitor, 'incidents.report', lastReport);
}

/** A second version of each document, and a third of the matrix. */
async function publishEverything(session: Session): Promise<void> {
  const { matrix, workflow, teams, catalogue, calendars } = documents;
  const publish = (kind: string, document: object, basedOn = 1) =>
    session.tell(amir, 'configuration.publish', { kind, basedOn, document, reason: `New ${kind}` });
  await session.tell(amir, 'matrix.publish', {
    basedOn: 1,
    matrix: { ...matrix, cells: { ...matrix.cells, low: { high: 'P2', medium: 'P4', low: 'P4' } } },
    reason: 'Stricter',
  });
  await session.tell(amir, 'matrix.publish', { basedOn: 2, matrix });
  await publish('teams', {
    teams: teams.teams.map((each) =>
      each.id === 'security' ? { ...each, managers: [{ id: 'mia', name: 'Mia Lind' }] } : each,
    ),
  });
  await publish('catalogue', {
    ...catalogue,
    services: [...catalogue.services, { id: 'phone', name: 'Telephones', owner: 'desk' }],
  });
  await publish('calendars', {
    calendars: calendars.calendars.map((each) =>
      each.id === 'office'
        ? {
            ...each,
            calendar: { ...each.calendar, extra: [{ date: '2026-03-14', windows: [] }] },
          }
        : each,
    ),
  });
  const [vip, ...others] = documents.policies.policies;
  await publish('sla-policies', { policies: [{ ...vip, warnAt: 0.8 }, ...others] });
  await publish('escalation-policies', { policies: documents.escalations.policies.slice(0, 1) });
  await publish('routing-rules', { rules: documents.routing.rules.slice(0, 3) });
  await publish('workflow', { ...workflow, closeAfterMs: 72 * hour });
}
