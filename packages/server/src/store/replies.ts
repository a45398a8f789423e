import { type Connection, fixed } from './connection.ts';

const reply = fixed((db, scope: string, key: string) =>
  db.selectFrom('answers').select('answer').where('scope', '=', scope).where('key', '=', key),
);

export async function readReply(
  connection: Connection,
  scope: string,
  key: string,
): Promise<string | null> {
  const [row] = await reply(connection, scope, key);
  return row?.answer ?? null;
}
