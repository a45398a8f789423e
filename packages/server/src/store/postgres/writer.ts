import { KitError } from '../../domain/errors.ts';
import type { LogFacts } from '../commit/batch-cache.ts';
import type { Changes } from '../commit/changes.ts';
import type { Begun, Engine, PrefetchedReplies } from '../commit/engine.ts';
import { fixed } from '../connection.ts';
import type { Head } from '../log/event-log.ts';
import type { Prefetch } from '../port/store.ts';
import { readCurrentVersions } from '../projections/documents.ts';
import { readLastNumber } from '../projections/incidents.ts';
import { databaseUnavailable, outcomeUnknown } from '../unavailable.ts';
import { isStalePlan, isUnusable } from './connection.ts';
import { lockHead, PostgresWriting } from './writing.ts';

/** How long to look for the outcome of a commit whose answer was lost, milliseconds. */
const outcomeTimeoutMs = 5_000;

/** The longest pause between two attempts to connect, milliseconds. */
const longestPauseMs = 2_000;

const eventWith = fixed((db, seq: number, hash: string) =>
  db.selectFrom('events').select('seq').where('seq', '=', seq).where('hash', '=', hash),
);

/** The one connection of this instance that writes. It is made anew when it was lost. */
export class PostgresWriter implements Engine {
  readonly #url: string;
  readonly #answerTimeoutMs: number | undefined;
  #connection: PostgresWriting | null = null;
  #transaction: { connection: PostgresWriting; began: Head } | null = null;
  #failedAttempts = 0;
  #nextAttemptAt = 0;
  #lastError: unknown;

  /** @param answerTimeoutMs see `newClient` */
  constructor(url: string, answerTimeoutMs?: number) {
    this.#url = url;
    this.#answerTimeoutMs = answerTimeoutMs;
  }

  /** The process of the server that serves this connection; null while there is none. */
  get processId(): number | null {
    return this.#connection?.processId ?? null;
  }

  async begin(prefetch: readonly Prefetch[], readsFacts = false): Promise<Begun> {
    const former = this.#connection;
    const connection = await this.#connected();
    try {
      // In one round trip. Each statement sees what was committed before it began: so the replies are
      // those that there are once the lock is held.
      const [head, replies, facts] = await connection.together(() =>
        Promise.all([
          beginWithLock(connection),
          readReplies(connection, prefetch),
          readsFacts ? readFacts(connection) : {},
        ]),
      );
      this.#transaction = { connection, began: head };
      return { connection, head, isNewConnection: connection !== former, replies, facts };
    } catch (error) {
      // Whatever it was, the lock may be held and the transaction may have failed.
      this.#drop();
      throw error;
    }
  }

  async prefetch(prefetch: readonly Prefetch[]): Promise<PrefetchedReplies> {
    const connection = this.#transaction?.connection;
    return connection ? readReplies(connection, prefetch) : [];
  }

  async commit(head: Head, rest: Changes | null): Promise<void> {
    if (!this.#transaction) throw new Error('There is no transaction to commit.');
    // Not whatever connection there is by now: a new one would write outside of the transaction.
    const { connection, began } = this.#transaction;
    try {
      await connection.together(() =>
        Promise.all([rest && connection.write(rest), connection.commit()]),
      );
    } catch (error) {
      // Whoever still answers has taken everything back. Who does not may have committed before.
      if (await this.#hasRolledBack()) throw error;
      const isKept = head.seq > began.seq ? await this.#find(head) : null;
      if (isKept === null) throw outcomeUnknown(error);
      if (!isKept) throw databaseUnavailable(error);
    }
    this.#transaction = null;
  }

  async rollback(): Promise<void> {
    await this.#hasRolledBack();
  }

  isStale(error: unknown): boolean {
    const isSo = isStalePlan(error);
    if (isSo) this.#drop();
    return isSo;
  }

  unavailable(error: unknown): Error | null {
    if (error instanceof KitError) return error;
    return isUnusable(error) ? databaseUnavailable(error) : null;
  }

  async close(): Promise<void> {
    const connection = this.#connection;
    this.#connection = null;
    await connection?.end();
  }

  async #connected(): Promise<PostgresWriting> {
    if (this.#connection) return this.#connection;
    // Whoever comes meanwhile is refused at once: connecting takes long just when it does not work.
    if (performance.now() < this.#nextAttemptAt) throw databaseUnavailable(this.#lastError);
    try {
      const forget = (lost: PostgresWriting) => {
        if (this.#connection === lost) this.#connection = null;
      };
      const made = await PostgresWriting.connect(this.#url, forget, this.#answerTimeoutMs);
      this.#failedAttempts = 0;
      this.#connection = made;
      return made;
    } catch (error) {
      this.#lastError = error;
      const pauseMs = Math.min(50 * 2 ** this.#failedAttempts, longestPauseMs);
      this.#nextAttemptAt = performance.now() + pauseMs;
      this.#failedAttempts += 1;
      throw error;
    }
  }

  /**
   * Whether a commit whose answer was lost was made: its last event is in the log, or is not. Waiting
   * for the lock is waiting for that transaction to have ended. Null when nobody can be asked.
   */
  async #find(head: Head): Promise<boolean | null> {
    const giveUpAt = performance.now() + outcomeTimeoutMs;
    while (performance.now() < giveUpAt) {
      try {
        const connection = await this.#connected();
        await beginWithLock(connection);
        const found = await eventWith(connection, head.seq, head.hash);
        await connection.rollback();
        return found.length > 0;
      } catch {
        this.#drop();
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
    return null;
  }

  /** Ends the transaction, if there is one; a connection that cannot say that it has is not used again. */
  async #hasRolledBack(): Promise<boolean> {
    const connection = this.#transaction?.connection;
    this.#transaction = null;
    try {
      await connection?.rollback();
      return true;
    } catch {
      this.#drop();
      return false;
    }
  }

  #drop(): void {
    const connection = this.#connection;
    this.#connection = null;
    connection?.end().catch(() => undefined);
  }
}

/** Begins and takes the lock of the log, in one round trip. */
async function beginWithLock(connection: PostgresWriting): Promise<Head> {
  const [, head] = await Promise.all([connection.begin(), lockHead(connection)]);
  return head;
}

/** A subquery for each key, and not a join: that would read all replies there are, to find a few. */
const repliesTo = `
  select scope, key,
      (select answer from answers
        where answers.scope = asked.scope and answers.key = asked.key) as reply
    from json_to_recordset($1::json) as asked (scope text, key text)`;

async function readReplies(
  connection: PostgresWriting,
  prefetch: readonly Prefetch[],
): Promise<PrefetchedReplies> {
  const asked = prefetch.flatMap(({ replies }) => replies ?? []);
  return asked.length === 0 ? [] : connection.all(repliesTo, [JSON.stringify(asked)]);
}

async function readFacts(connection: PostgresWriting): Promise<LogFacts> {
  const [lastNumber, versions] = await Promise.all([
    readLastNumber(connection),
    readCurrentVersions(connection),
  ]);
  return { lastNumber, versions };
}
