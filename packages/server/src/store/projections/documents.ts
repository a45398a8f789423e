import {
  type DocumentKind,
  type DocumentVersion,
  documentKinds,
} from '../../domain/configuration/documents.ts';
import { documentOf, kindOf } from '../../domain/configuration/events.ts';
import { type Connection, fixed, run } from '../connection.ts';
import type { DocumentHeader } from '../port/documents.ts';
import type { Json } from '../schema.ts';
import { projection } from './projection.ts';

declare module '../schema.ts' {
  interface Tables {
    documents: DocumentsTable;
  }
}

export interface DocumentsTable {
  kind: string;
  version: number;
  document: Json;
  published_at: number;
  published_by: string | null;
  reason: string | null;
  seq: number;
}

/** Every version of every document. */
export const documents = projection({
  table: 'documents',
  reads: documentKinds.map((kind) => `${kind}.published` as const),
  replacedBy: ['kind', 'version'],
  holdsPersonal: true,
  rows: ({ event }) => [
    {
      kind: kindOf(event),
      version: event.data.version,
      document: JSON.stringify(documentOf(event)),
      published_at: event.at,
      published_by: event.actorName,
      reason: event.personal?.reason ?? null,
      seq: event.seq,
    },
  ],
});

const headerColumns = ['kind', 'version', 'published_at', 'published_by', 'reason'] as const;

const version = fixed((db, kind: string, number: number) =>
  db
    .selectFrom('documents')
    .select([...headerColumns, 'document'])
    .where('kind', '=', kind)
    .where('version', '=', number),
);

/** Null when there is none. */
export async function readDocument<Kind extends DocumentKind>(
  connection: Connection,
  kind: Kind,
  number: number,
): Promise<DocumentVersion<Kind> | null> {
  const [row] = await version(connection, kind, number);
  return row ? toVersion<Kind>(row) : null;
}

const current = fixed((db) =>
  db
    .selectFrom('documents')
    .select((each) => ['kind' as const, each.fn.max('version').as('version')])
    .groupBy('kind'),
);

/** The last version of each kind. */
export async function readCurrentVersions(connection: Connection): Promise<Map<string, number>> {
  return new Map((await current(connection)).map((row) => [row.kind, row.version]));
}

export async function readDocumentVersions(
  connection: Connection,
  kind: DocumentKind,
  before: number | null,
  limit: number,
): Promise<DocumentHeader[]> {
  let query = connection.builder
    .selectFrom('documents')
    .select(headerColumns)
    .where('kind', '=', kind)
    .orderBy('version', 'desc')
    .limit(limit);
  if (before !== null) query = query.where('version', '<', before);
  return (await run(connection, query)).map(toHeader);
}

function toVersion<Kind extends DocumentKind>(
  row: Omit<DocumentsTable, 'seq'>,
): DocumentVersion<Kind> {
  return { ...toHeader(row), document: JSON.parse(row.document) } as DocumentVersion<Kind>;
}

function toHeader(row: Omit<DocumentsTable, 'document' | 'seq'>): DocumentHeader {
  return {
    kind: row.kind as DocumentKind,
    version: row.version,
    publishedAt: row.published_at,
    publishedBy: row.published_by,
    reason: row.reason,
  };
}
