import { sql } from 'kysely';
import type { Incident } from '../domain/incident/state.ts';
import { statuses } from '../domain/incident/status.ts';
import type { MatrixEvent } from '../domain/matrix/events.ts';
import type { MatrixVersion } from '../domain/matrix/matrix.ts';
import { type Connection, fixed, run } from './connection.ts';
import type { IncidentsTable, MatrixVersionsTable } from './schema.ts';
import type { IncidentFilter } from './store.ts';

export function toIncidentRow(state: Incident): IncidentsTable {
  return {
    number: state.number,
    status_category: statuses[state.status].category,
    reporter_id: state.reporter.id,
    reporter_site: state.reporter.site,
    seq: state.seq,
    state: JSON.stringify(state),
  };
}

export function toMatrixRow(event: MatrixEvent): MatrixVersionsTable {
  return {
    version: event.data.version,
    matrix: JSON.stringify(event.data.matrix),
    published_at: event.at,
    published_by: event.actorName,
    reason: event.personal?.reason ?? null,
    seq: event.seq,
  };
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

const open = ['new', 'active', 'waiting'];

function filtered({ builder }: Connection, filter: Pick<IncidentFilter, 'status' | 'reporter'>) {
  let query = builder.selectFrom('incidents');
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
  connection: Connection,
  filter: IncidentFilter,
): Promise<Incident[]> {
  let query = filtered(connection, filter)
    .select('state')
    .orderBy('number', 'desc')
    .limit(filter.limit);
  if (filter.before !== null) query = query.where('number', '<', filter.before);
  return (await run(connection, query)).map(toIncident);
}

export async function countIncidents(
  connection: Connection,
  filter: Pick<IncidentFilter, 'status' | 'reporter'>,
): Promise<number> {
  const query = filtered(connection, filter).select((each) =>
    each.fn.countAll<number>().as('count'),
  );
  const [row] = await run(connection, query);
  return row?.count ?? 0;
}

const lastNumber = fixed((db) =>
  db.selectFrom('incidents').select((each) => each.fn.max('number').as('last')),
);

export async function lastIncidentNumber(connection: Connection): Promise<number> {
  const [row] = await lastNumber(connection);
  return row?.last ?? 0;
}

const currentMatrix = fixed((db) =>
  db.selectFrom('matrix_versions').selectAll().orderBy('version', 'desc').limit(sql.lit(1)),
);
const matrixVersion = fixed((db, version: number) =>
  db.selectFrom('matrix_versions').selectAll().where('version', '=', version),
);

export async function readMatrix(
  connection: Connection,
  version: number | 'current',
): Promise<MatrixVersion | null> {
  const [row] =
    version === 'current'
      ? await currentMatrix(connection)
      : await matrixVersion(connection, version);
  return row ? toMatrixVersion(row) : null;
}

const answer = fixed((db, scope: string, key: string) =>
  db.selectFrom('answers').select('answer').where('scope', '=', scope).where('key', '=', key),
);

export async function readAnswer(
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

function toMatrixVersion(row: MatrixVersionsTable): MatrixVersion {
  return {
    version: row.version,
    matrix: JSON.parse(row.matrix),
    publishedAt: row.published_at,
    publishedBy: row.published_by,
    reason: row.reason,
  };
}
