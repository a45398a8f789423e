import type { WaitsFor } from '../../domain/incident/events.ts';
import { type Incident, isUnderWay } from '../../domain/incident/state.ts';
import { type Connection, fixed, run } from '../connection.ts';
import { projection } from './projection.ts';

declare module '../schema.ts' {
  interface Tables {
    waits: WaitsTable;
  }
}

/** An incident with alerts. */
export interface WaitsTable {
  number: number;
  /** While it is not over; null once it is, and where it has none. */
  service: string | null;
  /** Why it waits, and for which incident; null where it does not. */
  why: WaitsFor['why'] | null;
  waits_for: number | null;
}

/** Which incidents of alerts others may wait for, and which wait. */
export const waits = projection({
  table: 'waits',
  reads: ['incident.*'],
  replacedBy: ['number'],
  rows({ before, after }) {
    const row = rowOf(after);
    const known = before ? rowOf(before) : none;
    const isSame =
      known.service === row.service && known.why === row.why && known.waits_for === row.waits_for;
    return isSame ? [] : [row];
  },
  queries: {
    noun: 'waits',
    tables: ['waits'],
    on: (connection) => ({
      openOf: (services) => openOf(connection, services),
      causes: async () =>
        (await causes(connection)).flatMap(({ why, waits_for }) =>
          why === null ? [] : [{ why, incident: Number(waits_for) }],
        ),
      waitingFor: async (incident) =>
        (await waitingFor(connection, incident)).map(({ number }) => Number(number)),
    }),
  },
});

const none = { service: null, why: null, waits_for: null };

function rowOf(incident: Incident): WaitsTable {
  const { number, waitsFor, alerts } = incident;
  const service = alerts && isUnderWay(incident) ? incident.service : null;
  return { number, service, why: waitsFor?.why ?? null, waits_for: waitsFor?.incident ?? null };
}

async function openOf(connection: Connection, services: readonly string[]): Promise<number[]> {
  if (services.length === 0) return [];
  const query = connection.builder
    .selectFrom('waits')
    .select('number')
    .where('service', 'in', services)
    .orderBy('number');
  return (await run(connection, query)).map(({ number }) => Number(number));
}

const causes = fixed((db) =>
  db.selectFrom('waits').select(['why', 'waits_for']).distinct().where('waits_for', 'is not', null),
);

const waitingFor = fixed((db, incident: number) =>
  db.selectFrom('waits').select('number').where('waits_for', '=', incident).orderBy('number'),
);
