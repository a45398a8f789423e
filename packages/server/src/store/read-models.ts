import type { Kysely, Selectable } from 'kysely';
import type { IncidentEvent } from '../domain/incident/events.ts';
import { numberOfStream } from '../domain/incident/reference.ts';
import { evolve, type Incident } from '../domain/incident/state.ts';
import { statuses } from '../domain/incident/status.ts';
import type { MatrixEvent } from '../domain/matrix/events.ts';
import type { MatrixVersion } from '../domain/matrix/matrix.ts';
import type { MatrixVersionsTable, Tables } from './schema.ts';
import type { IncidentFilter, KitEvent } from './store.ts';

/** Brings the read models up to date with one event, in the transaction that appended it. */
export async function project(db: Kysely<Tables>, event: KitEvent): Promise<void> {
  if (event.type === 'matrix.published') return projectMatrix(db, event);
  return projectIncident(db, event);
}

async function projectIncident(db: Kysely<Tables>, event: IncidentEvent): Promise<void> {
  const before =
    event.version === 1 ? null : await readIncident(db, numberOfStream(event.stream) ?? 0);
  const state = evolve(before, event);
  const row = {
    status_category: statuses[state.status].category,
    reporter_id: state.reporter.id,
    reporter_site: state.reporter.site,
    seq: state.seq,
    state: JSON.stringify(state),
  };
  if (before) {
    await db.updateTable('incidents').set(row).where('number', '=', state.number).execute();
  } else {
    await db
      .insertInto('incidents')
      .values({ number: state.number, ...row })
      .execute();
  }
}

async function projectMatrix(db: Kysely<Tables>, event: MatrixEvent): Promise<void> {
  await db
    .insertInto('matrix_versions')
    .values({
      version: event.data.version,
      matrix: JSON.stringify(event.data.matrix),
      published_at: event.at,
      published_by: event.actorName,
      reason: event.personal?.reason ?? null,
      seq: event.seq,
    })
    .execute();
}

export async function readIncident(db: Kysely<Tables>, number: number): Promise<Incident | null> {
  const row = await db
    .selectFrom('incidents')
    .select('state')
    .where('number', '=', number)
    .executeTakeFirst();
  return row ? toIncident(row) : null;
}

export async function readIncidents(
  db: Kysely<Tables>,
  numbers: readonly number[],
): Promise<Incident[]> {
  if (numbers.length === 0) return [];
  const rows = await db
    .selectFrom('incidents')
    .select('state')
    .where('number', 'in', numbers)
    .execute();
  return rows.map(toIncident);
}

export async function readIncidentsChangedAfter(
  db: Kysely<Tables>,
  seq: number,
  limit: number,
): Promise<Incident[]> {
  const rows = await db
    .selectFrom('incidents')
    .select('state')
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map(toIncident);
}

const open = ['new', 'active', 'waiting'];

function filtered(db: Kysely<Tables>, filter: Pick<IncidentFilter, 'status' | 'reporter'>) {
  let query = db.selectFrom('incidents');
  if (filter.status !== 'all') {
    query = query.where(
      'status_category',
      'in',
      filter.status === 'open' ? open : ['resolved', 'closed'],
    );
  }
  if (filter.reporter) {
    query = query
      .where('reporter_site', '=', filter.reporter.site)
      .where('reporter_id', '=', filter.reporter.id);
  }
  return query;
}

export async function listIncidents(
  db: Kysely<Tables>,
  filter: IncidentFilter,
): Promise<Incident[]> {
  let query = filtered(db, filter).select('state').orderBy('number', 'desc').limit(filter.limit);
  if (filter.before !== null) query = query.where('number', '<', filter.before);
  return (await query.execute()).map(toIncident);
}

export async function countIncidents(
  db: Kysely<Tables>,
  filter: Pick<IncidentFilter, 'status' | 'reporter'>,
): Promise<number> {
  const row = await filtered(db, filter)
    .select((each) => each.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export async function lastIncidentNumber(db: Kysely<Tables>): Promise<number> {
  const row = await db
    .selectFrom('incidents')
    .select((each) => each.fn.max('number').as('last'))
    .executeTakeFirst();
  return Number(row?.last ?? 0);
}

export async function readMatrix(
  db: Kysely<Tables>,
  version: number | 'current',
): Promise<MatrixVersion | null> {
  const query = db.selectFrom('matrix_versions').selectAll();
  const row = await (version === 'current'
    ? query.orderBy('version', 'desc').limit(1)
    : query.where('version', '=', version)
  ).executeTakeFirst();
  return row ? toMatrixVersion(row) : null;
}

function toIncident(row: { state: string }): Incident {
  return JSON.parse(row.state);
}

function toMatrixVersion(row: Selectable<MatrixVersionsTable>): MatrixVersion {
  return {
    version: row.version,
    matrix: JSON.parse(row.matrix),
    publishedAt: Number(row.published_at),
    publishedBy: row.published_by,
    reason: row.reason,
  };
}
