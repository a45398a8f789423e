import type { Socket } from 'node:net';
import type pg from 'pg';
import type { Changes, WrittenTable } from '../commit/changes.ts';
import type { Writing } from '../commit/engine.ts';
import { assertMayWrite, headColumns } from '../commit/oldest-version.ts';
import { fixed } from '../connection.ts';
import type { Head } from '../log/event-log.ts';
import { newClient, noticePooler, PostgresConnection, processIdOf } from './connection.ts';
import { flushNothingStatement, flushStatement } from './flush.ts';

/**
 * What holds where is written.
 * An answer is given after its events are on disk, whatever the server's default is. Nobody waits for
 * ever for a lock that a frozen instance holds, and that instance loses it.
 * @param isLocal whether for a transaction only, and not for the session
 */
const settings = (isLocal: boolean) => `
  select set_config('synchronous_commit', 'on', ${isLocal})
    where current_setting('synchronous_commit') = 'off';
  select set_config('lock_timeout', '10s', ${isLocal}),
    set_config('idle_in_transaction_session_timeout', '10s', ${isLocal})`;

/** A connection that writes, and what it writes with. */
export class PostgresWriting extends PostgresConnection implements Writing {
  static async connect(
    url: string,
    onLost: (connection: PostgresWriting) => void,
    answerTimeoutMs?: number,
  ): Promise<PostgresWriting> {
    const client = newClient(url, answerTimeoutMs);
    const connection = new PostgresWriting(client);
    client.on('error', () => onLost(connection));
    client.on('end', () => onLost(connection));
    await client.connect();
    if (!(await noticePooler(client))) await client.query(settings(false));
    return connection;
  }

  readonly #client: pg.Client;

  private constructor(client: pg.Client) {
    super(client);
    this.#client = client;
  }

  get processId(): number | null {
    return processIdOf(this.#client);
  }

  /** Sends all statements that `ask` begins with in one packet. */
  together<T>(ask: () => Promise<T>): Promise<T> {
    const { stream } = (this.#client as pg.Client & { connection: { stream: Socket } }).connection;
    stream.cork();
    try {
      return ask();
    } finally {
      stream.uncork();
    }
  }

  async write(changes: Changes): Promise<void> {
    const { text, parameters } = flushStatement(changes);
    await this.all(text, parameters);
  }

  async begin(): Promise<void> {
    this.forgetFailure();
    // The session of a pooler is somebody else's in a moment.
    await this.query(this.isPooled ? `begin; ${settings(true)}` : 'begin');
  }

  async commit(): Promise<void> {
    const { command } = await this.query('commit');
    if (command === 'COMMIT') return;
    // PostgreSQL answers so to a commit of a transaction in which something failed.
    throw this.failure ?? new Error('The transaction was rolled back.');
  }

  async rollback(): Promise<void> {
    this.forgetFailure();
    await this.query('rollback');
  }

  async rehearse(changes: Changes): Promise<void> {
    const { text, parameters } = flushNothingStatement(changes);
    await this.all(text, parameters);
  }

  async clear(table: WrittenTable): Promise<void> {
    // Not truncated: who reads meanwhile goes on to see what was there.
    await this.query(`delete from ${table}`);
  }

  async savepoint(): Promise<void> {
    await this.query('savepoint command');
  }

  async releaseSavepoint(): Promise<void> {
    await this.query('release command');
  }

  async rollbackToSavepoint(): Promise<void> {
    this.forgetFailure();
    await this.query('rollback to command; release command');
  }

  async end(): Promise<void> {
    await this.#client.end();
  }
}

const head = fixed((db) => db.selectFrom('head').select(headColumns).forUpdate());

/**
 * Takes the lock of the log and reads its end.
 * @throws KitError `database-newer` when this version may not write any more
 */
export async function lockHead(connection: PostgresWriting): Promise<Head> {
  const [row] = await head(connection);
  return assertMayWrite(row);
}
