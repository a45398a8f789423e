import { setTimeout as after } from 'node:timers/promises';
import pg from 'pg';
import { CannotOpen } from '../unavailable.ts';
import { clientSettings, isOutOfReach } from './connection.ts';

/** The pause between two attempts to connect, milliseconds. */
const pauseMs = 500;

/**
 * Waits until PostgreSQL can be used: containers start in any order.
 * @throws CannotOpen with a sentence that names host and port, and no password
 */
export async function waitForPostgres(
  url: string,
  { startTimeoutMs, note }: { startTimeoutMs: number; note(sentence: string): void },
): Promise<void> {
  const giveUpAt = performance.now() + startTimeoutMs;
  for (let attempt = 0; ; attempt += 1) {
    const client = clientOf(url);
    const where = `PostgreSQL at ${client.host}:${client.port}`;
    client.on('error', () => undefined);
    try {
      await client.connect();
      await assertUsable(client, where);
      return;
    } catch (error) {
      if (error instanceof CannotOpen) throw error;
      if (!isOutOfReach(error)) throw refused(error, client, where);
      const sentence = `${where} cannot be reached (${reasonOf(error)}).`;
      if (performance.now() > giveUpAt) {
        throw new CannotOpen(`${sentence} Start it, or correct DATABASE_URL.`, { cause: error });
      }
      if (attempt === 0) note(`${sentence} Waiting for it.`);
    } finally {
      await client.end().catch(() => undefined);
    }
    await after(pauseMs);
  }
}

function clientOf(url: string): pg.Client {
  try {
    return new pg.Client(clientSettings(url));
  } catch {
    // Without the cause: it holds the whole address, and so the password.
    throw new CannotOpen(
      'DATABASE_URL is not an address of PostgreSQL. Write it like ' +
        'postgres://user:password@host:5432/database, with %40 for an @ in the password.',
    );
  }
}

/** The log is UTF-8; another encoding of the database would refuse some of it. */
async function assertUsable(client: pg.Client, where: string): Promise<void> {
  const { rows } = await client.query("select current_setting('server_encoding') as encoding");
  const encoding: string = rows[0].encoding;
  if (encoding === 'UTF8') return;
  throw new CannotOpen(
    `${where}: the database “${client.database}” has the encoding ${encoding}. ` +
      "Create it with encoding 'UTF8', or name another in DATABASE_URL.",
  );
}

function refused(error: unknown, client: pg.Client, where: string): CannotOpen {
  const code = error instanceof pg.DatabaseError ? error.code : undefined;
  if (code === '28P01' || code === '28000') {
    return new CannotOpen(
      `${where} does not let the user “${client.user}” in. ` +
        'Correct the user or the password in DATABASE_URL.',
    );
  }
  if (code === '3D000') {
    return new CannotOpen(
      `${where} has no database “${client.database}”. Create it, or correct DATABASE_URL.`,
    );
  }
  return new CannotOpen(`${where} cannot be used: ${reasonOf(error)}.`, { cause: error });
}

/** A reason in few words; several addresses of one host are tried, and each has its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
