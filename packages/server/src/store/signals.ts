import { type Connection, fixed, run } from './connection.ts';
import type { Alert, Delivery, SignalReader } from './port/signals.ts';
import type { AlertsTable, DeliveriesTable } from './schema.ts';

/** What sources of alerts have sent; no part of the log. */
export function signalsOn(connection: Connection): SignalReader {
  return {
    deliveries: async (source, limit) =>
      (await newestOf(connection, source, limit)).map(toDelivery),
    alerts: async (source, keys) =>
      keys.length === 0
        ? []
        : (await run(connection, someOf(connection, source, keys))).map(toAlert),
    firing: async (limit) => (await firing(connection, 'firing', limit)).map(toAlert),
  };
}

export function toDeliveryRow({ receivedAt, contentType, ...rest }: Delivery): DeliveriesTable {
  return { ...rest, received_at: receivedAt, content_type: contentType };
}

export function toAlertRow({ receivedAt, received, ...rest }: Alert): AlertsTable {
  return { ...rest, received_at: receivedAt, received: JSON.stringify(received) };
}

const newestOf = fixed((db, source: string, limit: number) =>
  db
    .selectFrom('deliveries')
    .selectAll()
    .where('source', '=', source)
    .orderBy('received_at', 'desc')
    .limit(limit),
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

function toDelivery({ received_at, content_type, ...row }: DeliveriesTable): Delivery {
  return {
    ...row,
    receivedAt: Number(received_at),
    contentType: content_type,
    signals: Number(row.signals),
    unnamed: Number(row.unnamed),
    quarantined: Number(row.quarantined),
  };
}

function toAlert({ received_at, received, ...row }: AlertsTable): Alert {
  return { ...row, receivedAt: Number(received_at), received: JSON.parse(received) };
}
