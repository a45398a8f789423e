import * as documents from './configuration.ts';
import { amir, grace, mia, nils, rosa, tom, vera, visitor } from './people.ts';
import type { Session } from './session.ts';
import { origin, type Sender } from './wire.ts';

const kinds = [
  'matrix',
  'sla-policies',
  'calendars',
  'workflow',
  'catalogue',
  'teams',
  'escalation-policies',
  'routing-rules',
];

/** Everything that can be read of what the history has left, by whom it concerns, and what is refused. */
export async function reads(session: Session): Promise<void> {
  await readIncidents(session);
  await readConfiguration(session);
  await readEdge(session);
  await readStreams(session);
}

async function readIncidents(session: Session): Promise<void> {
  for (let number = 1; number <= 14; number += 1) {
    const incident = `INC-${number}`;
    await session.ask(grace, 'incidents.get', { incident });
    await session.ask(grace, 'incidents.timeline', { incident });
    await session.ask(rosa, 'incidents.get', { incident });
    await session.ask(rosa, 'incidents.timeline', { incident });
    for (const target of ['response', 'resolution', 'update']) {
      await session.ask(grace, 'incidents.explainClock', { incident, target });
    }
  }
  await session.ask(amir, 'incidents.get', { incident: 'INC-1' });
  await session.ask(tom, 'incidents.get', { incident: 'INC-5' });
  await session.ask(visitor, 'incidents.get', { incident: 'INC-2' });
  await session.ask(rosa, 'incidents.explainClock', { incident: 'INC-1' });
  await session.ask(grace, 'incidents.timeline', { incident: 'INC-1', limit: 3 });
  await session.ask(grace, 'incidents.timeline', { incident: 'INC-1', before: 24, limit: 4 });
  for (const filter of [
    {},
    { status: 'all' },
    { status: 'over', limit: 2 },
    { status: 'all', limit: 3, before: 9 },
    { status: 'all', team: 'network' },
    { status: 'all', assignee: 'nils' },
    { status: 'all', priority: 'P2' },
    { status: 'all', service: 'email', priority: 'P3' },
    { status: 'all', text: 'netw slow' },
    { status: 'all', text: '--' },
    { status: 'waiting' },
    { status: 'closed', text: 'pri' },
    { status: 'nonsense' },
    { limit: 101 },
  ]) {
    await session.ask(grace, 'incidents.list', filter);
  }
  await session.ask(rosa, 'incidents.list', { status: 'all' });
  await session.ask(rosa, 'incidents.list', { team: 'network' });
  await session.ask(visitor, 'incidents.list', {});
  for (const who of [grace, nils, mia, rosa]) await session.ask(who, 'notifications.list', {});
  await session.ask(mia, 'notifications.list', { limit: 2 });
  await session.ask(mia, 'notifications.list', { limit: 2, before: 60 });
  for (const who of [
    visitor,
    rosa,
    { ...visitor, label: 'a visitor of a closed site', site: 'pk_closed' },
  ]) {
    await session.ask(who, 'forms.report');
  }
  const incidents = ['INC-1', 'INC-2', 'INC-4', 'INC-6', 'INC-8', 'INC-99', 'nonsense'];
  for (const who of [visitor, visitor, rosa, grace]) {
    await session.ask(who, 'badges.get', { incidents });
  }
  await session.ask(visitor, 'badges.get', { incidents: [] });
  await session.ask({ ...visitor, site: 'pk_closed' }, 'badges.get', { incidents });
}

async function readConfiguration(session: Session): Promise<void> {
  await session.ask(grace, 'matrix.current');
  await session.ask(rosa, 'matrix.current');
  for (const kind of kinds) {
    await session.ask(grace, 'configuration.get', { kind });
    await session.ask(grace, 'configuration.versions', { kind });
    await session.ask(grace, 'configuration.version', { kind, version: 1 });
    await session.ask(grace, 'configuration.compare', { kind, from: 1, to: 2 });
  }
  await session.ask(grace, 'configuration.versions', { kind: 'matrix', before: 3, limit: 1 });
  await session.ask(grace, 'configuration.version', { kind: 'matrix', version: 9 });
  await session.ask(grace, 'configuration.get', { kind: 'nonsense' });
  await session.ask(rosa, 'configuration.get', { kind: 'teams' });

  const { matrix, policies, calendars, workflow, teams } = documents;
  const check = (kind: string, document: unknown) =>
    session.tell(grace, 'configuration.check', { kind, document });
  const holed = { ...matrix, cells: { ...matrix.cells, low: { high: 'P9', medium: 'P1' } } };
  await check('matrix', matrix);
  await check('matrix', holed);
  await check('matrix', {
    ...matrix,
    cells: { ...matrix.cells, high: { high: 'P4', medium: 'P2', low: 'P3' } },
  });
  await check('teams', { teams: teams.teams.slice(1) });
  await check('calendars', { calendars: [] });
  await check('calendars', 'nonsense');
  await check('sla-policies', { policies: [...policies.policies].reverse() });
  await check('workflow', {
    ...workflow,
    statuses: workflow.statuses.filter(({ id }) => id !== 'in-progress'),
  });
  await session.tell(amir, 'matrix.publish', { basedOn: 3, matrix: holed });
  await session.tell(amir, 'matrix.publish', { basedOn: 1, matrix });
  await session.tell(grace, 'matrix.publish', { basedOn: 3, matrix });
  const publish = (kind: string, basedOn: number, document: unknown) =>
    session.tell(amir, 'configuration.publish', { kind, basedOn, document });
  await publish('teams', 2, { teams: teams.teams.slice(1) });
  await publish('teams', 1, teams);
  await publish('teams', 9, teams);
  await publish('matrix', 3, holed);
  await publish('nonsense', 1, {});
  await publish('workflow', 2, { ...workflow, initial: 'nowhere' });

  const [from, to] = [Date.UTC(2026, 2, 1), Date.UTC(2026, 3, 1)];
  const faster = {
    ...matrix,
    priorities: matrix.priorities.map((each) =>
      each.id === 'P3' ? { ...each, targets: { response: 600_000, resolution: 3_600_000 } } : each,
    ),
    cells: { ...matrix.cells, medium: { high: 'P1', medium: 'P2', low: 'P4' } },
  };
  await session.tell(grace, 'configuration.whatIf', { matrix: faster, from, to });
  await session.tell(grace, 'configuration.whatIf', {
    policies: { policies: policies.policies.slice(-1) },
    from,
    to,
    limit: 4,
  });
  await session.tell(grace, 'configuration.whatIf', { calendars, from, to, after: 4, limit: 3 });
  await session.tell(grace, 'configuration.whatIf', { from, to });

  const holidays = (change: object) =>
    session.tell(amir, 'configuration.importHolidays', {
      from: '2026-01-01',
      to: '2027-12-31',
      ...change,
    });
  await holidays({
    text: [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Test//EN',
      'BEGIN:VEVENT',
      'UID:1@test',
      'DTSTART;VALUE=DATE:20261225',
      'RRULE:FREQ=YEARLY',
      'SUMMARY:Christmas Day',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  });
  await holidays({ text: 'nonsense' });
  await holidays({ url: 'http://127.0.0.1/holidays.ics' });
  await holidays({ url: 'ftp://example.com/holidays.ics' });
  await holidays({ url: 'https://nowhere..invalid/holidays.ics' });
  await holidays({});
}

/** Addresses that are no procedures, and requests that are refused before anything is done. */
async function readEdge(session: Session): Promise<void> {
  const get = (path: string, headers: Record<string, string> = {}, who = visitor) =>
    session.send(who, { name: `GET ${path} ${JSON.stringify(headers)}`, path, headers });
  await get('/healthz');
  for (const incident of ['INC-1', 'INC-4', 'INC-6', 'INC-8', 'INC-99', 'nonsense']) {
    for (const target of ['response', 'resolution', 'update']) {
      await get(`/badges/incident/${incident}.svg?target=${target}&key=pk_intranet`);
    }
  }
  await get('/badges/incident/INC-1.svg?target=nonsense');
  await get('/badges/incident/INC-6.svg', {}, grace);
  await get('/badges/incident/INC-1.svg', {}, { ...visitor, site: 'pk_closed' });

  const badges = `/trpc/badges.get?key=pk_intranet&input=${encodeURIComponent('{"incidents":["INC-1","INC-6"]}')}`;
  const nobody: Sender = { ...visitor, site: null };
  // The second is answered from what the first has left.
  await get(badges, { origin }, nobody);
  await get(badges, { origin }, nobody);
  await get(badges, {}, nobody);
  await get(badges, { origin: 'https://elsewhere.example' }, nobody);
  await get(badges.replace('pk_intranet', 'pk_unknown'), {}, nobody);
  await get(badges.replace('key=pk_intranet&', ''), {}, nobody);

  const input = (value: unknown) => `input=${encodeURIComponent(JSON.stringify(value))}`;
  const three = { 0: { incident: 'INC-1' }, 1: { incident: 'INC-99' }, 2: {} };
  await get(`/trpc/incidents.get,incidents.get,matrix.current?batch=1&${input(three)}`, {}, grace);
  const many = Array.from({ length: 21 }, () => 'matrix.current').join(',');
  await get(`/trpc/${many}?batch=1&${input({})}`, {}, grace);
  await get('/trpc/incidents.get?input=%7B', {}, grace);
  await get('/trpc/nothing.here', {}, grace);
  await get('/trpc/incidents.acknowledge', {}, grace);
  await get('/nothing/here');
  await get('/receipt/receipt.png');
  await get('/kit/nothing.js');
  await get('/kit/../secret.js');
  const file = await session.send(visitor, { name: 'GET /kit/loader.js', path: '/kit/loader.js' });
  if (file.status !== 200) throw new Error('The session needs a kit with a file loader.js.');

  const post = (who: Sender, path: string, body: string, headers: Record<string, string> = {}) =>
    session.send(who, {
      name: `POST ${path.slice(0, 60)} ${body.slice(0, 60)} ${JSON.stringify(headers)}`,
      method: 'POST',
      path,
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });
  const acknowledge = '/trpc/incidents.acknowledge';
  await post(grace, acknowledge, '{');
  await post(grace, acknowledge, '');
  await post(grace, acknowledge, '[]');
  await post(grace, acknowledge, '{"incident":"INC-1"}', { 'content-type': 'text/plain' });
  await post(grace, acknowledge, '{"incident":"INC-6","more":1}');
  await post(grace, acknowledge, '{"incident":"nonsense"}');
  await post(grace, acknowledge, '{"incident":"INC-99"}');
  await post(grace, '/trpc/incidents.get', '{"incident":"INC-1"}');
  await post(grace, '/healthz', '{}');
  await post(rosa, acknowledge, '{"incident":"INC-1"}');
  await post(visitor, acknowledge, '{"incident":"INC-1"}');
  await post(
    { ...visitor, label: 'a forger', authorization: 'Bearer rcpt_1_none' },
    acknowledge,
    '{}',
  );
  await post({ ...visitor, label: 'somebody else', authorization: 'Basic abc' }, acknowledge, '{}');
  await post({ ...visitor, label: 'a forger', authorization: 'Bearer abc' }, acknowledge, '{}');
  await post(
    { ...grace, label: 'a forger', signedWith: 'another secret, which is as long as the other' },
    acknowledge,
    '{}',
  );
  await post({ ...grace, label: 'grace of before', lifeSeconds: -60 }, acknowledge, '{}');
  await post({ ...grace, label: 'grace for a day', lifeSeconds: 86_400 }, acknowledge, '{}');
  await post({ ...grace, label: 'grace without a secret', site: 'pk_plain' }, acknowledge, '{}');
  const { name: _, ...nameless } = grace;
  await post(nameless, acknowledge, '{}');
  await post(grace, acknowledge, '{}', { origin: 'https://elsewhere.example' });

  // Refused for what it says of itself, before anything of it is read.
  await post(grace, acknowledge, '', { 'content-length': '262145' });

  const refused = (who: Sender, procedure: string, body: object) =>
    session.tell(who, procedure, body);
  await refused(rosa, 'incidents.report', {
    key: 'short',
    title: 'x',
    impact: '',
    contact: { email: 'no' },
  });
  await refused(rosa, 'incidents.report', {
    key: 'a-new-key',
    title: 'Fax',
    impact: 'low',
    urgency: 'low',
    service: 'fax',
  });
  await refused(rosa, 'incidents.report', {
    key: 'a-new-key',
    title: 'Fax',
    impact: 'some',
    urgency: 'low',
  });
  await refused(rosa, 'incidents.addNote', {
    incident: 'INC-1',
    text: 'x',
    visibility: 'internal',
  });
  await refused(rosa, 'incidents.addNote', { incident: 'INC-6', text: 'x' });
  await refused(rosa, 'incidents.join', { incident: 'INC-1' });
  await refused(tom, 'incidents.join', { incident: 'INC-99' });
  await refused(rosa, 'incidents.confirm', { incident: 'INC-1', fixed: 'perhaps' });
  await refused(rosa, 'incidents.reopen', { incident: 'INC-1', reason: 'It is back' });
  await refused(tom, 'incidents.cancel', { incident: 'INC-5', reason: 'Once more' });
  await refused(grace, 'incidents.hold', {
    incident: 'INC-6',
    to: 'waiting-parts',
    reason: 'Not yet',
  });
  await refused(grace, 'incidents.move', { incident: 'INC-6', to: 'in-test' });
  await refused(grace, 'incidents.move', { incident: 'INC-6', to: 'nowhere' });
  await refused(grace, 'incidents.overridePriority', {
    incident: 'INC-6',
    priority: 'P9',
    reason: 'Why',
  });
  await refused(grace, 'incidents.close', { incident: 'INC-6' });
  await refused(grace, 'incidents.assign', { incident: 'INC-6' });
  await refused(grace, 'incidents.escalate', {
    incident: 'INC-6',
    kind: 'sideways',
    reason: 'Why',
  });
  await refused(grace, 'people.erase', { id: 'vera' });
  await refused(vera, 'incidents.erase', { incident: 'INC-10' });
}

async function readStreams(session: Session): Promise<void> {
  const refused = (who: Sender, topics: unknown) =>
    session.send(who, {
      name: `POST /live ${JSON.stringify(topics).slice(0, 80)}`,
      method: 'POST',
      path: '/live',
      headers: { 'content-type': 'application/json' },
      body: typeof topics === 'string' ? topics : JSON.stringify({ topics }),
    });
  await refused(grace, '{');
  await refused(grace, { nonsense: 0, 'incident:INC-0': 0, 'badge:INC-1': 0 });
  await refused(grace, { 'incident:INC-1': -1 });
  await refused(rosa, { matrix: 0 });
  await refused(rosa, { 'incident:INC-5': 0, 'incident:INC-99': 0 });
  await refused(visitor, { incidents: 0 });
  await refused(
    grace,
    Object.fromEntries(Array.from({ length: 1_001 }, (_, index) => [`badge:INC-${index + 1}`, 0])),
  );
  await session.listen(grace, {
    'incident:INC-1': 0,
    'incident:INC-3': 20,
    'badge:INC-1': 0,
    'badge:INC-4': 0,
    incidents: 0,
    matrix: 0,
  });
  await session.listen(rosa, { 'incident:INC-1': 0, 'badge:INC-1': 0, incidents: 0 });
  await session.listen(grace, { 'incident:INC-1': 999_999, 'badge:INC-1': 999_999, matrix: 9 });
}
