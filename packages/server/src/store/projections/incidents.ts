import type { CalendarBook } from '../../domain/calendar/calendars.ts';
import { nextDue } from '../../domain/incident/due.ts';
import type { IncidentEvent } from '../../domain/incident/events.ts';
import { firstDueAt } from '../../domain/incident/first-due.ts';
import { incidentStream } from '../../domain/incident/reference.ts';
import type { Incident } from '../../domain/incident/state.ts';
import { statusCategories } from '../../domain/incident/status.ts';
import { isPublic } from '../../domain/incident/visibility.ts';
import { type Connection, fixed, run } from '../connection.ts';
import { readStreamAfter } from '../log/event-log.ts';
import type { Reporter, ReporterNews } from '../port/incidents.ts';
import type { Json } from '../schema.ts';
import { dueOrderOf, findDue } from './find-due.ts';
import { findIncidents } from './find-incidents.ts';
import { findUpdated, prioritiesInUse } from './find-updated.ts';
import { projection } from './projection.ts';

declare module '../schema.ts' {
  interface Tables {
    incidents: IncidentsTable;
  }
}

export interface IncidentsTable {
  number: number;
  status_id: string;
  status_category: string;
  priority: string;
  service: string | null;
  team: string | null;
  /** The host's identifier of the person. */
  assignee: string | null;
  /** The host's identifier of the reporter; null for anonymous reports. */
  reporter_id: string | null;
  reporter_site: string | null;
  seq: number;
  /** Position of the last event that is not for the desk alone. */
  public_seq: number;
  /** How many of those there are. */
  public_count: number;
  /** When something next happens by itself, epoch milliseconds; null for never. */
  due_at: number | null;
  /** By which those that are due first come first, see `dueOrderOf`. */
  due_order: number;
  state: Json;
}

/** Incidents as they are, with the columns by which they are found. */
export const incidents = projection({
  table: 'incidents',
  reads: ['incident.*'],
  replacedBy: ['number'],
  lastEventOnly: true,
  holdsPersonal: true,
  rows: ({ after, book }) => [toRow(after, book)],
  queries: {
    noun: 'incidents',
    tables: ['incidents', 'incident_texts', 'reporter_replies'],
    on: (connection) => ({
      get: (number) => readIncident(connection, number),
      getMany: (numbers) => readIncidents(connection, numbers),
      findNumbers: (filter, before, limit) => findIncidents(connection, filter, before, limit),
      findDue: (filter, after, limit) => findDue(connection, filter, after, limit),
      findUpdated: (filter, before, limit) => findUpdated(connection, filter, before, limit),
      prioritiesInUse: () => prioritiesInUse(connection),
      countByStatus: (statuses) => countByStatus(connection, statuses),
      changedAfter: (seq, limit) => readChangedAfter(connection, seq, limit),
      newsOf: (reporter, limit) => readNewsOf(connection, reporter, limit),
      newestNumber: () => readNewestNumber(connection),
      reportedAfter: (number, limit) => readReportedAfter(connection, number, limit),
      due: (at, limit) => readDue(connection, at, limit),
    }),
  },
});

function toRow(state: Incident, book: CalendarBook): IncidentsTable {
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
    public_seq: state.publicSeq,
    public_count: state.publicSeqs.length,
    due_at: nextDue(state, book)?.at ?? null,
    due_order: dueOrderOf(firstDueAt(state, book)),
    state: JSON.stringify(state),
  };
}

const incident = fixed((db, number: number) =>
  db.selectFrom('incidents').select('state').where('number', '=', number),
);

async function readIncident(connection: Connection, number: number): Promise<Incident | null> {
  const [row] = await incident(connection, number);
  return (await toIncidents(connection, row ? [row] : []))[0] ?? null;
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
  return toIncidents(connection, await run(connection, query));
}

const changed = fixed((db, seq: number, limit: number) =>
  db.selectFrom('incidents').select('state').where('seq', '>', seq).orderBy('seq').limit(limit),
);

async function readChangedAfter(
  connection: Connection,
  seq: number,
  limit: number,
): Promise<Incident[]> {
  return toIncidents(connection, await changed(connection, seq, limit));
}

const newest = fixed((db) =>
  db.selectFrom('incidents').select(({ fn }) => fn.max('number').as('number')),
);

async function readNewestNumber(connection: Connection): Promise<number> {
  const [row] = await newest(connection);
  return Number(row?.number ?? 0);
}

const reported = fixed((db, number: number, limit: number) =>
  db
    .selectFrom('incidents')
    .select('state')
    .where('number', '>', number)
    .orderBy('number')
    .limit(limit),
);

async function readReportedAfter(
  connection: Connection,
  number: number,
  limit: number,
): Promise<Incident[]> {
  return toIncidents(connection, await reported(connection, number, limit));
}

const due = fixed((db, at: number, limit: number) =>
  db
    .selectFrom('incidents')
    .select('state')
    .where('due_at', '<=', at)
    .orderBy('due_at')
    .limit(limit),
);

async function readDue(connection: Connection, at: number, limit: number): Promise<Incident[]> {
  return toIncidents(connection, await due(connection, at, limit));
}

const notClosed = statusCategories.filter((each) => each !== 'closed');

async function countByStatus(
  connection: Connection,
  statuses: readonly string[],
): Promise<Record<string, number>> {
  if (statuses.length === 0) return {};
  const query = connection.builder
    .selectFrom('incidents')
    .select((each) => ['status_id' as const, each.fn.countAll<number>().as('count')])
    .where('status_id', 'in', statuses)
    // What is closed stays as it is, whatever the workflow calls its status by then.
    .where('status_category', 'in', notClosed)
    .groupBy('status_id');
  const rows = await run(connection, query);
  return Object.fromEntries(rows.map((row) => [row.status_id, row.count]));
}

const lastNumber = fixed((db) =>
  db.selectFrom('incidents').select((each) => each.fn.max('number').as('last')),
);

/** The highest number of an incident; 0 when there is none. */
export async function readLastNumber(connection: Connection): Promise<number> {
  const [row] = await lastNumber(connection);
  return row?.last ?? 0;
}

const publicCount = fixed((db, site: string, id: string) =>
  db
    .selectFrom('incidents')
    .select((each) => each.fn.sum<number | string | null>('public_count').as('count'))
    .where('reporter_site', '=', site)
    .where('reporter_id', '=', id),
);

const lastChanged = fixed((db, site: string, id: string, limit: number) =>
  db
    .selectFrom('incidents')
    .select('state')
    .where('reporter_site', '=', site)
    .where('reporter_id', '=', id)
    .orderBy('public_seq', 'desc')
    .limit(limit),
);

async function readNewsOf(
  connection: Connection,
  { site, id }: Reporter,
  limit: number,
): Promise<ReporterNews> {
  const [sum] = await publicCount(connection, site, id);
  const rows = limit > 0 ? await lastChanged(connection, site, id, limit) : [];
  return { count: Number(sum?.count ?? 0), incidents: await toIncidents(connection, rows) };
}

async function toIncidents(
  connection: Connection,
  rows: readonly { state: string }[],
): Promise<Incident[]> {
  const incidents = rows.map(({ state }) => complete(JSON.parse(state)));
  for (const each of incidents) {
    // The version before carries along what it does not know, and adds nothing to it.
    if (each.publicSeqs?.at(-1) === each.publicSeq) continue;
    const stream = incidentStream(each.number);
    const events = await readStreamAfter(connection, stream, 0, Number.MAX_SAFE_INTEGER);
    each.publicSeqs = (events as IncidentEvent[])
      .filter((event) => event.seq <= each.seq && isPublic(event))
      .map(({ seq }) => seq);
  }
  return incidents;
}

/** What the version before writes while it still runs beside this one lacks what came to it since. */
function complete(state: Incident): Incident {
  const { acknowledged, resolutionCycle } = state;
  state.repliedAt ??= null;
  state.chainsBefore ??= [];
  state.lastSaid ??= {
    public: {
      at: state.reportedAt,
      by: state.reporterName,
      person: state.reporter.id,
      site: state.reporter.site,
      from: 'reporter',
    },
    internal: null,
  };
  state.firstAcknowledgedAt ??= acknowledged?.at ?? null;
  if (acknowledged) acknowledged.cycle ??= resolutionCycle.number;
  return state;
}
