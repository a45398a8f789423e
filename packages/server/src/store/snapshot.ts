import type { Connection } from './connection.ts';
import * as log from './event-log.ts';
import * as models from './read-models.ts';
import type { Snapshot } from './store.ts';

/** What can be read over one connection; the same for every engine. */
export function snapshotOn(connection: Connection): Snapshot {
  return {
    head: async () => (await log.readHead(connection)).seq,
    incident: (number) => models.readIncident(connection, number),
    incidents: (numbers) => models.readIncidents(connection, numbers),
    listIncidents: (filter) => models.listIncidents(connection, filter),
    countIncidents: (filter) => models.countIncidents(connection, filter),
    incidentsChangedAfter: (seq, limit) => models.readIncidentsChangedAfter(connection, seq, limit),
    streamAfter: (stream, seq, limit) => log.readStreamAfter(connection, stream, seq, limit),
    logAfter: (seq, limit) => log.readLogAfter(connection, seq, limit),
    eventsAt: (seqs) => log.readEventsAt(connection, seqs),
    rawLogAfter: (seq, limit) => log.readRawLogAfter(connection, seq, limit),
    currentMatrix: () => models.readMatrix(connection, 'current'),
    matrixVersion: (version) => models.readMatrix(connection, version),
    answer: (scope, key) => models.readAnswer(connection, scope, key),
    secret: (name) => models.readSecret(connection, name),
  };
}
