import type { LiveChange, LiveReset, Topic } from '@incident-kit/server/domain';
import type { ClientCore } from './core.ts';
import type { KitRequestError } from './errors.ts';
import { onPage, Retry } from './retry.ts';

/** What a page is told about a topic that it watches. */
export interface Watcher<T extends Topic = Topic> {
  /** Something happened. Each change comes once and in order, however often the stream breaks. */
  change(change: ChangeOf<T>): void;
  /**
   * Too much happened to be told. Read the topic again, then stop this watch and watch anew from the
   * answer's `seq` (an element does both with `refresh()`).
   */
  reset(reset: LiveReset): void;
  /** The server does not let this page listen to the topic; nothing more will come. */
  refused?(error: KitRequestError): void;
}

export type ChangeOf<T extends Topic> = Extract<LiveChange, { topic: T }>;

interface Watch {
  /** The last position that this watcher knows. */
  seq: number;
  watcher: Watcher;
}

/** Additions in this time share one new stream. */
const gatherMs = 50;
/** A topic that nobody watches is kept for so long: elements that leave often come back. */
const lingerMs = 5_000;
/** The server pings every 15 s; a stream silent for longer than this is dead. */
const silentMs = 40_000;
/** A hidden page gives its connection back: HTTP/1.1 has six a host for all tabs together. */
const hiddenMs = 60_000;
/** What the server allows in one stream. More are not live; they are still read. */
const mostTopics = 1_000;

/** The one stream of a client: opens for the first watcher, closes a few seconds after the last. */
export class LiveStream {
  readonly #client: ClientCore;
  readonly #topics = new Map<string, Set<Watch>>();
  /** The topics of the stream that is open, each with the last position that it told. */
  #told = new Map<string, number>();
  #abort: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #hidden: ReturnType<typeof setTimeout> | undefined;
  #stopAttending: (() => void) | undefined;
  readonly #retry = new Retry(() => this.#open());

  constructor(client: ClientCore) {
    this.#client = client;
  }

  watch(topic: string, after: number, watcher: Watcher): () => void {
    const watch = { seq: after, watcher };
    const watches = this.#topics.get(topic) ?? new Set();
    watches.add(watch);
    if (this.#topics.size < mostTopics) this.#topics.set(topic, watches);
    // Another watcher may have been told already what this one does not know yet.
    if (!(after >= (this.#told.get(topic) ?? Infinity))) {
      this.#told.delete(topic);
      this.#arrange(gatherMs);
    }
    return () => {
      watches.delete(watch);
      if (!watches.size && this.#topics.get(topic) === watches) {
        this.#topics.delete(topic);
        this.#arrange(lingerMs);
      }
    };
  }

  /** Looks in a while whether the stream still has the topics that are watched. */
  #arrange(ms: number): void {
    // An addition does not wait for a removal, and a removal does not delay an addition.
    if (this.#timer && ms === lingerMs) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const topics = [...this.#topics.keys()];
      if (topics.length !== this.#told.size || topics.some((topic) => !this.#told.has(topic))) {
        this.#open();
      }
    }, ms);
  }

  async #open(): Promise<void> {
    const client = this.#client;
    this.#close();
    this.#stopAttending?.();
    if (!this.#topics.size) {
      client.connection = 'idle';
      return;
    }
    this.#stopAttending = onPage(this.#attend);
    const abort = new AbortController();
    this.#abort = abort;
    for (const [topic, watches] of this.#topics) {
      this.#told.set(topic, Math.min(...[...watches].map((watch) => watch.seq)));
    }
    if (client.connection !== 'offline') client.connection = 'connecting';
    let watchdog: ReturnType<typeof setTimeout> | undefined;
    let refusal: KitRequestError | undefined;
    try {
      const response = await client.fetch('/live', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ topics: Object.fromEntries(this.#told) }),
        signal: abort.signal,
      });
      const reader = (response.body as ReadableStream<Uint8Array>).getReader();
      const decoder = new TextDecoder();
      let text = '';
      for (;;) {
        watchdog = setTimeout(() => abort.abort(), silentMs);
        const { done, value } = await reader.read();
        clearTimeout(watchdog);
        if (done || this.#abort !== abort) break;
        const messages = (text + decoder.decode(value, { stream: true })).split('\n\n');
        text = messages.pop() ?? '';
        for (const message of messages) this.#receive(message);
      }
    } catch (error) {
      clearTimeout(watchdog);
      refusal = error as KitRequestError;
    }
    // Another stream has taken over, or nobody listens any more.
    if (this.#abort !== abort) return;
    this.#close();
    if (refusal?.definite) {
      this.#refuse(refusal);
    } else {
      // A stream that ends is nothing yet (a server restarts); one that cannot be had again is.
      if (this.#retry.failures) client.connection = 'offline';
      this.#retry.later();
    }
  }

  #close(): void {
    this.#retry.cancel();
    this.#told.clear();
    const abort = this.#abort;
    this.#abort = undefined;
    abort?.abort();
  }

  #receive(message: string): void {
    const [, type, json] = /^event: (.*)\ndata: (.*)$/m.exec(message) ?? [];
    if (!json) {
      // A proxy may have held it back, so it only ever says that more has passed: a machine that slept
      // does not know how long.
      const now = Number(/^: ping (\d+)/.exec(message)?.[1]);
      if (now > this.#client.now()) this.#client.sync(now);
      return;
    }
    const data = JSON.parse(json);
    if (type === 'hello') {
      this.#retry.reset();
      this.#client.sync(data.now);
      this.#client.connection = 'open';
    } else if (type === 'change') {
      this.#tell(data.topic, data.seq, (watcher) => watcher.change(data));
    } else if (type === 'reset') {
      for (const topic of data.topics) {
        this.#tell(topic, Infinity, (watcher) => watcher.reset(data), data.seq);
      }
    } else {
      // The stream ends because the token did; the next one needs a new token.
      this.#client.forgetToken();
    }
  }

  #tell(topic: string, seq: number, tell: (watcher: Watcher) => void, known = seq): void {
    if (this.#told.has(topic)) this.#told.set(topic, known);
    for (const watch of [...(this.#topics.get(topic) ?? [])]) {
      if (seq <= watch.seq) continue;
      watch.seq = known;
      // A listener's mistake is its own; the others still hear.
      try {
        tell(watch.watcher);
      } catch (error) {
        reportError(error);
      }
    }
  }

  /** Drops the topics that the refusal names, or all when it names none, and goes on with the others. */
  #refuse(refusal: KitRequestError): void {
    const all = [...this.#topics.keys()];
    const named = all.filter((topic) => refusal.fields.some(({ path }) => path[1] === topic));
    for (const topic of named.length ? named : all) {
      const watches = this.#topics.get(topic) ?? [];
      this.#topics.delete(topic);
      for (const { watcher } of watches) watcher.refused?.(refusal);
    }
    this.#open();
  }

  readonly #attend = ({ type }: Event): void => {
    if (type !== 'visibilitychange') {
      // The network went or came: a stream that is closed because nobody looks stays closed.
      if (this.#abort || !document.hidden) this.#open();
      return;
    }
    clearTimeout(this.#hidden);
    if (document.hidden) this.#hidden = setTimeout(() => this.#close(), hiddenMs);
    else if (!this.#abort) this.#open();
  };
}
