import { sql } from 'kysely';
import { type Connection, fixed, run } from './connection.ts';
import type { Alert, Delivery, SignalReader } from './port/signals.ts';
import type { AlertsTable, DeliveriesTable } from './schema.ts';

/** What sources of alerts have sent; no part of the log. */
export function signalsOn(connection: Connection): SignalReader {
  return {
    deliveries: async (source, limit, before = Number.MAX_SAFE_INTEGER) =>
      (await newestOf(connection, source, before, limit)).map(toDelivery),
    delivery: async (id) => {
      const [found] = await deliveryOf(connection, id);
      return found === undefined ? null : toDelivery(found);
    },
    lastReceived: async (sources) => {
      const rows = sources.length === 0 ? [] : await run(connection, lastOf(connection, sources));
      return new Map(rows.map(({ source, last }) => [source, Number(last)]));
    },
    lastProblems: async (sources) => {
      const rows =
        sources.length === 0 ? [] : await run(connection, lastProblemsOf(connection, sources));
      return new Map(rows.map(({ source, problem }) => [source, problem]));
    },
    answerTo: async (source, digest, since) =>
      (await answered(connection, source, digest, since))[0]?.answer ?? null,
    alerts: async (source, keys) =>
      keys.length === 0
        ? []
        : (await run(connection, someOf(connection, source, keys))).map(toAlert),
    firing: async (limit) => (await firing(connection, 'firing', limit)).map(toAlert),
    expired: async (at, limit) => (await expired(connection, at, limit)).map(toAlert),
    latest: async (limit) => (await latest(connection, limit)).map(toAlert),
    firingOfGroup: async (group, limit) =>
      (await ofGroup(connection, group, 'firing', limit)).map(toAlert),
  };
}

export function toDeliveryRow(delivery: Delivery): DeliveriesTable {
  const { receivedAt, contentType, sent, unusable, ...rest } = delivery;
  return {
    ...rest,
    received_at: receivedAt,
    content_type: contentType,
    sent: JSON.stringify(sent),
    unusable: unusable.length === 0 ? null : JSON.stringify(unusable),
  };
}

export function toAlertRow({
  receivedAt,
  received,
  group,
  expiresAt,
  ...rest
}: Alert): AlertsTable {
  return {
    ...rest,
    received_at: receivedAt,
    received: JSON.stringify(received),
    grouped: group,
    expires_at: expiresAt,
  };
}

const newestOf = fixed((db, source: string, before: number, limit: number) =>
  db
    .selectFrom('deliveries')
    .selectAll()
    .where('source', '=', source)
    .where('received_at', '<', before)
    .orderBy('received_at', 'desc')
    .limit(limit),
);

const deliveryOf = fixed((db, id: string) =>
  db.selectFrom('deliveries').selectAll().where('id', '=', id),
);

function lastOf({ builder }: Connection, sources: readonly string[]) {
  return builder
    .selectFrom('deliveries')
    .select(({ fn }) => ['source', fn.max('received_at').as('last')])
    .where('source', 'in', sources)
    .groupBy('source');
}

function lastProblemsOf({ builder }: Connection, sources: readonly string[]) {
  return builder
    .selectFrom('deliveries')
    .select(['source', 'problem'])
    .where('source', 'in', sources)
    .where('received_at', '=', ({ selectFrom, ref }) =>
      selectFrom('deliveries as later')
        .select(({ fn }) => fn.max('later.received_at').as('last'))
        .where('later.source', '=', ref('deliveries.source')),
    );
}

const answered = fixed((db, source: string, digest: string, since: number) =>
  db
    .selectFrom('deliveries')
    .select('answer')
    .where('source', '=', source)
    .where('digest', '=', digest)
    .where('received_at', '>=', since)
    .orderBy('received_at')
    .limit(sql.lit(1)),
);

function someOf({ builder }: Connection, source: string, keys: readonly string[]) {
  return builder
    .selectFrom('alerts')
    .selectAll()
    .where('source', '=', source)
    .where('key', 'in', keys);
}

const firing = fixed((db, state: 'firing' | 'resolved', limit: number) =>
  db
    .selectFrom('alerts')
    .selectAll()
    .where('state', '=', state)
    .orderBy('received_at', 'desc')
    .limit(limit),
);

const expired = fixed((db, at: number, limit: number) =>
  db
    .selectFrom('alerts')
    .selectAll()
    .where('expires_at', '<=', at)
    .orderBy('expires_at')
    .limit(limit),
);

const latest = fixed((db, limit: number) =>
  db.selectFrom('alerts').selectAll().orderBy('received_at', 'desc').limit(limit),
);

const ofGroup = fixed((db, group: string, state: 'firing' | 'resolved', limit: number) =>
  db
    .selectFrom('alerts')
    .selectAll()
    .where('grouped', '=', group)
    .where('state', '=', state)
    .orderBy('received_at', 'desc')
    .limit(limit),
);

function toDelivery(found: DeliveriesTable): Delivery {
  const { received_at, content_type, sent, unusable, ...row } = found;
  return {
    ...row,
    receivedAt: Number(received_at),
    contentType: content_type,
    signals: Number(row.signals),
    unnamed: Number(row.unnamed),
    quarantined: Number(row.quarantined),
    sent: sent === null ? { headers: {}, query: '' } : JSON.parse(sent),
    unusable: unusable === null ? [] : JSON.parse(unusable),
  };
}

function toAlert({
  received_at,
  received,
  times,
  grouped,
  expires_at,
  ...row
}: AlertsTable): Alert {
  return {
    ...row,
    group: grouped,
    expiresAt: expires_at === null ? null : Number(expires_at),
    receivedAt: Number(received_at),
    received: JSON.parse(received),
    times: Number(times),
  };
}
