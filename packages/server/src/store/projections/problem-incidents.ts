import { sql } from 'kysely';
import { fromProblemReference } from '../../domain/problem/reference.ts';
import { type Connection, fixed, run } from '../connection.ts';
import { projection } from './projection.ts';

declare module '../schema.ts' {
  interface Tables {
    problem_incidents: ProblemIncidentsTable;
  }
}

/** Which incidents are linked to which problem. A link that was removed stays as a row that says so. */
export interface ProblemIncidentsTable {
  problem: number;
  incident: number;
  linked: number;
}

export const problemIncidents = projection({
  table: 'problem_incidents',
  reads: ['incident.linked', 'incident.unlinked'],
  replacedBy: ['problem', 'incident'],
  rows({ event: { type, data }, after }) {
    const problem = data.kind === 'problem' ? fromProblemReference(data.target) : null;
    if (problem === null) return [];
    return [{ problem, incident: after.number, linked: type === 'incident.linked' ? 1 : 0 }];
  },
});

const isLinked = sql.lit(1);

const incidents = fixed((db, problem: number, limit: number) =>
  db
    .selectFrom('problem_incidents')
    .select('incident')
    .where('problem', '=', problem)
    .where('linked', '=', isLinked)
    .orderBy('incident', 'desc')
    .limit(limit),
);

export async function incidentsOf(
  connection: Connection,
  problem: number,
  limit: number,
): Promise<number[]> {
  return (await incidents(connection, problem, limit)).map(({ incident }) => Number(incident));
}

export async function countIncidents(
  connection: Connection,
  problems: readonly number[],
): Promise<Map<number, number>> {
  if (problems.length === 0) return new Map();
  const query = connection.builder
    .selectFrom('problem_incidents')
    .select(['problem', ({ fn }) => fn.countAll<number>().as('count')])
    .where('problem', 'in', problems)
    .where('linked', '=', isLinked)
    .groupBy('problem');
  const rows = await run(connection, query);
  return new Map(rows.map(({ problem, count }) => [Number(problem), Number(count)]));
}

export async function problemsOf(
  connection: Connection,
  incidents: readonly number[],
): Promise<{ incident: number; problem: number }[]> {
  if (incidents.length === 0) return [];
  const query = connection.builder
    .selectFrom('problem_incidents')
    .select(['incident', 'problem'])
    .where('incident', 'in', incidents)
    .where('linked', '=', isLinked)
    .orderBy('problem', 'desc');
  const rows = await run(connection, query);
  return rows.map((row) => ({ incident: Number(row.incident), problem: Number(row.problem) }));
}
