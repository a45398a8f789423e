import { sql } from 'kysely';
import { openCategories } from '../../domain/incident/status.ts';
import type { Workload } from '../../domain/routing/route.ts';
import { type Connection, fixed } from '../connection.ts';
import { projection } from './projection.ts';

declare module '../schema.ts' {
  interface Tables {
    rotations: RotationsTable;
  }
}

/** Who of a team was last chosen by a rule. */
export interface RotationsTable {
  team: string;
  person: string;
}

/** Whom a rule chose last of each team. */
export const rotations = projection({
  table: 'rotations',
  reads: ['incident.routed'],
  replacedBy: ['team'],
  rows({ event: { data } }) {
    const { team, assignee } = data;
    return team && assignee ? [{ team, person: assignee }] : [];
  },
  queries: {
    noun: 'routing',
    tables: ['incidents', 'rotations'],
    on: (connection) => ({ workload: (team) => readWorkload(connection, team) }),
  },
});

const openOf = fixed((db, team: string) =>
  db
    .selectFrom('incidents')
    .select((each) => ['assignee' as const, each.fn.countAll<number>().as('count')])
    .where('team', '=', team)
    .where(
      'status_category',
      'in',
      openCategories.map((each) => sql.lit(each)),
    )
    .where('assignee', 'is not', null)
    .groupBy('assignee'),
);
const rotation = fixed((db, team: string) =>
  db.selectFrom('rotations').select('person').where('team', '=', team),
);

async function readWorkload(connection: Connection, team: string): Promise<Workload> {
  const open = await openOf(connection, team);
  const [last] = await rotation(connection, team);
  return {
    open: new Map(open.map((row) => [row.assignee ?? '', row.count])),
    last: last?.person ?? null,
  };
}
