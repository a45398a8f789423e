import { sql } from 'kysely';
import type { Inbox, Told } from '../../domain/escalation/inbox.ts';
import { type Notification, notificationsOf } from '../../domain/escalation/notifications.ts';
import { type Connection, fixed, run } from '../connection.ts';
import { projection } from './projection.ts';

declare module '../schema.ts' {
  interface Tables {
    notifications: NotificationsTable;
  }
}

/** Whom the event at a position of the log is news to. */
export interface NotificationsTable extends Told {
  seq: number;
}

/** Whom an event is news to, each once. */
export const notifications = projection({
  table: 'notifications',
  reads: ['incident.*'],
  replacedBy: null,
  rows({ event, before, after }) {
    const rows = notificationsOf(before, after, event).map((each) => ({
      whom: each.whom,
      target: targetOf(each),
      seq: event.seq,
    }));
    return [...new Map(rows.map((row) => [`${row.whom} ${row.target}`, row])).values()];
  },
  queries: {
    noun: 'notifications',
    tables: ['notifications'],
    on: (connection) => ({
      seqsFor: (inbox, before, limit) => readSeqsFor(connection, inbox, before, limit),
      toldOf: (seq) => toldAt(connection, seq),
    }),
  },
});

function targetOf(notification: Notification): string {
  return notification.whom === 'person' ? notification.person : notification.team;
}

const toldAt = fixed((db, seq: number) =>
  db.selectFrom('notifications').select(['whom', 'target']).where('seq', '=', seq),
);

async function readSeqsFor(
  connection: Connection,
  { person, memberOf, managerOf }: Inbox,
  before: number | null,
  limit: number,
): Promise<number[]> {
  // What each was told is a range of the key, newest first: the newest of each are enough.
  const ranges = [
    { whom: 'person', target: person },
    ...memberOf.map((target) => ({ whom: 'team', target })),
    ...managerOf.map((target) => ({ whom: 'managers', target })),
  ].map(
    ({ whom, target }) => sql`select seq from (select seq from notifications
      where whom = ${whom} and target = ${target} ${before === null ? sql`` : sql`and seq < ${before}`}
      order by seq desc limit ${limit}) as range`,
  );
  const query = connection.builder
    .selectFrom(sql<{ seq: number }>`(${sql.join(ranges, sql` union `)})`.as('ranges'))
    .select('seq')
    .orderBy('seq', 'desc')
    .limit(limit);
  return (await run(connection, query)).map((row) => row.seq);
}
