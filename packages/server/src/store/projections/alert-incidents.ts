import { stormSource } from '../../domain/incident/storm.ts';
import { type Connection, fixed, run } from '../connection.ts';
import type { AlertIncident } from '../port/incidents.ts';
import { projection } from './projection.ts';

declare module '../schema.ts' {
  interface Tables {
    alert_incidents: AlertIncidentsTable;
  }
}

/** The incident that was last about an alert. */
export interface AlertIncidentsTable {
  source: string;
  key: string;
  /** When it began to fire then, epoch milliseconds. */
  starts_at: number;
  number: number;
  /** See `Judgement.group`. */
  grouped: string;
  /** When it came, if it opened the incident, see `AlertAttached`, by our clock; null if it did not. Epoch milliseconds. */
  opened_at: number | null;
}

/** Which incident is about an alert, and which are about a group of them. */
export const alertIncidents = projection({
  table: 'alert_incidents',
  reads: ['incident.alert-attached'],
  replacedBy: ['source', 'key'],
  rows({ event: { data, at }, after: { number } }) {
    const { source, key, startsAt, group, opened } = data;
    const opened_at = opened && source !== stormSource ? at : null;
    return [{ source, key, starts_at: startsAt, number, grouped: group, opened_at }];
  },
  queries: {
    noun: 'alertIncidents',
    tables: ['alert_incidents'],
    on: (connection) => ({
      ofAlerts: (source, keys) => ofAlerts(connection, source, keys),
      ofGroup: (group, limit) => ofGroup(connection, group, limit),
      countOpenedSince: async (at) => Number((await countedSince(connection, at))[0]?.count ?? 0),
      openedSince: async (at, limit) =>
        (await openedSince(connection, at, limit)).map(({ number }) => Number(number)),
    }),
  },
});

async function ofAlerts(
  connection: Connection,
  source: string,
  keys: readonly string[],
): Promise<AlertIncident[]> {
  if (keys.length === 0) return [];
  const query = connection.builder
    .selectFrom('alert_incidents')
    .select(['key', 'starts_at', 'number'])
    .where('source', '=', source)
    .where('key', 'in', keys);
  return (await run(connection, query)).map(({ key, starts_at, number }) => ({
    key,
    startsAt: Number(starts_at),
    number: Number(number),
  }));
}

const grouped = fixed((db, group: string, limit: number) =>
  db
    .selectFrom('alert_incidents')
    .select('number')
    .distinct()
    .where('grouped', '=', group)
    .orderBy('number', 'desc')
    .limit(limit),
);

const countedSince = fixed((db, at: number) =>
  db
    .selectFrom('alert_incidents')
    .select((each) => each.fn.countAll<number | string>().as('count'))
    .where('opened_at', '>', at),
);

const openedSince = fixed((db, at: number, limit: number) =>
  db
    .selectFrom('alert_incidents')
    .select('number')
    .distinct()
    .where('opened_at', '>', at)
    .orderBy('number')
    .limit(limit),
);

async function ofGroup(connection: Connection, group: string, limit: number): Promise<number[]> {
  return (await grouped(connection, group, limit)).map(({ number }) => Number(number));
}
