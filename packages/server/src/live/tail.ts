import { setTimeout as after } from 'node:timers/promises';
import type { Committed, KitEvent, LogPosition } from '../store/port/log.ts';
import type { Store } from '../store/port/store.ts';

/** Events read at a time. */
const pageSize = 500;

/** How often to look without having been told: another process may have written to the database. */
const pollMs = 1_000;

/** After so long without having got to the end of the log, those who follow it are told late. */
const behindMs = 10_000;

/**
 * From one reading to the next at least, milliseconds: where several instances write all the time, each
 * would otherwise read after every commit of every other, which cost more than the commits.
 */
const readingIntervalMs = 50;

export interface TailListener {
  /** Positions up to which others have read, and kept what they read; the tail may come to them later. */
  readUpTo?(): readonly LogPosition[];
  onEvents(events: KitEvent[]): Promise<void>;
  /**
   * The log is another than was handed on: a server has taken over that had not yet got the end of it, or
   * a backup was put back. Whatever follows from what was handed on is to be forgotten.
   * @param seq where the log ends now
   */
  onPutBack(seq: number): void;
  onError(error: unknown): void;
}

/**
 * Follows the log: every event once, in order. What this process commits it need not read again, where it
 * follows on what was handed on last; what others commit is only a hint to look sooner. The cursor is
 * the truth, with the hash of the event that it stands on: each time that the log is read, it is looked at
 * whether that event is still there.
 */
export class LogTail {
  readonly #store: Store;
  readonly #listener: TailListener;
  #cursor: LogPosition = { seq: 0, hash: null };
  /** What this process has committed and not handed on yet. */
  #heard: { events: readonly KitEvent[]; between: Committed }[] = [];
  /** Whether the log may have more than what was heard. */
  #mustRead = false;
  #readAt = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | null = null;
  #again = false;
  /** When all that there was had been handed on. */
  #caughtUpAt = performance.now();
  #stop: (() => void) | null = null;

  constructor(store: Store, listener: TailListener) {
    this.#store = store;
    this.#listener = listener;
  }

  /** Position of the last event that was handed on. */
  get cursor(): number {
    return this.#cursor.seq;
  }

  /** Whether it has not come to the end of the log for a while: it is stuck, or the log cannot be read. */
  get isBehind(): boolean {
    return performance.now() - this.#caughtUpAt > behindMs;
  }

  /** Begins at the end of the log as it is now. */
  async start(): Promise<void> {
    this.#cursor = await this.#store.read((snapshot) => snapshot.log.end());
    const look = () => {
      this.#mustRead = true;
      this.#look();
    };
    const stopListening = this.#store.onCommit((events, between) => {
      this.#heard.push({ events, between });
      this.#look();
    });
    const stopHints = this.#store.onHint((seq) => {
      if (seq > this.#cursor.seq) look();
    });
    const timer = setInterval(look, pollMs);
    this.#stop = () => {
      stopListening();
      stopHints();
      clearInterval(timer);
    };
  }

  async stop(): Promise<void> {
    this.#stop?.();
    await this.#reading;
  }

  #look(): void {
    if (this.#reading) {
      this.#again = true;
      return;
    }
    this.#reading = this.#readOn()
      .catch((error) => this.#listener.onError(error))
      .finally(() => {
        this.#reading = null;
        if (this.#again) {
          this.#again = false;
          this.#look();
        }
      });
  }

  async #readOn(): Promise<void> {
    for (;;) {
      const heard = this.#takeHeard();
      const found = heard.events.length > 0 || !this.#mustRead ? heard : await this.#read();
      if (found.isPutBack) this.#listener.onPutBack(found.end.seq);
      if (found.events.length > 0) await this.#listener.onEvents(found.events);
      this.#cursor = found.end;
      if (found.events.length > 0 || found.isPutBack) continue;
      this.#caughtUpAt = performance.now();
      return;
    }
  }

  /** What follows on the cursor without a gap; where there is one, others have committed between. */
  #takeHeard(): Found {
    const heard = this.#heard;
    this.#heard = [];
    const events: KitEvent[] = [];
    let end = this.#cursor;
    for (const { events: own, between } of heard) {
      const { before, after } = between;
      // It was read together with what others have committed.
      if (after.seq <= end.seq) continue;
      if (before.seq !== end.seq || before.hash !== end.hash) {
        this.#mustRead = true;
        break;
      }
      events.push(...own);
      end = after;
    }
    return { events, end, isPutBack: false };
  }

  async #read(): Promise<Found> {
    const pauseMs = this.#readAt + readingIntervalMs - performance.now();
    if (pauseMs > 0) await after(pauseMs);
    this.#readAt = performance.now();
    // Before reading: whoever asks meanwhile may mean what this does not see.
    this.#mustRead = false;
    const cursor = this.#cursor;
    const ahead = (this.#listener.readUpTo?.() ?? []).filter(({ seq }) => seq > cursor.seq);
    const found = await this.#store.read(async ({ log }): Promise<Found> => {
      const known = [cursor, ...ahead];
      const [hashes, events] = await Promise.all([
        Promise.all(known.map(({ seq }) => log.hashOf(seq))),
        log.after(cursor.seq, pageSize),
      ]);
      if (known.some(({ hash }, index) => hash !== hashes[index])) {
        return { events: [], end: await log.end(), isPutBack: true };
      }
      const last = events.at(-1);
      const end = last ? { seq: last.seq, hash: await log.hashOf(last.seq) } : cursor;
      return { events, end, isPutBack: false };
    });
    if (found.events.length === pageSize) {
      this.#mustRead = true;
      this.#readAt = Number.NEGATIVE_INFINITY;
    }
    return found;
  }
}

/** What is to be handed on, and where the cursor is then. */
interface Found {
  events: KitEvent[];
  end: LogPosition;
  isPutBack: boolean;
}
