import Database from 'better-sqlite3';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import type { Value } from '../../../packages/server/src/store/connection.ts';
import { DocumentCache } from '../../../packages/server/src/store/document-cache.ts';
import type { Snapshot } from '../../../packages/server/src/store/port/store.ts';
import {
  clientSettings,
  PostgresConnection,
} from '../../../packages/server/src/store/postgres/connection.ts';
import { snapshotOn } from '../../../packages/server/src/store/snapshot.ts';
import { SqliteConnection } from '../../../packages/server/src/store/sqlite/connection.ts';

/** Tables that grow with the log. The others have as many rows as there are documents or teams. */
const growing = [
  'events',
  'incidents',
  'incident_texts',
  'notifications',
  'affected',
  'answers',
  'reporter_replies',
  'chain_teams',
  'open_levels',
];

/** A snapshot of a database that keeps what its questions were. */
export interface Watched {
  snapshot: Snapshot;
  /** What the engine would do for each that was asked since the last time; only what no index serves. */
  unserved(): Promise<string[]>;
  /** How many different questions there were so far. */
  asked: Map<string, readonly Value[]>;
}

export async function watched(url: string): Promise<Watched> {
  return url.startsWith('sqlite:') ? onSqlite(url.slice('sqlite:'.length)) : onPostgres(url);
}

function onSqlite(file: string): Watched {
  const asked = new Map<string, readonly Value[]>();
  class Watching extends SqliteConnection {
    override all<Row>(text: string, parameters: readonly Value[]): Promise<Row[]> {
      asked.set(text, parameters);
      return super.all(text, parameters);
    }
  }
  const database = new Database(file, { readonly: true });
  onTestFinished(() => void database.close());
  return {
    snapshot: snapshotOn(new Watching(database), new DocumentCache()),
    asked,
    async unserved() {
      return [...asked].flatMap(([text, parameters]) =>
        (database.prepare(`explain query plan ${text}`).all(...parameters) as { detail: string }[])
          .filter(({ detail }) => isScanOnSqlite(detail))
          .map(({ detail }) => `${detail}: ${text}`),
      );
    },
  };
}

/** SQLite says SEARCH where an index leads to the rows; FTS5 names its index, with M for words. */
function isScanOnSqlite(detail: string): boolean {
  const [, table = '', how = ''] = /^SCAN (\w+)(.*)$/.exec(detail) ?? [];
  if (table === 'incident_words') return !/VIRTUAL TABLE INDEX \d+:.*M/.test(how);
  return growing.includes(table);
}

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Cond'?: string;
  Plans?: Plan[];
}

async function onPostgres(url: string): Promise<Watched> {
  const asked = new Map<string, readonly Value[]>();
  class Watching extends PostgresConnection {
    override all<Row>(text: string, parameters: readonly Value[]): Promise<Row[]> {
      asked.set(text, parameters);
      return super.all(text, parameters);
    }
    override allOnce<Row>(text: string, parameters: readonly Value[]): Promise<Row[]> {
      asked.set(text, parameters);
      return super.allOnce(text, parameters);
    }
  }
  const client = new pg.Client(clientSettings(url));
  await client.connect();
  onTestFinished(() => client.end());
  return {
    snapshot: snapshotOn(new Watching(client), new DocumentCache()),
    asked,
    async unserved() {
      // So few rows are read soonest from end to end; what counts is whether there is another way.
      await client.query('set enable_seqscan = off');
      const found: string[] = [];
      for (const [text, parameters] of asked) {
        const values = [...parameters];
        const { rows } = await client.query({ text: `explain (format json) ${text}`, values });
        const scans = nodesOf(rows[0]['QUERY PLAN'][0].Plan).filter(isScanOnPostgres);
        found.push(...scans.map((node) => `${JSON.stringify(node)}: ${text}`));
      }
      return found;
    },
  };
}

function nodesOf({ Plans: below = [], ...node }: Plan): Plan[] {
  return [node, ...below.flatMap(nodesOf)];
}

function isScanOnPostgres(node: Plan): boolean {
  const table = node['Relation Name'];
  if (node['Node Type'] === 'Seq Scan') return table !== undefined && growing.includes(table);
  if (node['Node Type'] === 'Bitmap Index Scan') return node['Index Cond'] === undefined;
  const isIndexScan = /^Index (Only )?Scan$/.test(node['Node Type']);
  return isIndexScan && table !== undefined && growing.includes(table) && !node['Index Cond'];
}
