import { type Connection, fixed } from './connection.ts';

const secret = fixed((db, name: string) =>
  db.selectFrom('secrets').select('value').where('name', '=', name),
);

export async function readSecret(connection: Connection, name: string): Promise<string | null> {
  const [row] = await secret(connection, name);
  return row?.value ?? null;
}
