import { sql } from 'kysely';
import { teamsToCome } from '../../domain/incident/chains.ts';
import type { Incident } from '../../domain/incident/state.ts';
import { type Connection, fixed } from '../connection.ts';
import type { Json } from '../schema.ts';
import { projection } from './projection.ts';

declare module '../schema.ts' {
  interface Tables {
    chain_teams: ChainTeamsTable;
  }
}

/** The teams that the chain of escalations of an incident may still come to. */
export interface ChainTeamsTable {
  number: number;
  /** Their ids; null for none any more. */
  teams: Json | null;
}

/** Which teams are still needed by chains, whatever has become of the policies since. */
export const chainTeams = projection({
  table: 'chain_teams',
  reads: ['incident.*'],
  replacedBy: ['number'],
  rows({ before, after }) {
    const teams = teamsOf(after);
    return teams === (before && teamsOf(before)) ? [] : [{ number: after.number, teams }];
  },
  queries: {
    noun: 'chains',
    tables: ['chain_teams'],
    on: (connection) => ({ countByTeam: () => countByTeam(connection) }),
  },
});

function teamsOf(incident: Incident): Json | null {
  const teams = teamsToCome(incident);
  return teams.length > 0 ? JSON.stringify(teams) : null;
}

const counted = fixed((db) =>
  db
    .selectFrom('chain_teams')
    .select((each) => ['teams', each.fn.countAll<number>().as('count')])
    .where('teams', '>', sql.lit(''))
    .groupBy('teams'),
);

async function countByTeam(connection: Connection): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { teams, count } of await counted(connection)) {
    for (const team of JSON.parse(teams ?? '[]') as string[]) {
      counts[team] = (counts[team] ?? 0) + count;
    }
  }
  return counts;
}
