import type { KitError } from '../domain/errors.ts';
import { watchCounts } from '../operations/anomalies/watch-counts.ts';
import type { Attachments } from '../operations/attachments/attachments.ts';
import { sweepUploads } from '../operations/attachments/sweep-uploads.ts';
import { forgetReplies } from '../operations/forget-replies.ts';
import { fireDue } from '../operations/incidents/fire-due.ts';
import { indexTexts } from '../operations/index-texts.ts';
import { forgetMessages } from '../operations/messages/forget-messages.ts';
import { makeFacts } from '../operations/metrics/make-facts.ts';
import { forgetObjectives } from '../operations/objectives/forget-objectives.ts';
import { watchObjectives } from '../operations/objectives/watch-objectives.ts';
import { endWaits } from '../operations/signals/end-waits.ts';
import { forgetSignals } from '../operations/signals/forget-signals.ts';
import { holdForMaintenance } from '../operations/signals/hold-for-maintenance.ts';
import { expireAlerts, noticeSilentSources } from '../operations/signals/notice-silence.ts';
import type { Source } from '../operations/signals/sources.ts';
import { forgetSubscribers } from '../operations/subscriptions/forget-subscribers.ts';
import type { Store } from '../store/port/store.ts';

/** How often to look for what has fallen due, milliseconds. */
const everyMs = 1_000;

/** How often to look for replies that are too old to keep, milliseconds. */
const forgetEveryMs = 60 * 60_000;

/** Events from one look to the next with which there is much to do. */
const busyEvents = 100;

/** Incidents that a search looks through one by one in less time than anybody notices. */
const mostUnindexed = 5_000;

/** Events after which figures are read from the incidents themselves in less time than from all facts there are. */
const mostWithoutFacts = 20_000;

export interface SweeperListener {
  onError(error: unknown): void;
  /** What `Store.check` says, when it says something else than before; null when all is well again. */
  onProblem(problem: KitError | null): void;
}

/**
 * Looks, again and again, for what has fallen due. Every instance does that is fit to; that it happens
 * once is the doing of the log and not of who looks.
 */
export class Sweeper {
  readonly #store: Store;
  readonly #attachments: Attachments;
  readonly #listener: SweeperListener;
  readonly #sources: readonly Source[];
  readonly #since: number;
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> | null = null;
  #forgetAt = 0;
  #watchedMinute = Number.NaN;
  #objectivesMinute = Number.NaN;
  #problem: KitError | null = null;
  /** The end of the log when it looked last. */
  #lastSeq = 0;
  #isStopped = false;

  /** @param sources what may send alerts */
  constructor(
    store: Store,
    attachments: Attachments,
    listener: SweeperListener,
    sources: readonly Source[] = [],
  ) {
    this.#store = store;
    this.#attachments = attachments;
    this.#listener = listener;
    this.#sources = sources;
    this.#since = store.now();
  }

  start(): void {
    this.#timer = setInterval(() => this.#sweep(), everyMs);
    this.#sweep();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#timer);
    await this.#sweeping;
  }

  /**
   * Writes down what has fallen due, unless this instance is not to be trusted with it: one whose clock is
   * off, or that may not write, leaves it to the others.
   * @returns how many incidents had something due
   */
  async fireDue(): Promise<number> {
    const problem = await this.#store.check();
    if (problem?.code !== this.#problem?.code) this.#listener.onProblem(problem);
    this.#problem = problem;
    if (problem) return 0;
    const now = () => this.#store.now();
    await holdForMaintenance(this.#store, now);
    await expireAlerts(this.#store, now);
    await noticeSilentSources(this.#store, this.#sources, this.#since, now);
    await this.#watch(now);
    const fired = await fireDue(this.#store, now);
    await endWaits(this.#store, now);
    await sweepUploads(this.#store, this.#attachments, now);
    await this.#watchBudgets(now);
    return fired;
  }

  /** What is counted is counted by the minute. */
  async #watch(now: () => number): Promise<void> {
    const current = Math.floor(now() / 60_000);
    if (current === this.#watchedMinute) return;
    await watchCounts(this.#store, now);
    this.#watchedMinute = current;
  }

  /** What is measured is measured by the minute, and nothing that is due waits for it. */
  async #watchBudgets(now: () => number): Promise<void> {
    const current = Math.floor(now() / 60_000);
    if (current === this.#objectivesMinute) return;
    await watchObjectives(this.#store, now);
    this.#objectivesMinute = current;
  }

  /**
   * What is not indexed is found all the same, and figures are right without facts: while much happens, there is
   * better to do.
   */
  async #catchUp(): Promise<void> {
    const lastSeq = await this.#store.read(({ log }) => log.lastSeq());
    const isBusy = lastSeq - this.#lastSeq > busyEvents;
    this.#lastSeq = lastSeq;
    const isOver = () => this.#isStopped;
    await indexTexts(this.#store, { leave: isBusy ? mostUnindexed : 0, isOver });
    await makeFacts(this.#store, { leave: isBusy ? mostWithoutFacts : 0, isOver });
  }

  #sweep(): void {
    this.#sweeping ??= this.#look()
      .catch((error) => this.#listener.onError(error))
      .finally(() => {
        this.#sweeping = null;
      });
  }

  async #look(): Promise<void> {
    await this.fireDue();
    if (this.#problem) return;
    await this.#catchUp();
    if (performance.now() < this.#forgetAt) return;
    await forgetReplies(this.#store, this.#store.now());
    await forgetSignals(this.#store, this.#store.now());
    await forgetMessages(this.#store, this.#store.now());
    await forgetSubscribers(this.#store, this.#store.now());
    await forgetObjectives(this.#store, this.#store.now());
    this.#forgetAt = performance.now() + forgetEveryMs;
  }
}
