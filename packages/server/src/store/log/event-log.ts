import { sql } from 'kysely';
import { KitError } from '../../domain/errors.ts';
import { isTimeCorrection } from '../../domain/log-time.ts';
import { type Connection, fixed, run } from '../connection.ts';
import type {
  KitEvent,
  LogHead,
  LogPosition,
  NewKitEvent,
  PersonRef,
  Stamp,
  StoredEvent,
} from '../port/log.ts';
import type { EventsTable, HeadTable } from '../schema.ts';
import { digestPersonal, hashEvent, newSalt } from './hash-chain.ts';

/** How far a clock may be behind the log before its commands are refused, milliseconds. */
const clockToleranceMs = 60_000;

const minute = 60_000;
const day = 24 * 60 * minute;

/** The end of the log. */
export type Head = Omit<HeadTable, 'id' | 'oldest_version'>;

/** The columns of an event, by name: another version of this server may have added others. */
export const eventColumns = [
  'seq',
  'stream',
  'version',
  'type',
  'at',
  'actor',
  'data',
  'personal',
  'salt',
  'personal_digest',
  'hash',
] as const satisfies readonly (keyof EventsTable)[];

export interface Recorded {
  event: KitEvent;
  row: EventsTable;
  /** The end of the log after it. */
  head: Head;
}

/**
 * Numbers an event and chains it to the one before. Nobody else can append meanwhile: the transaction
 * holds the lock of the head row, which is what makes the sequence gapless and puts it in commit
 * order. (A database sequence hands out ids before the commit, and a reader would skip the one that
 * commits late.)
 * @throws KitError `clock-behind`
 */
export function recordEvent(
  head: Head,
  stream: string,
  version: number,
  event: NewKitEvent,
  stamp: Stamp,
): Recorded {
  const { actor, actorName } = stamp;
  const { type, data } = event;
  const at = isTimeCorrection(event) ? stamp.at : notBefore(head.at, stamp.at);
  const salt = newSalt();
  const personal = { actorName, personal: event.personal };
  const personalDigest = digestPersonal(salt, personal);
  const numbered = { seq: head.seq + 1, stream, version: version + 1, type, at };
  const hash = hashEvent(head.hash, { ...numbered, actor, data, personalDigest });
  return {
    event: { ...numbered, actor, actorName, data, personal: event.personal } as KitEvent,
    row: {
      ...numbered,
      actor: JSON.stringify(actor),
      data: JSON.stringify(data),
      personal: JSON.stringify(personal),
      salt,
      personal_digest: personalDigest,
      hash,
    },
    head: { seq: numbered.seq, hash, at },
  };
}

/** Clocks of several servers differ a little, and are set back a little now and then. */
function notBefore(last: number, at: number): number {
  const refusal = clockBehind(last, at);
  if (refusal) throw refusal;
  return Math.max(last, at);
}

/** Why nothing can be written at an instant after an event of another; null when it can. */
function clockBehind(last: number, at: number): KitError | null {
  const behindMs = last - at;
  if (behindMs <= clockToleranceMs) return null;
  return new KitError(
    'clock-behind',
    `The server's clock is ${spanOf(behindMs)} behind the log. Set the clock, then try again.`,
    { details: { behindMs } },
  );
}

/** The same, for whoever runs the server: it may be that another clock was wrong. */
export function logAhead(last: number, now: number): KitError | null {
  const refusal = clockBehind(last, now);
  return (
    refusal &&
    new KitError(
      'clock-behind',
      `The last event of the log is from ${iso(last)}, ${spanOf(last - now)} after the server's clock. So ` +
        'nothing can be written. If the clock is wrong, set it. If it is right, another was wrong when that ' +
        'was recorded: “incident-kit doctor” says how to go on.',
      { details: { behindMs: last - now } },
    )
  );
}

function spanOf(ms: number): string {
  const [count, unit] = ms < 2 * day ? [ms / minute, 'minute'] : [ms / day, 'day'];
  const rounded = Math.round(count);
  return `${rounded.toLocaleString('en')} ${unit}${rounded === 1 ? '' : 's'}`;
}

/** Also of an instant that no calendar has. */
function iso(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? String(at) : date.toISOString();
}

const head = fixed((db) => db.selectFrom('head').select(['seq', 'hash', 'at']));

export async function readHead(connection: Connection): Promise<Head> {
  const [row] = await head(connection);
  if (!row) throw new Error('The database has no head row; it is not one of Incident Kit.');
  return row;
}

/** The position that the head of the log says. */
export function endOf({ seq, hash }: Head): LogPosition {
  return { seq, hash: seq === 0 ? null : hash };
}

/** Null when somebody took the row out. */
export async function readLogHead(connection: Connection): Promise<LogHead | null> {
  const [row] = await head(connection);
  return row ?? null;
}

const hashAt = fixed((db, seq: number) =>
  db.selectFrom('events').select('hash').where('seq', '=', seq),
);

export async function readHashOf(connection: Connection, seq: number): Promise<string | null> {
  const [row] = await hashAt(connection, seq);
  return row?.hash ?? null;
}

const lastEvent = fixed((db) =>
  db.selectFrom('events').select(['seq', 'hash']).orderBy('seq', 'desc').limit(sql.lit(1)),
);

export async function readEnd(connection: Connection): Promise<LogPosition> {
  const [row] = await lastEvent(connection);
  return row ?? { seq: 0, hash: null };
}

/**
 * The version that a stream has at a position of its own, where its index begins to be read: a page in the middle of a
 * long one then costs no more than the last. For a position of another stream it is read from its end.
 */
const versionAt = (seq: number, name: string, otherwise: number) =>
  sql<number>`coalesce((select version from events where seq = ${seq} and stream = ${name}), ${sql.lit(otherwise)})`;

const stream = fixed((db, name: string, seq: number, at: number, of: string, limit: number) =>
  db
    .selectFrom('events')
    .select(eventColumns)
    .where('stream', '=', name)
    .where('seq', '>', seq)
    .where('version', '>', versionAt(at, of, 0))
    // By version, not by seq: the index on (stream, version) then serves the order too.
    .orderBy('version')
    .limit(limit),
);

export async function readStreamAfter(
  connection: Connection,
  name: string,
  seq: number,
  limit: number,
): Promise<KitEvent[]> {
  return (await stream(connection, name, seq, seq, name, limit)).map(toEvent);
}

const streamEnd = fixed((db, name: string, seq: number, at: number, of: string, limit: number) =>
  db
    .selectFrom('events')
    .select(eventColumns)
    .where('stream', '=', name)
    .where('seq', '<', seq)
    .where('version', '<', versionAt(at, of, Number.MAX_SAFE_INTEGER))
    .orderBy('version', 'desc')
    .limit(limit),
);

export async function readStreamBefore(
  connection: Connection,
  name: string,
  seq: number | null,
  limit: number,
): Promise<KitEvent[]> {
  const end = seq ?? Number.MAX_SAFE_INTEGER;
  const rows = await streamEnd(connection, name, end, end, name, limit);
  return rows.map(toEvent);
}

const log = fixed((db, seq: number, limit: number) =>
  db.selectFrom('events').select(eventColumns).where('seq', '>', seq).orderBy('seq').limit(limit),
);

export async function readLogAfter(
  connection: Connection,
  seq: number,
  limit: number,
): Promise<KitEvent[]> {
  return (await log(connection, seq, limit)).map(toEvent);
}

export async function readRawLogAfter(
  connection: Connection,
  seq: number,
  limit: number,
): Promise<StoredEvent[]> {
  return (await log(connection, seq, limit)).map(toStoredEvent);
}

export async function readEventsAt(
  connection: Connection,
  seqs: readonly number[],
): Promise<KitEvent[]> {
  if (seqs.length === 0) return [];
  const query = connection.builder
    .selectFrom('events')
    .select(eventColumns)
    .where('seq', 'in', seqs);
  return (await run(connection, query.orderBy('seq'))).map(toEvent);
}

/** Documents and sites are the desk's own words: nobody has those erased. */
const ofPeople = sql<boolean>`(${sql.join(
  ['incident', 'problem', 'review', 'hint'].map((each) => sql`type like ${sql.lit(`${each}.%`)}`),
  sql` or `,
)})`;

/** Under indexes of their own: nobody looks through ten million events for one person's. */
export async function readPersonalEventsOf(
  connection: Connection,
  { id, site }: PersonRef,
  limit: number,
): Promise<KitEvent[]> {
  const { builder, member } = connection;
  const personal = builder
    .selectFrom('events')
    .select(eventColumns.map((column) => `events.${column}` as const))
    .where('personal', 'is not', null)
    .where(ofPeople)
    .orderBy('events.seq')
    .limit(limit);
  const theirs = personal.where(member('actor', 'id'), '=', id);
  const found =
    site === null
      ? [
          ...(await run(connection, theirs)),
          ...(await run(
            connection,
            personal
              .innerJoin('review_owners', 'review_owners.seq', 'events.seq')
              .where('review_owners.person', '=', id),
          )),
          ...(await run(
            connection,
            personal
              // Written out: SQLite would not take the index of just these types otherwise.
              .where('type', 'in', [sql.lit('incident.assigned'), sql.lit('incident.routed')])
              .where(member('data', 'assignee'), '=', id),
          )),
          ...(await run(
            connection,
            personal
              .where('type', '=', sql.lit('incident.imported'))
              .where(member('data', 'assignee'), '=', id),
          )),
          ...(await run(
            connection,
            personal
              .where('type', '=', sql.lit('incident.import-updated'))
              .where(member('data', 'assignee', 'changes'), '=', id),
          )),
        ]
      : await run(connection, theirs.where(member('actor', 'site'), '=', site));
  const bySeq = new Map(found.map((row) => [row.seq, toEvent(row)]));
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq).slice(0, limit);
}

function toEvent(row: EventsTable): KitEvent {
  const kept = row.personal === null ? null : JSON.parse(row.personal);
  return {
    seq: row.seq,
    stream: row.stream,
    version: row.version,
    at: row.at,
    actor: JSON.parse(row.actor),
    actorName: kept?.actorName ?? null,
    type: row.type,
    data: JSON.parse(row.data),
    personal: kept?.personal ?? null,
  } as KitEvent;
}

function toStoredEvent(row: EventsTable): StoredEvent {
  const { personal_digest: personalDigest, ...rest } = row;
  return {
    ...rest,
    actor: parsed(row.actor) as StoredEvent['actor'],
    data: parsed(row.data),
    personal: row.personal === null ? null : (parsed(row.personal) as StoredEvent['personal']),
    personalDigest,
  };
}

/** What is no JSON any more stays as it lies there: whoever verifies the log finds it, and says where. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}
