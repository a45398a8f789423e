import * as documents from './configuration.ts';
import { lastReport, receiptReport } from './history.ts';
import { amir, grace, holderOf, mia, nils, rosa, tom, visitor } from './people.ts';
import type { Session } from './session.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** What goes on in a database that has the history: commands, due events, old receipts and keys. */
export async function sequel(session: Session): Promise<void> {
  await session.followBy(grace);
  // A key is good for a week. What was reported before that becomes another incident.
  await session.tell(visitor, 'incidents.report', receiptReport);
  const again = await session.tell(visitor, 'incidents.report', lastReport);
  const anew = await session.tell(rosa, 'incidents.report', receiptReport);
  const holder = holderOf(again.data.receipt.token);
  await session.ask(holder, 'incidents.timeline', { incident: again.data.incident });
  await session.listen(holder, { [`incident:${again.data.incident}`]: 0 });
  await session.listen(tom, { incidents: 0 });
  await session.tell(holder, 'incidents.cancel', {
    incident: again.data.incident,
    reason: 'It opens',
  });

  // What was left open in the history goes on.
  await session.tell(grace, 'incidents.acknowledge', { incident: 'INC-6' });
  await session.tell(grace, 'incidents.assign', {
    incident: 'INC-6',
    team: 'network',
    assignee: 'omar',
  });
  await session.tell(grace, 'incidents.acknowledge', { incident: 'INC-8' });
  await session.tell(grace, 'incidents.move', { incident: 'INC-8', to: 'in-test' });
  await session.tell(grace, 'incidents.hold', {
    incident: 'INC-8',
    to: 'waiting-reporter',
    reason: 'Does it?',
  });
  await session.tell(rosa, 'incidents.addNote', { incident: 'INC-8', text: 'It does.' });
  await session.pass(2 * hour);
  await session.pass(10 * hour);
  await session.tell(grace, 'incidents.resolve', {
    incident: 'INC-8',
    code: 'fixed',
    text: 'A cable',
  });
  await session.tell(rosa, 'incidents.reopen', { incident: 'INC-8', reason: 'It flickers again' });
  await session.tell(grace, 'incidents.resolve', {
    incident: 'INC-8',
    code: 'fixed',
    text: 'A new one',
  });
  // Two of the same service: each of the team in turn, going on after who came last.
  for (const urgency of ['low', 'high']) {
    await session.tell(tom, 'incidents.report', {
      key: `sequel-${urgency}`,
      title: 'No Wi-Fi in the cellar',
      service: 'wifi',
      impact: 'high',
      urgency,
    });
  }
  await session.tell(amir, 'matrix.publish', {
    basedOn: 3,
    matrix: documents.matrix,
    reason: 'Same',
  });
  await session.tell(amir, 'configuration.publish', {
    kind: 'workflow',
    basedOn: 2,
    document: documents.workflow,
    reason: 'Sooner',
  });
  await session.pass(day);
  await session.pass(3 * day);
  await session.pass(10 * day);

  // More happens to one incident than a page is told change by change.
  const busy = anew.data.incident;
  const note = (index: number) => ({ incident: busy, text: `Note ${index}` });
  for (let batch = 0; batch < 11; batch += 1) {
    const notes = Array.from({ length: 20 }, (_, index) => [index, note(batch * 20 + index)]);
    await session.pass(1_000);
    await session.send(grace, {
      name: 'a batch of notes',
      method: 'POST',
      path: `/trpc/${Array.from(notes, () => 'incidents.addNote').join(',')}?batch=1`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(Object.fromEntries(notes)),
    });
  }
  await session.listen(grace, { [`incident:${busy}`]: 1, 'badge:INC-8': 0 });
  await session.tell(amir, 'people.erase', { id: 'rosa', site: 'pk_intranet', reason: 'Asked' });
  await session.tell(nils, 'incidents.retitle', { incident: busy, title: 'The busy one' });

  await session.backBy(hour, () =>
    session.tell(grace, 'incidents.addNote', { incident: busy, text: 'Before what was before' }),
  );
  for (const status of ['all', 'open', 'over']) {
    await session.ask(mia, 'incidents.list', { status, limit: 100 });
  }
  await session.ask(mia, 'incidents.timeline', { incident: busy });
  await session.ask(mia, 'incidents.timeline', { incident: 'INC-6' });
  await session.ask(mia, 'incidents.get', { incident: 'INC-8' });
  await session.ask(mia, 'notifications.list', { limit: 100 });
  await session.ask(rosa, 'incidents.list', { status: 'all' });
}
