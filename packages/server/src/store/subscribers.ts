import { type Connection, fixed } from './connection.ts';
import type { Subscriber, SubscriberReader } from './port/subscribers.ts';
import type { SubscribersTable } from './schema.ts';

/** Who is told by email how services are; no part of the log. */
export function subscribersOn(connection: Connection): SubscriberReader {
  return {
    get: async (id) => (await withId(connection, id)).map(toSubscriber)[0] ?? null,
    ofService: async (service, limit) =>
      (await ofService(connection, service, 'on', limit)).map(({ id }) => id),
    ofAddress: async (address) => (await ofAddress(connection, address)).map(toSubscriber),
  };
}

export function toSubscriberRow({ endsAt, ...subscriber }: Subscriber): SubscribersTable {
  const { id, site, service, address, state, at } = subscriber;
  return { id, site, service, address, state, at, ends_at: endsAt };
}

function toSubscriber({ at, ends_at, ...row }: SubscribersTable): Subscriber {
  return { ...row, at: Number(at), endsAt: ends_at === null ? null : Number(ends_at) };
}

const withId = fixed((db, id: string) =>
  db.selectFrom('subscribers').selectAll().where('id', '=', id),
);

const ofService = fixed((db, service: string, state: Subscriber['state'], limit: number) =>
  db
    .selectFrom('subscribers')
    .select('id')
    .where('service', '=', service)
    .where('state', '=', state)
    .limit(limit),
);

const ofAddress = fixed((db, address: string) =>
  db.selectFrom('subscribers').selectAll().where('address', '=', address),
);
