import type { Connection } from './connection.ts';
import type { DocumentCache } from './document-cache.ts';
import * as log from './log/event-log.ts';
import { readDocumentVersions } from './projections/documents.ts';
import { projections } from './registry.ts';
import { readReply } from './replies.ts';
import type { Tables } from './schema.ts';
import { readSecret } from './secrets.ts';
import type { DocumentReader, LogReader, Snapshot } from './store.ts';

/** Runs what reads some tables; by default at once. */
export type Ask = <T>(tables: readonly (keyof Tables)[], read: () => Promise<T>) => Promise<T>;

const atOnce: Ask = (_tables, read) => read();

/** What can be read over one connection; the same for every engine. */
export function snapshotOn(
  connection: Connection,
  documentCache: DocumentCache,
  ask: Ask = atOnce,
): Snapshot {
  const nouns = projections.flatMap(({ queries }) =>
    queries ? [[queries.noun, asking(ask, queries.tables, queries.on(connection))]] : [],
  );
  return {
    ...(Object.fromEntries(nouns) as Omit<Snapshot, 'log' | 'documents' | 'replies' | 'secrets'>),
    log: asking(ask, ['events', 'head'], logOn(connection)),
    documents: asking(ask, ['documents'], documentsOn(connection, documentCache)),
    replies: asking(ask, ['answers'], {
      get: (scope, key) => readReply(connection, scope, key),
    }),
    secrets: asking(ask, ['secrets'], { get: (name) => readSecret(connection, name) }),
  };
}

function logOn(connection: Connection): LogReader {
  return {
    lastSeq: async () => (await log.readHead(connection)).seq,
    head: () => log.readLogHead(connection),
    after: (seq, limit) => log.readLogAfter(connection, seq, limit),
    at: (seqs) => log.readEventsAt(connection, seqs),
    rawAfter: (seq, limit) => log.readRawLogAfter(connection, seq, limit),
    streamAfter: (stream, seq, limit) => log.readStreamAfter(connection, stream, seq, limit),
    streamBefore: (stream, seq, limit) => log.readStreamBefore(connection, stream, seq, limit),
    personalEventsOf: (person, limit) => log.readPersonalEventsOf(connection, person, limit),
  };
}

export function documentsOn(connection: Connection, cache: DocumentCache): DocumentReader {
  return {
    rules: () => cache.rules(connection),
    get: (kind, version) => cache.get(connection, kind, version),
    versions: (kind, before, limit) => readDocumentVersions(connection, kind, before, limit),
    calendarBook: (incidents) =>
      cache.calendarBook(
        connection,
        incidents.map((each) => each.terms.calendar),
      ),
  };
}

/** The same questions, each of them by way of `ask`. */
function asking<Noun extends object>(
  ask: Ask,
  tables: readonly (keyof Tables)[],
  noun: Noun,
): Noun {
  if (ask === atOnce) return noun;
  const questions = Object.entries(noun) as [string, (...args: unknown[]) => Promise<unknown>][];
  const asked = questions.map(([name, read]) => [
    name,
    (...args: unknown[]) => ask(tables, () => read(...args)),
  ]);
  return Object.fromEntries(asked) as Noun;
}
