import type { Topic } from '@incident-kit/server/domain';
import type { KitClient } from '../../client/client.ts';
import type { KitRequestError } from '../../client/errors.ts';
import type { ChangeOf } from '../../client/live.ts';
import { Retry } from '../../client/retry.ts';

/** One thing of the server that an element shows, and what becomes of it. */
export interface LiveSource<T extends string, Answer extends { seq: number }> {
  /** Reads it. `seq` is the position in the log that the answer is of. */
  read(client: KitClient): Promise<Answer>;
  received(answer: Answer): void;
  /** The live stream tells of a change after that position. Without this nothing is watched. */
  changed?: (change: ChangeOf<T & Topic>) => void;
  /** It could not be read; `failure` says why. It is read again by itself unless that is definite. */
  failed?(failure: KitRequestError): void;
  /** The log is not the one that it was: what was received may never have happened. It is read again. */
  putBack?(): void;
  /** Another identity, server or thing: nothing of what was received may be shown any longer. */
  forget(): void;
}

interface Run {
  stopWatching?: () => void;
}

/**
 * Reads something, watches it from the position of the answer on, reads it again after a failure or
 * when too much happened to be told, and forgets it with the identity it was read for. An element calls
 * `connect` in `clientChanged` and gives back what it gives.
 */
export class LiveResource<T extends string, Answer extends { seq: number }> {
  /** Why the last read failed; undefined when it went well. */
  failure: KitRequestError | undefined;
  /** False when the server does not let this page watch: what is shown grows old. */
  isLive = true;

  readonly #draw: () => void;
  readonly #source: LiveSource<T, Answer>;
  readonly #retry: Retry = new Retry(() => this.reload());
  #client: KitClient | undefined;
  #topic: T | undefined;
  /** What was begun last and has not been ended; answers to anything else come too late. */
  #run: Run | undefined;

  /** @param draw - Tells the element that something is to be shown otherwise. */
  constructor(draw: () => void, source: LiveSource<T, Answer>) {
    this.#draw = draw;
    this.#source = source;
  }

  /**
   * Begins to read and to watch. Gives what ends it.
   *
   * @param topic - What is shown; undefined for nothing. Has to be a topic only where it is watched.
   */
  connect(client: KitClient, topic: T | undefined): () => void {
    if (client !== this.#client || topic !== this.#topic) {
      this.#client = client;
      this.#topic = topic;
      this.failure = undefined;
      this.isLive = true;
      this.#source.forget();
    }
    if (topic) this.#begin(client, topic);
    return () => this.#end();
  }

  /** Reads and watches anew, if it is connected. */
  reload(): void {
    if (this.#run && this.#client && this.#topic) this.#begin(this.#client, this.#topic);
  }

  /** Reads again without watching anew: a change says that there is more to know. */
  async readAgain(): Promise<number | undefined> {
    const run = this.#run;
    if (!run || !this.#client) return undefined;
    let answer: Answer | undefined;
    let failure: KitRequestError | undefined;
    try {
      answer = await this.#source.read(this.#client);
    } catch (thrown) {
      failure = thrown as KitRequestError;
    }
    if (run !== this.#run) return undefined;
    this.failure = failure;
    if (answer) {
      this.isLive = true;
      this.#retry.reset();
      this.#source.received(answer);
    } else if (failure) {
      if (!failure.definite) this.#retry.later();
      this.#source.failed?.(failure);
    }
    this.#draw();
    return answer?.seq;
  }

  async #begin(client: KitClient, topic: T): Promise<void> {
    this.#end();
    const run: Run = {};
    this.#run = run;
    const seq = await this.readAgain();
    const { changed } = this.#source;
    if (seq === undefined || run !== this.#run || !changed) return;
    run.stopWatching = client.watch(topic as T & Topic, seq, {
      change: changed,
      reset: ({ reason }) => {
        if (reason === 'unknown-position') this.#source.putBack?.();
        this.reload();
      },
      refused: () => {
        this.isLive = false;
        this.#draw();
      },
    });
  }

  #end(): void {
    this.#run?.stopWatching?.();
    this.#run = undefined;
    this.#retry.cancel();
  }
}
