import type { CalendarBook, CalendarRef } from '../../domain/calendar/calendars.ts';
import {
  type DocumentKind,
  type DocumentVersion,
  documentKinds,
  type Rules,
} from '../../domain/configuration/documents.ts';
import { type DocumentEvent, documentOf, kindOf } from '../../domain/configuration/events.ts';
import { type Connection, fixed, run } from '../connection.ts';
import type { DocumentsTable } from '../schema.ts';
import type { DocumentHeader } from '../store.ts';

export function toDocumentRow(event: DocumentEvent): DocumentsTable {
  return {
    kind: kindOf(event),
    version: event.data.version,
    document: JSON.stringify(documentOf(event)),
    published_at: event.at,
    published_by: event.actorName,
    reason: event.personal?.reason ?? null,
    seq: event.seq,
  };
}

/** Versions that are kept in memory. They never change, and there are few. */
const mostKept = 500;

/**
 * Documents that were read and are in the database for good, so that the rules need not be parsed
 * again for each command.
 */
export class DocumentShelf {
  readonly #kept: Map<string, DocumentVersion>;

  constructor(kept: ReadonlyMap<string, DocumentVersion> = new Map()) {
    this.#kept = new Map(kept);
  }

  /** One of its own, for reading what may yet be taken back. */
  copy(): DocumentShelf {
    return new DocumentShelf(this.#kept);
  }

  async get<Kind extends DocumentKind>(
    connection: Connection,
    kind: Kind,
    version: number,
  ): Promise<DocumentVersion<Kind> | null> {
    const key = `${kind}@${version}`;
    const kept = this.#kept.get(key);
    if (kept) return kept as DocumentVersion<Kind>;
    const [row] = await one(connection, kind, version);
    if (!row) return null;
    const found = toVersion<Kind>(row);
    if (this.#kept.size >= mostKept) this.#kept.clear();
    this.#kept.set(key, found as DocumentVersion);
    return found;
  }

  async rules(connection: Connection): Promise<Rules> {
    const versions = new Map((await current(connection)).map((row) => [row.kind, row.version]));
    const rules: Partial<Record<DocumentKind, DocumentVersion>> = {};
    for (const kind of documentKinds) {
      const found = await this.get(connection, kind, versions.get(kind) ?? 0);
      if (!found) throw new Error(`The database has no ${kind}.`);
      rules[kind] = found as DocumentVersion;
    }
    return rules as unknown as Rules;
  }

  async calendarBook(connection: Connection, refs: readonly CalendarRef[]): Promise<CalendarBook> {
    const versions = new Set(refs.flatMap((ref) => (ref === '24x7' ? [] : [ref.version])));
    if (versions.size === 0) return aroundTheClock;
    const read = [...versions].map((each) => this.get(connection, 'calendars', each));
    const found = new Map((await Promise.all(read)).map((each) => [each?.version, each?.document]));
    return (ref) => {
      if (ref === '24x7') return ref;
      const entry = found.get(ref.version)?.calendars.find((each) => each.id === ref.id);
      if (!entry) throw new Error(`Version ${ref.version} of the calendars has no “${ref.id}”.`);
      return entry.calendar;
    };
  }
}

const aroundTheClock: CalendarBook = (ref) => {
  if (ref === '24x7') return ref;
  throw new Error(`The calendar “${ref.id}” was not asked for.`);
};

const one = fixed((db, kind: string, version: number) =>
  db.selectFrom('documents').selectAll().where('kind', '=', kind).where('version', '=', version),
);

const current = fixed((db) =>
  db
    .selectFrom('documents')
    .select((each) => ['kind' as const, each.fn.max('version').as('version')])
    .groupBy('kind'),
);

export async function readDocumentVersions(
  connection: Connection,
  kind: DocumentKind,
  before: number | null,
  limit: number,
): Promise<DocumentHeader[]> {
  let query = connection.builder
    .selectFrom('documents')
    .select(['kind', 'version', 'published_at', 'published_by', 'reason'])
    .where('kind', '=', kind)
    .orderBy('version', 'desc')
    .limit(limit);
  if (before !== null) query = query.where('version', '<', before);
  return (await run(connection, query)).map(toHeader);
}

function toVersion<Kind extends DocumentKind>(row: DocumentsTable): DocumentVersion<Kind> {
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
