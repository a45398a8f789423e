import type { Connection } from './connection.ts';
import * as log from './log/event-log.ts';
import { type DocumentShelf, readDocumentVersions } from './projections/documents.ts';
import { findIncidents } from './projections/find-incidents.ts';
import * as models from './projections/read-models.ts';
import type { Snapshot } from './store.ts';

/** What can be read over one connection; the same for every engine. */
export function snapshotOn(connection: Connection, shelf: DocumentShelf): Snapshot {
  return {
    head: async () => (await log.readHead(connection)).seq,
    logHead: () => log.readLogHead(connection),
    incident: (number) => models.readIncident(connection, number),
    incidents: (numbers) => models.readIncidents(connection, numbers),
    incidentNumbers: (filter, before, limit) => findIncidents(connection, filter, before, limit),
    countByStatus: (statuses) => models.countByStatus(connection, statuses),
    incidentsChangedAfter: (seq, limit) => models.readIncidentsChangedAfter(connection, seq, limit),
    incidentsDue: (at, limit) => models.readIncidentsDue(connection, at, limit),
    calendarBook: (incidents) =>
      shelf.calendarBook(
        connection,
        incidents.map((each) => each.terms.calendar),
      ),
    workload: (team) => models.readWorkload(connection, team),
    hasJoined: (number, person) => models.hasJoined(connection, number, person),
    notifications: (inbox, before, limit) =>
      models.readNotifications(connection, inbox, before, limit),
    streamAfter: (stream, seq, limit) => log.readStreamAfter(connection, stream, seq, limit),
    streamBefore: (stream, seq, limit) => log.readStreamBefore(connection, stream, seq, limit),
    logAfter: (seq, limit) => log.readLogAfter(connection, seq, limit),
    eventsAt: (seqs) => log.readEventsAt(connection, seqs),
    rawLogAfter: (seq, limit) => log.readRawLogAfter(connection, seq, limit),
    personalEventsOf: (person, limit) => log.readPersonalEventsOf(connection, person, limit),
    rules: () => shelf.rules(connection),
    document: (kind, version) => shelf.get(connection, kind, version),
    documentVersions: (kind, before, limit) =>
      readDocumentVersions(connection, kind, before, limit),
    answer: (scope, key) => models.readAnswer(connection, scope, key),
    secret: (name) => models.readSecret(connection, name),
  };
}
