import { sql } from 'kysely';
import { type Incident, isUnderWay } from '../../domain/incident/state.ts';
import { type Connection, fixed } from '../connection.ts';
import type { OpenLevels } from '../port/incidents.ts';
import { projection } from './projection.ts';

declare module '../schema.ts' {
  interface Tables {
    open_levels: OpenLevelsTable;
  }
}

/** What an incident is classified as while there is something to do; null once it is over. */
export interface OpenLevelsTable {
  number: number;
  impact: string | null;
  urgency: string | null;
  priority: string | null;
}

/** Which levels and priorities of the matrix are still needed, whatever has become of the matrix since. */
export const openLevels = projection({
  table: 'open_levels',
  reads: ['incident.*'],
  replacedBy: ['number'],
  rows({ before, after }) {
    const row = rowOf(after);
    const known = before && rowOf(before);
    const isSame =
      known?.impact === row.impact &&
      known.urgency === row.urgency &&
      known.priority === row.priority;
    return isSame ? [] : [row];
  },
  queries: {
    noun: 'levels',
    tables: ['open_levels'],
    on: (connection) => ({ countOpen: () => countOpen(connection) }),
  },
});

function rowOf(incident: Incident): OpenLevelsTable {
  const { number, impact, urgency, priority } = incident;
  return isUnderWay(incident)
    ? { number, impact, urgency, priority }
    : { number, impact: null, urgency: null, priority: null };
}

const counted = fixed((db) =>
  db
    .selectFrom('open_levels')
    .select((each) => [
      'impact',
      'urgency',
      'priority',
      each.fn.countAll<number | string>().as('count'),
    ])
    .where('impact', '>', sql.lit(''))
    .groupBy(['impact', 'urgency', 'priority']),
);

async function countOpen(connection: Connection): Promise<OpenLevels[]> {
  const rows = await counted(connection);
  return rows.map(({ impact, urgency, priority, count }) => ({
    impact: impact ?? '',
    urgency: urgency ?? '',
    priority: priority ?? '',
    count: Number(count),
  }));
}
