import type { Kysely } from 'kysely';
import { appendEvent, readLogAfter, readStreamAfter } from './event-log.ts';
import * as models from './read-models.ts';
import type { Tables } from './schema.ts';
import type { KitEvent, Snapshot, Transaction } from './store.ts';

/** What can be read over one connection; the same for every engine. */
export function snapshotOn(db: Kysely<Tables>): Snapshot {
  return {
    async head() {
      const row = await db.selectFrom('head').select('seq').executeTakeFirstOrThrow();
      return Number(row.seq);
    },
    incident: (number) => models.readIncident(db, number),
    incidents: (numbers) => models.readIncidents(db, numbers),
    listIncidents: (filter) => models.listIncidents(db, filter),
    countIncidents: (filter) => models.countIncidents(db, filter),
    incidentsChangedAfter: (seq, limit) => models.readIncidentsChangedAfter(db, seq, limit),
    streamAfter: (stream, seq, limit) => readStreamAfter(db, stream, seq, limit),
    logAfter: (seq, limit) => readLogAfter(db, seq, limit),
    currentMatrix: () => models.readMatrix(db, 'current'),
    matrixVersion: (version) => models.readMatrix(db, version),
    async answer(scope, key) {
      const row = await db
        .selectFrom('answers')
        .select('answer')
        .where('scope', '=', scope)
        .where('key', '=', key)
        .executeTakeFirst();
      return row?.answer ?? null;
    },
    async secret(name) {
      const row = await db
        .selectFrom('secrets')
        .select('value')
        .where('name', '=', name)
        .executeTakeFirst();
      return row?.value ?? null;
    },
  };
}

/**
 * What can be read and written over one connection inside a transaction.
 * @param appended receives each event that is appended
 */
export function transactionOn(db: Kysely<Tables>, appended: KitEvent[]): Transaction {
  return {
    ...snapshotOn(db),
    nextIncidentNumber: async () => (await models.lastIncidentNumber(db)) + 1,
    async append(stream, version, event, stamp) {
      const recorded = await appendEvent(db, stream, version, event, stamp);
      await models.project(db, recorded);
      appended.push(recorded);
      return recorded;
    },
    async keepAnswer(scope, key, answer, at) {
      await db.insertInto('answers').values({ scope, key, answer, at }).execute();
    },
    async keepSecret(name, value) {
      await db.insertInto('secrets').values({ name, value }).execute();
    },
  };
}
