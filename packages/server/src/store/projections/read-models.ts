import { sql } from 'kysely';
import type { Actor } from '../../domain/actor.ts';
import type { CalendarBook } from '../../domain/calendar/calendars.ts';
import { type Notification, notificationsOf } from '../../domain/escalation/notifications.ts';
import { nextDue } from '../../domain/incident/due.ts';
import type { IncidentEvent } from '../../domain/incident/events.ts';
import type { Incident } from '../../domain/incident/state.ts';
import type { Workload } from '../../domain/routing/route.ts';
import { type Connection, fixed, run } from '../connection.ts';
import type {
  AffectedTable,
  IncidentsTable,
  IncidentTextsTable,
  NotificationsTable,
  RotationsTable,
} from '../schema.ts';
import type { Inbox } from '../store.ts';
import { open } from './find-incidents.ts';
import { wordsOf } from './search-terms.ts';

export function toIncidentRow(state: Incident, book: CalendarBook): IncidentsTable {
  return {
    number: state.number,
    status_id: state.status.id,
    status_category: state.status.category,
    priority: state.priority,
    service: state.service,
    team: state.team,
    assignee: state.assignee?.id ?? null,
    reporter_id: state.reporter.id,
    reporter_site: state.reporter.site,
    seq: state.seq,
    due_at: nextDue(state, book)?.at ?? null,
    state: JSON.stringify(state),
  };
}

export function toTextRow({ number, title, description }: Incident): IncidentTextsTable {
  return { number, words: wordsOf(`${title} ${description}`).join(' ') };
}

/** Who said “me too” with an event; null when it says something else. */
export function toAffectedRow(number: number, event: IncidentEvent): AffectedTable | null {
  if (event.type !== 'incident.affected-joined') return null;
  return { number, site: event.actor.site ?? '', person: event.actor.id ?? '' };
}

/** Whom an event is news to, each once. */
export function toNotificationRows(
  before: Incident | null,
  after: Incident,
  event: IncidentEvent,
): NotificationsTable[] {
  const rows = notificationsOf(before, after, event).map((each) => ({
    whom: each.whom,
    target: targetOf(each),
    seq: event.seq,
  }));
  return [...new Map(rows.map((row) => [`${row.whom} ${row.target}`, row])).values()];
}

function targetOf(notification: Notification): string {
  return notification.whom === 'person' ? notification.person : notification.team;
}

/** Whom a rule chose of a team; null when the event says something else. */
export function toRotationRow(event: IncidentEvent): RotationsTable | null {
  if (event.type !== 'incident.routed') return null;
  const { team, assignee } = event.data;
  return team && assignee ? { team, person: assignee } : null;
}

const incident = fixed((db, number: number) =>
  db.selectFrom('incidents').select('state').where('number', '=', number),
);

export async function readIncident(
  connection: Connection,
  number: number,
): Promise<Incident | null> {
  const [row] = await incident(connection, number);
  return row ? toIncident(row) : null;
}

export async function readIncidents(
  connection: Connection,
  numbers: readonly number[],
): Promise<Incident[]> {
  if (numbers.length === 0) return [];
  const query = connection.builder
    .selectFrom('incidents')
    .select('state')
    .where('number', 'in', numbers);
  return (await run(connection, query)).map(toIncident);
}

const changed = fixed((db, seq: number, limit: number) =>
  db.selectFrom('incidents').select('state').where('seq', '>', seq).orderBy('seq').limit(limit),
);

export async function readIncidentsChangedAfter(
  connection: Connection,
  seq: number,
  limit: number,
): Promise<Incident[]> {
  return (await changed(connection, seq, limit)).map(toIncident);
}

const due = fixed((db, at: number, limit: number) =>
  db
    .selectFrom('incidents')
    .select('state')
    .where('due_at', '<=', at)
    .orderBy('due_at')
    .limit(limit),
);

export async function readIncidentsDue(
  connection: Connection,
  at: number,
  limit: number,
): Promise<Incident[]> {
  return (await due(connection, at, limit)).map(toIncident);
}

export async function countByStatus(
  connection: Connection,
  statuses: readonly string[],
): Promise<Record<string, number>> {
  if (statuses.length === 0) return {};
  const query = connection.builder
    .selectFrom('incidents')
    .select((each) => ['status_id' as const, each.fn.countAll<number>().as('count')])
    .where('status_id', 'in', statuses)
    // What is closed stays as it is, whatever the workflow calls its status by then.
    .where('status_category', '!=', 'closed')
    .groupBy('status_id');
  const rows = await run(connection, query);
  return Object.fromEntries(rows.map((row) => [row.status_id, row.count]));
}

const openOf = fixed((db, team: string) =>
  db
    .selectFrom('incidents')
    .select((each) => ['assignee' as const, each.fn.countAll<number>().as('count')])
    .where('team', '=', team)
    .where(
      'status_category',
      'in',
      open.map((each) => sql.lit(each)),
    )
    .where('assignee', 'is not', null)
    .groupBy('assignee'),
);
const rotation = fixed((db, team: string) =>
  db.selectFrom('rotations').select('person').where('team', '=', team),
);

export async function readWorkload(connection: Connection, team: string): Promise<Workload> {
  const open = await openOf(connection, team);
  const [last] = await rotation(connection, team);
  return {
    open: new Map(open.map((row) => [row.assignee ?? '', row.count])),
    last: last?.person ?? null,
  };
}

const joined = fixed((db, number: number, site: string, person: string) =>
  db
    .selectFrom('affected')
    .select('number')
    .where('number', '=', number)
    .where('site', '=', site)
    .where('person', '=', person),
);

export async function hasJoined(
  connection: Connection,
  number: number,
  { site, id }: Actor,
): Promise<boolean> {
  return (await joined(connection, number, site ?? '', id ?? '')).length > 0;
}

export async function readNotifications(
  connection: Connection,
  { person, memberOf, managerOf }: Inbox,
  before: number | null,
  limit: number,
): Promise<number[]> {
  // What each was told is a run of the key, newest first: the newest of each are enough.
  const runs = [
    { whom: 'person', target: person },
    ...memberOf.map((target) => ({ whom: 'team', target })),
    ...managerOf.map((target) => ({ whom: 'managers', target })),
  ].map(
    ({ whom, target }) => sql`select seq from (select seq from notifications
      where whom = ${whom} and target = ${target} ${before === null ? sql`` : sql`and seq < ${before}`}
      order by seq desc limit ${limit}) as run`,
  );
  const query = connection.builder
    .selectFrom(sql<{ seq: number }>`(${sql.join(runs, sql` union `)})`.as('runs'))
    .select('seq')
    .orderBy('seq', 'desc')
    .limit(limit);
  return (await run(connection, query)).map((row) => row.seq);
}

const lastNumber = fixed((db) =>
  db.selectFrom('incidents').select((each) => each.fn.max('number').as('last')),
);

export async function lastIncidentNumber(connection: Connection): Promise<number> {
  const [row] = await lastNumber(connection);
  return row?.last ?? 0;
}

const answer = fixed((db, scope: string, key: string) =>
  db.selectFrom('answers').select('answer').where('scope', '=', scope).where('key', '=', key),
);

export async function readReply(
  connection: Connection,
  scope: string,
  key: string,
): Promise<string | null> {
  const [row] = await answer(connection, scope, key);
  return row?.answer ?? null;
}

const secret = fixed((db, name: string) =>
  db.selectFrom('secrets').select('value').where('name', '=', name),
);

export async function readSecret(connection: Connection, name: string): Promise<string | null> {
  const [row] = await secret(connection, name);
  return row?.value ?? null;
}

function toIncident(row: { state: string }): Incident {
  return JSON.parse(row.state);
}
