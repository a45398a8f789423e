import { setTimeout as after } from 'node:timers/promises';
import { isTold } from '../domain/channels/messages.ts';
import type { TryOutcome } from '../domain/channels/outgoing.ts';
import { mayTellSubscribers } from '../domain/channels/subscriptions.ts';
import { redrawChats } from '../operations/messages/chat-posts.ts';
import { finishMessage } from '../operations/messages/finish-message.ts';
import { type SendingWork, sendMessage } from '../operations/messages/send-message.ts';
import { takeMessages } from '../operations/messages/take-messages.ts';
import { Turns } from '../operations/messages/turns.ts';
import type { ChatPlace } from '../store/port/chat-posts.ts';
import type { Message } from '../store/port/messages.ts';
import type { Store } from '../store/port/store.ts';

/** How often to look for messages whose time has come, milliseconds. */
const everyMs = 1_000;
/** How long closing waits for messages that are being sent, milliseconds. */
const stopMs = 3_000;
/** Messages that are being sent at a time: others may be slow to answer. */
const atOnce = 20;

export interface NotifierListener {
  onError(error: unknown): void;
  /** A try is over, and written down. */
  onTried(message: Message, outcome: TryOutcome): void;
  /** What a chat shows could not be brought up to date; that is tried again. */
  onStale(post: ChatPlace): void;
}

/**
 * Sends messages, again and again those that could not be sent. Every instance does that; each message is taken
 * by one at a time, under the lock of the log.
 */
export class Notifier {
  readonly #store: Store;
  readonly #work: SendingWork;
  readonly #hasChats: boolean;
  readonly #listener: NotifierListener;
  readonly #underWay = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | null = null;
  /** Whether something was committed since it looked last that may have made messages. */
  #hasNews = false;
  #isStopped = false;

  constructor(
    store: Store,
    { senders, links, subscribers }: Pick<SendingWork, 'senders' | 'links' | 'subscribers'>,
    listener: NotifierListener,
  ) {
    this.#store = store;
    const now = () => store.now();
    this.#work = { store, senders, links, subscribers, turns: new Turns(), now };
    this.#hasChats = [...senders.values()].some(({ chat }) => chat !== undefined);
    this.#listener = listener;
  }

  start(): void {
    this.#timer = setInterval(() => this.#look(), everyMs);
    this.#look();
    // Without channels there is nothing to hurry for.
    if (this.#work.senders.size === 0) return;
    this.#store.onCommit((events) => {
      const isNews = (type: string) =>
        type.startsWith('incident.') &&
        (this.#hasChats || isTold(type as never) || mayTellSubscribers(type as never));
      if (!events.some(({ type }) => isNews(type))) return;
      this.#hasNews = true;
      this.#look();
    });
  }

  /**
   * Takes no more, and waits a little for what is being sent. Who answers later is told again by another, or after
   * the next start.
   */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#timer);
    await this.#looking;
    const enough = new AbortController();
    const waited = after(stopMs, undefined, { signal: enough.signal }).catch(() => undefined);
    await Promise.race([Promise.all(this.#underWay), waited]);
    enough.abort();
  }

  /** Sends what waits by now, and resolves when each was tried. */
  async sendDue(): Promise<void> {
    await this.#looking;
    // What is being drawn just now is drawn again by nobody meanwhile.
    await Promise.all(this.#underWay);
    await this.#take();
    await Promise.all(this.#underWay);
  }

  #look(): void {
    if (this.#isStopped) return;
    this.#looking ??= this.#take()
      .catch((error) => this.#listener.onError(error))
      .finally(() => {
        this.#looking = null;
        if (this.#hasNews) this.#look();
      });
  }

  async #take(): Promise<void> {
    this.#hasNews = false;
    // One whose clock is off, or that may not write, leaves them to the others. The sweeper says why.
    if (await this.#store.check()) return;
    if (this.#hasChats) this.#run(this.#redraw());
    while (!this.#isStopped) {
      const free = atOnce - this.#underWay.size;
      if (free <= 0) {
        await Promise.race(this.#underWay);
        continue;
      }
      const taken = await takeMessages(this.#store, this.#store.now(), free);
      for (const message of taken) this.#run(this.#try(message));
      if (taken.length < free) return;
    }
  }

  #run(work: Promise<void>): void {
    const running = work
      .catch((error) => {
        // What comes too late cannot be written down any more.
        if (!this.#isStopped) this.#listener.onError(error);
      })
      .finally(() => this.#underWay.delete(running));
    this.#underWay.add(running);
  }

  async #redraw(): Promise<void> {
    for (const each of await redrawChats(this.#work)) this.#listener.onStale(each);
  }

  async #try(message: Message): Promise<void> {
    const { store, now } = this.#work;
    const outcome = await sendMessage(this.#work, message);
    const finished = await finishMessage(store, message, outcome, now);
    if (finished) this.#listener.onTried(finished, outcome);
  }
}
