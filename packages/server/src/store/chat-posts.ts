import { type Connection, fixed, run } from './connection.ts';
import type { ChatPost, ChatPostReader } from './port/chat-posts.ts';
import type { ChatPostsTable } from './schema.ts';

/** Where incidents stand in chats; no part of the log. */
export function chatPostsOn(connection: Connection): ChatPostReader {
  return {
    get: async ({ incident, channel, address }) =>
      (await at(connection, incident, channel, address)).map(toChatPost)[0] ?? null,
    incidentOf: async (channel, { place, ts }) => {
      const [found] = await withMessage(connection, channel, place, ts);
      return found ? Number(found.incident) : null;
    },
    stale: (channels, now, limit) => readStale(connection, channels, now, limit),
  };
}

export function toChatPostRow({ drawnAt, nextAt, ...post }: ChatPost): ChatPostsTable {
  const { incident, channel, address, place, ts, drawn, tries } = post;
  return {
    ...{ incident, channel, address, place, ts, drawn },
    ...{ drawn_at: drawnAt, tries, next_at: nextAt },
  };
}

function toChatPost({ drawn_at, next_at, ...row }: ChatPostsTable): ChatPost {
  return {
    ...row,
    incident: Number(row.incident),
    drawn: Number(row.drawn),
    tries: Number(row.tries),
    drawnAt: Number(drawn_at),
    nextAt: Number(next_at),
  };
}

const at = fixed((db, incident: number, channel: string, address: string) =>
  db
    .selectFrom('chat_posts')
    .selectAll()
    .where('incident', '=', incident)
    .where('channel', '=', channel)
    .where('address', '=', address),
);

const withMessage = fixed((db, channel: string, place: string, ts: string) =>
  db
    .selectFrom('chat_posts')
    .select('incident')
    .where('channel', '=', channel)
    .where('place', '=', place)
    .where('ts', '=', ts),
);

/** What was missed for whatever reason is found as well: nothing but the two positions decides. */
async function readStale(
  connection: Connection,
  channels: readonly string[],
  now: number,
  limit: number,
): Promise<ChatPost[]> {
  if (channels.length === 0) return [];
  const query = connection.builder
    .selectFrom('chat_posts')
    .innerJoin('incidents', 'incidents.number', 'chat_posts.incident')
    .selectAll('chat_posts')
    .where('chat_posts.channel', 'in', channels)
    .where('chat_posts.ts', 'is not', null)
    .where('chat_posts.next_at', '<=', now)
    .whereRef('incidents.seq', '>', 'chat_posts.drawn')
    .orderBy('chat_posts.next_at')
    .limit(limit);
  return (await run(connection, query)).map(toChatPost);
}
