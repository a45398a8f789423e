import { setTimeout as after } from 'node:timers/promises';
import type { LearnedCategories } from '../../domain/incident/decide/report.ts';
import type { IncidentEvent } from '../../domain/incident/events.ts';
import { numberOfStream } from '../../domain/incident/reference.ts';
import {
  CategoryLearner,
  type Described,
  type LearningFigures,
} from '../../domain/learning/category-learner.ts';
import type { KitEvent } from '../../store/port/log.ts';
import type { Store } from '../../store/port/store.ts';

/** Events read at a time. */
const pageSize = 500;

/** It learns for so long at a stretch, and then lets others work for as long, milliseconds. */
const stretchMs = 5;

/** For so long somebody waits who asks for what is not there yet, milliseconds. */
const patienceMs = 1_000;

/** After it could not read the log, milliseconds. */
const againMs = 1_000;

/** What is made of the log is dropped when it is another, or has lost words. */
interface Model {
  learner: CategoryLearner;
  /** Position in the log up to which it has learned. */
  readTo: number;
  /** What was erased up to here was not there when it was read. */
  erasedTo: number;
}

export interface LearningListener {
  onError(error: unknown): void;
  /** It sets nothing any more, as too much of what it was sure of was wrong; or is good enough again. */
  onStopped(isStopped: boolean): void;
}

const nobody: LearningListener = { onError: () => undefined, onStopped: () => undefined };

export interface CategorySuggestion {
  category: string;
  /** From 0 to 1. */
  probability: number;
  /** The words that made it, three at most. */
  words: string[];
}

/**
 * What this instance has learned from the log about categories. It is kept in memory alone and is made of nothing but
 * the log; who begins to learn is no worse than who has always done so, once the end of the log is reached. Until then
 * it suggests nothing.
 */
export class CategoryLearning {
  readonly #store: Store;
  readonly #listener: LearningListener;
  #model: Model | null = null;
  #hasReadAll = false;
  #reading: Promise<void> | null = null;
  #again = false;
  #isClosed = false;
  /** Whether it was told that it sets nothing. */
  #saidStopped = false;

  constructor(store: Store, listener: LearningListener = nobody) {
    this.#store = store;
    this.#listener = listener;
  }

  /** Whether it has learned all that there is. */
  get isReady(): boolean {
    return this.#hasReadAll;
  }

  /** Null until all of the log was read. */
  get figures(): LearningFigures | null {
    return this.#ready()?.figures ?? null;
  }

  /** Begins to learn, where it has not; it costs memory and time that nobody need spend who does not use it. */
  begin(): void {
    if (this.#model) return;
    this.#model = emptyModel();
    this.#look();
  }

  /** Waits for a moment for what is being read: of a short log it is all there is. */
  async pause(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, patienceMs);
    await Promise.race([this.#reading, promise]);
    clearTimeout(timer);
  }

  /** Tells that the log has more than it had. */
  follow(): void {
    if (this.#model) this.#look();
  }

  /** Forgets all that it has learned, and learns it anew. */
  reset(): void {
    if (!this.#model) return;
    this.#model = emptyModel();
    this.#hasReadAll = false;
    this.#look();
  }

  async stop(): Promise<void> {
    this.#isClosed = true;
    await this.#reading;
  }

  /** What a report may be about; null where nothing is known. */
  predict(about: Described, isThere: (category: string) => boolean): LearnedCategories | null {
    const learner = this.#ready();
    if (!learner) return null;
    const { labels, isSet } = learner.predict(about, isThere);
    if (labels.length === 0) return null;
    const categories = labels.map(({ label: category, probability }) => ({
      category,
      probability,
    }));
    return { categories, isSet, model: learner.version };
  }

  /** The same, with the words that made it. */
  suggest(about: Described, isThere: (category: string) => boolean): CategorySuggestion[] {
    const { categories = [] } = this.predict(about, isThere) ?? {};
    return categories.map((each) => ({
      ...each,
      words: this.#ready()?.wordsFor(about, each.category) ?? [],
    }));
  }

  /** Numbers of incidents of that category that are like it, the likest first. */
  incidentsLike(about: Described, category: string, count: number): number[] {
    return this.#ready()?.incidentsLike(about, category, count) ?? [];
  }

  #ready(): CategoryLearner | null {
    return this.#hasReadAll ? (this.#model?.learner ?? null) : null;
  }

  #look(): void {
    if (this.#reading) {
      this.#again = true;
      return;
    }
    this.#reading = this.#readOn().finally(() => {
      this.#reading = null;
      if (!this.#again || this.#isClosed) return;
      this.#again = false;
      this.#look();
    });
  }

  async #readOn(): Promise<void> {
    while (!this.#isClosed) {
      const model = this.#model as Model;
      try {
        if (await this.#readPage(model)) continue;
        if (model === this.#model) this.#cameToTheEnd(model);
        return;
      } catch (error) {
        if (this.#isClosed) return;
        this.#listener.onError(error);
        await after(againMs);
      }
    }
  }

  #cameToTheEnd({ learner }: Model): void {
    this.#hasReadAll = true;
    const { isStopped } = learner;
    if (isStopped !== this.#saidStopped) this.#listener.onStopped(isStopped);
    this.#saidStopped = isStopped;
  }

  /** @returns whether there is more */
  async #readPage(model: Model): Promise<boolean> {
    const { events, end } = await this.#store.read(async ({ log }) => ({
      events: await log.after(model.readTo, pageSize),
      end: await log.lastSeq(),
    }));
    model.erasedTo ||= end;
    let since = performance.now();
    for (const event of events) {
      // It was reset meanwhile.
      if (model !== this.#model || this.#isClosed) return true;
      if (event.seq > model.erasedTo && (await this.#tookWords(event))) {
        this.reset();
        return true;
      }
      if (isOfIncident(event)) model.learner.take(event);
      model.readTo = event.seq;
      if (performance.now() - since < stretchMs) continue;
      await after(stretchMs);
      since = performance.now();
    }
    return events.length === pageSize;
  }

  /** Whether words were erased that it may have learned. */
  async #tookWords(event: KitEvent): Promise<boolean> {
    if (event.type !== 'incident.erased') return false;
    const erased = await this.#store.read(({ log }) => log.at(event.data.events));
    return erased.some(({ type }) => type === 'incident.reported');
  }
}

function emptyModel(): Model {
  return { learner: new CategoryLearner(), readTo: 0, erasedTo: 0 };
}

function isOfIncident(event: KitEvent): event is IncidentEvent {
  return numberOfStream(event.stream) !== null;
}
