import type { SiteState } from '../../domain/sites/events.ts';
import { type Connection, fixed } from '../connection.ts';
import type { KeptSite } from '../port/sites.ts';
import type { Json } from '../schema.ts';
import { projection } from './projection.ts';

declare module '../schema.ts' {
  interface Tables {
    sites: SitesTable;
  }
}

export interface SitesTable {
  key: string;
  version: number;
  state: Json;
  /** Of the event that made this version. */
  seq: number;
}

/** The last version of every site that the database knows. */
export const sites = projection({
  table: 'sites',
  reads: ['site.configured'],
  replacedBy: ['key'],
  rows: ({ event }) => {
    const { what: _, ...state } = event.data;
    const { key, version } = state;
    return [{ key, version, state: JSON.stringify(state), seq: event.seq }];
  },
  queries: {
    noun: 'sites',
    tables: ['sites'],
    on: (connection) => ({
      get: (key) => readSite(connection, key),
      all: () => readSites(connection),
    }),
  },
});

const one = fixed((db, key: string) =>
  db.selectFrom('sites').select(['state', 'seq']).where('key', '=', key),
);

async function readSite(connection: Connection, key: string): Promise<KeptSite | null> {
  const [row] = await one(connection, key);
  return row ? toKept(row) : null;
}

const every = fixed((db) => db.selectFrom('sites').select(['state', 'seq']).orderBy('key'));

async function readSites(connection: Connection): Promise<KeptSite[]> {
  return (await every(connection)).map(toKept);
}

function toKept({ state, seq }: Pick<SitesTable, 'state' | 'seq'>): KeptSite {
  return { state: JSON.parse(state) as SiteState, seq };
}
