import { type Connection, run } from '../connection.ts';
import { projection } from './projection.ts';

declare module '../schema.ts' {
  interface Tables {
    imported_incidents: ImportedIncidentsTable;
  }
}

/** Which incident here is which one of another system. */
export interface ImportedIncidentsTable {
  source: string;
  source_id: string;
  number: number;
}

export const importedIncidents = projection({
  table: 'imported_incidents',
  reads: ['incident.imported'],
  replacedBy: ['source', 'source_id'],
  rows({ event: { data } }) {
    const { origin, number } = data;
    return [{ source: origin.source, source_id: origin.id, number }];
  },
  queries: {
    noun: 'imported',
    tables: ['imported_incidents'],
    on: (connection) => ({ numbersOf: (source, ids) => numbersOf(connection, source, ids) }),
  },
});

async function numbersOf(
  connection: Connection,
  source: string,
  ids: readonly string[],
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const query = connection.builder
    .selectFrom('imported_incidents')
    .select(['source_id', 'number'])
    .where('source', '=', source)
    .where('source_id', 'in', ids);
  const rows = await run(connection, query);
  return new Map(rows.map((row) => [row.source_id, Number(row.number)]));
}
