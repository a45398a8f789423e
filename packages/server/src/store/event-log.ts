import type { Kysely, Selectable } from 'kysely';
import { digestPersonal, hashEvent, newSalt } from './hash-chain.ts';
import type { EventsTable, Tables } from './schema.ts';
import type { KitEvent, NewKitEvent, Stamp } from './store.ts';

/**
 * Appends one event under the lock of the head row. Taking the number last thing in the transaction
 * is what makes the sequence gapless and puts it in commit order: a database sequence hands out ids
 * before the commit, and a reader would skip the one that commits late.
 */
export async function appendEvent(
  db: Kysely<Tables>,
  stream: string,
  version: number,
  event: NewKitEvent,
  stamp: Stamp,
): Promise<KitEvent> {
  const head = await db
    .selectFrom('head')
    .select(['seq', 'hash'])
    .where('id', '=', 1)
    .executeTakeFirstOrThrow();
  const seq = Number(head.seq) + 1;
  const { at, actor, actorName } = stamp;
  const { type, data } = event;
  const salt = newSalt();
  const personal = { actorName, personal: event.personal };
  const personalDigest = digestPersonal(salt, personal);
  const numbered = { seq, stream, version: version + 1, type, at };
  const hash = hashEvent(head.hash, { ...numbered, actor, data, personalDigest });
  await db
    .insertInto('events')
    .values({
      ...numbered,
      actor: JSON.stringify(actor),
      data: JSON.stringify(data),
      personal: JSON.stringify(personal),
      salt,
      personal_digest: personalDigest,
      hash,
    })
    .execute();
  await db.updateTable('head').set({ seq, hash }).where('id', '=', 1).execute();
  return { ...numbered, actor, actorName, data, personal: event.personal } as KitEvent;
}

export async function readStreamAfter(
  db: Kysely<Tables>,
  stream: string,
  seq: number,
  limit: number,
): Promise<KitEvent[]> {
  const rows = await db
    .selectFrom('events')
    .selectAll()
    .where('stream', '=', stream)
    .where('seq', '>', seq)
    // By version, not by seq: the index on (stream, version) then serves the order too.
    .orderBy('version')
    .limit(limit)
    .execute();
  return rows.map(toEvent);
}

export async function readLogAfter(
  db: Kysely<Tables>,
  seq: number,
  limit: number,
): Promise<KitEvent[]> {
  const rows = await db
    .selectFrom('events')
    .selectAll()
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map(toEvent);
}

function toEvent(row: Selectable<EventsTable>): KitEvent {
  const kept = row.personal === null ? null : JSON.parse(row.personal);
  return {
    seq: Number(row.seq),
    stream: row.stream,
    version: row.version,
    at: Number(row.at),
    actor: JSON.parse(row.actor),
    actorName: kept?.actorName ?? null,
    type: row.type,
    data: JSON.parse(row.data),
    personal: kept?.personal ?? null,
  } as KitEvent;
}
