import type pg from 'pg';
import { newClient, noticePooler } from './connection.ts';
import { channel } from './flush.ts';

/** The longest pause between two attempts to connect, milliseconds. */
const longestPauseMs = 5_000;

/**
 * Hears that other instances have committed. Reconnects by itself; what it misses is no loss. Behind a pooler
 * nothing can be heard, and it gives up.
 */
export class PostgresListener {
  readonly #url: string;
  readonly #isOwn: (processId: number) => boolean;
  readonly #listeners = new Set<(seq: number) => void>();
  #client: pg.Client | null = null;
  #timer: NodeJS.Timeout | undefined;
  #failedAttempts = 0;
  #isClosed = false;

  /** @param isOwn whether a process of the server is the one that this instance writes through */
  constructor(url: string, isOwn: (processId: number) => boolean) {
    this.#url = url;
    this.#isOwn = isOwn;
  }

  onHint(listener: (seq: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async start(): Promise<void> {
    const client = newClient(this.#url);
    client.on('error', () => this.#restart(client));
    client.on('end', () => this.#restart(client));
    client.on('notification', ({ processId, payload }) => {
      if (!this.#isOwn(processId)) this.#tell(Number(payload));
    });
    this.#client = client;
    try {
      await client.connect();
      if (await noticePooler(client)) {
        // What it is told would be told to whoever has the session then.
        await this.close();
        return;
      }
      await client.query(`listen ${channel}`);
      this.#failedAttempts = 0;
      // Whatever was committed while nobody listened.
      this.#tell(Number.MAX_SAFE_INTEGER);
    } catch {
      this.#restart(client);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = null;
    await client?.end().catch(() => undefined);
  }

  #tell(seq: number): void {
    for (const listener of this.#listeners) listener(seq);
  }

  #restart(lost: pg.Client): void {
    if (this.#isClosed || this.#client !== lost) return;
    this.#client = null;
    lost.end().catch(() => undefined);
    const pauseMs = Math.min(100 * 2 ** this.#failedAttempts, longestPauseMs);
    this.#failedAttempts += 1;
    this.#timer = setTimeout(() => void this.start(), pauseMs);
  }
}
