import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { MessageToSend } from '../domain/channels/messages.ts';
import { type Connection, fixed, run } from './connection.ts';
import type { Message, MessageReader, MessageState } from './port/messages.ts';
import type { MessagesTable } from './schema.ts';

/** What is told on channels outside; no part of the log. */
export function messagesOn(connection: Connection): MessageReader {
  return {
    get: async (id) => (await withId(connection, id)).map(toMessage)[0] ?? null,
    ofEvent: async (seq, at) =>
      (await withId(connection, messageId(seq, at))).map(toMessage)[0] ?? null,
    due: async (at, limit) => (await waiting(connection, 'waiting', at, limit)).map(toMessage),
    list: async (state, before, limit) =>
      (await run(connection, listed(connection, state, before, limit))).map(toMessage),
    lastDone: async (channel, address) =>
      (await lastDone(connection, channel, address)).map(toMessage)[0] ?? null,
    count: async (state, limit) => (await inState(connection, state, limit)).length,
  };
}

/** The row of a message that an event is told by. */
export function newMessageRow(
  { sendAt, ...message }: MessageToSend,
  { seq, incident, at }: { seq: number; incident: number; at: number },
): MessagesTable {
  return toMessageRow({
    ...message,
    ...{ id: messageId(seq, message), seq, incident, state: 'waiting', tries: 0, nextAt: sendAt },
    ...{ problem: null, madeAt: at, doneAt: null },
  });
}

/** The same event is told at an address by one message, whoever asks for it. */
export function messageId(
  seq: number,
  { channel, address }: Pick<Message, 'channel' | 'address'>,
): string {
  const place = createHash('sha256').update(`${channel}\n${address}`).digest('hex');
  return `msg_${seq}_${place.slice(0, 24)}`;
}

export function toMessageRow(message: Message): MessagesTable {
  const { id, seq, incident, about, target, channel, address, state, tries, problem } = message;
  return {
    ...{ id, seq, incident, about, target, channel, address, state, tries },
    ...{ next_at: message.nextAt, problem, made_at: message.madeAt, done_at: message.doneAt },
  };
}

function toMessage({ next_at, made_at, done_at, ...row }: MessagesTable): Message {
  return {
    ...row,
    seq: Number(row.seq),
    incident: Number(row.incident),
    tries: Number(row.tries),
    nextAt: Number(next_at),
    madeAt: Number(made_at),
    doneAt: done_at === null ? null : Number(done_at),
  };
}

const withId = fixed((db, id: string) =>
  db.selectFrom('messages').selectAll().where('id', '=', id),
);

const waiting = fixed((db, state: MessageState, at: number, limit: number) =>
  db
    .selectFrom('messages')
    .selectAll()
    .where('state', '=', state)
    .where('next_at', '<=', at)
    .orderBy('next_at')
    .limit(limit),
);

const lastDone = fixed((db, channel: string, address: string) =>
  db
    .selectFrom('messages')
    .selectAll()
    .where('channel', '=', channel)
    .where('address', '=', address)
    .where('done_at', 'is not', null)
    .orderBy('done_at', 'desc')
    .limit(sql.lit(1)),
);

const inState = fixed((db, state: MessageState, limit: number) =>
  db.selectFrom('messages').select('id').where('state', '=', state).limit(limit),
);

function listed(
  { builder }: Connection,
  state: MessageState | null,
  before: Message | null,
  limit: number,
) {
  let query = builder
    .selectFrom('messages')
    .selectAll()
    .orderBy('seq', 'desc')
    .orderBy('id', 'desc')
    .limit(limit);
  if (state !== null) query = query.where('state', '=', state);
  if (before === null) return query;
  const { seq, id } = before;
  return query.where((each) =>
    each.or([each('seq', '<', seq), each.and([each('seq', '=', seq), each('id', '<', id)])]),
  );
}
