import type { Connection } from './connection.ts';
import type { DocumentCache } from './document-cache.ts';
import * as log from './log/event-log.ts';
import { readDocumentVersions } from './projections/documents.ts';
import { findIncidents } from './projections/find-incidents.ts';
import * as models from './projections/read-models.ts';
import type { Snapshot } from './store.ts';

/** What can be read over one connection; the same for every engine. */
export function snapshotOn(connection: Connection, cache: DocumentCache): Snapshot {
  return {
    log: {
      lastSeq: async () => (await log.readHead(connection)).seq,
      head: () => log.readLogHead(connection),
      after: (seq, limit) => log.readLogAfter(connection, seq, limit),
      at: (seqs) => log.readEventsAt(connection, seqs),
      rawAfter: (seq, limit) => log.readRawLogAfter(connection, seq, limit),
      streamAfter: (stream, seq, limit) => log.readStreamAfter(connection, stream, seq, limit),
      streamBefore: (stream, seq, limit) => log.readStreamBefore(connection, stream, seq, limit),
      personalEventsOf: (person, limit) => log.readPersonalEventsOf(connection, person, limit),
    },
    incidents: {
      get: (number) => models.readIncident(connection, number),
      getMany: (numbers) => models.readIncidents(connection, numbers),
      findNumbers: (filter, before, limit) => findIncidents(connection, filter, before, limit),
      countByStatus: (statuses) => models.countByStatus(connection, statuses),
      changedAfter: (seq, limit) => models.readIncidentsChangedAfter(connection, seq, limit),
      due: (at, limit) => models.readIncidentsDue(connection, at, limit),
    },
    documents: {
      rules: () => cache.rules(connection),
      get: (kind, version) => cache.get(connection, kind, version),
      versions: (kind, before, limit) => readDocumentVersions(connection, kind, before, limit),
      calendarBook: (incidents) =>
        cache.calendarBook(
          connection,
          incidents.map((each) => each.terms.calendar),
        ),
    },
    affected: { has: (number, person) => models.hasJoined(connection, number, person) },
    notifications: {
      seqsFor: (inbox, before, limit) => models.readNotifications(connection, inbox, before, limit),
    },
    routing: { workload: (team) => models.readWorkload(connection, team) },
    replies: { get: (scope, key) => models.readReply(connection, scope, key) },
    secrets: { get: (name) => models.readSecret(connection, name) },
  };
}
