import type { Actor } from '../../domain/actor.ts';
import { type Connection, fixed } from '../connection.ts';
import { projection } from './projection.ts';

declare module '../schema.ts' {
  interface Tables {
    affected: AffectedTable;
  }
}

/** Who said “me too”. */
export interface AffectedTable {
  number: number;
  site: string;
  person: string;
}

/** Who is affected by an incident besides its reporter. */
export const affected = projection({
  table: 'affected',
  reads: ['incident.affected-joined'],
  replacedBy: null,
  rows: ({ event: { actor }, after: { number } }) => [
    { number, site: actor.site ?? '', person: actor.id ?? '' },
  ],
  queries: {
    noun: 'affected',
    tables: ['affected'],
    on: (connection) => ({ has: (number, person) => hasJoined(connection, number, person) }),
  },
});

const joined = fixed((db, number: number, site: string, person: string) =>
  db
    .selectFrom('affected')
    .select('number')
    .where('number', '=', number)
    .where('site', '=', site)
    .where('person', '=', person),
);

async function hasJoined(
  connection: Connection,
  number: number,
  { site, id }: Actor,
): Promise<boolean> {
  return (await joined(connection, number, site ?? '', id ?? '')).length > 0;
}
