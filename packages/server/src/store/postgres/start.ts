import { setTimeout as after } from 'node:timers/promises';
import pg from 'pg';
import { cannotOpen } from '../cannot-open.ts';
import { CannotOpen } from '../unavailable.ts';
import { isOutOfReach, newClient, noticePooler } from './connection.ts';
import { isRefusal, type Peer, peerOf, reasonOf, refusal } from './opening-problems.ts';

/** The pause between two attempts to connect, milliseconds. */
const pauseMs = 500;

/** What is not as it is without a pooler. */
const pollingNote =
  'What other instances write is looked for every second, as it cannot be told at once.';

interface WaitOptions {
  startTimeoutMs: number;
  note(sentence: string): void;
  /** Whether a server that can only be read will do. */
  onlyReads?: boolean;
}

/** The database as it is now; it may be another in a moment. */
interface State {
  isPooled: boolean;
  encoding: string;
  isReadOnly: boolean;
}

/**
 * Waits until PostgreSQL can be used: containers start in any order, and a standby may be about to take over.
 * @throws CannotOpen with a sentence that names host and port, and no password
 */
export async function waitForPostgres(
  url: string,
  { startTimeoutMs, note, onlyReads = false }: WaitOptions,
): Promise<void> {
  const giveUpAt = performance.now() + startTimeoutMs;
  for (let attempt = 0; ; attempt += 1) {
    const problem = await problemOf(url, { onlyReads, note });
    if (!problem) return;
    if (performance.now() > giveUpAt) throw problem;
    if (attempt === 0) note(`${problem.message} Waiting for it.`);
    await after(pauseMs);
  }
}

/**
 * Connects once.
 * @returns what may pass by itself; null when it can be used
 * @throws CannotOpen for what does not
 */
async function problemOf(
  url: string,
  { onlyReads, note }: Pick<Required<WaitOptions>, 'onlyReads' | 'note'>,
): Promise<CannotOpen | null> {
  const client = clientOf(url);
  const peer = peerOf(client);
  try {
    await client.connect();
    const state = await stateOf(client);
    const problem = judge(state, peer, onlyReads);
    if (state.isPooled && !problem) note(`${peer.at} is behind a pooler. ${pollingNote}`);
    return problem;
  } catch (error) {
    if (!isOutOfReach(error) || isRefusal(error)) throw await refusal(error, peer);
    // It answers, and is starting, stopping or full.
    const problem = error instanceof pg.DatabaseError ? 'not-now' : 'unreachable';
    return cannotOpen(problem, { at: peer.at, why: reasonOf(error) }, error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function clientOf(url: string): pg.Client {
  try {
    return newClient(url);
  } catch (error) {
    if (error instanceof CannotOpen) throw error;
    // Without the cause: it holds the whole address, and so the password.
    throw cannotOpen('no-address', {});
  }
}

async function stateOf(client: pg.Client): Promise<State> {
  const isPooled = await noticePooler(client);
  // In a transaction: there are poolers that allow none.
  await client.query('begin');
  const { rows } = await client.query(`select current_setting('server_encoding') as encoding,
    current_setting('transaction_read_only') = 'on' as "isReadOnly"`);
  await client.query('rollback');
  return { ...rows[0], isPooled };
}

function judge(state: State, { at, database }: Peer, onlyReads: boolean): CannotOpen | null {
  const { encoding, isReadOnly } = state;
  // The log is UTF-8; another encoding of the database would refuse some of it.
  if (encoding !== 'UTF8') throw cannotOpen('encoding', { at, database, encoding });
  return isReadOnly && !onlyReads ? cannotOpen('read-only', { at }) : null;
}
