import { setTimeout as after } from 'node:timers/promises';
import type { LearnedLabels } from '../../domain/incident/decide/report.ts';
import type { IncidentEvent } from '../../domain/incident/events.ts';
import { numberOfStream } from '../../domain/incident/reference.ts';
import {
  type Described,
  featuresByField,
  wordsOfDescribed,
} from '../../domain/learning/described.ts';
import type { FieldFigures, FieldLearner } from '../../domain/learning/field-learner.ts';
import { ImportedMoments, isImportEvent } from '../../domain/learning/imported-moments.ts';
import {
  byLearnedField,
  type LearnedField,
  learnedFields,
} from '../../domain/learning/learned-fields.ts';
import { LearningModel } from '../../domain/learning/learning-model.ts';
import type { Moment } from '../../domain/learning/moments.ts';
import { isCommonWord } from '../../domain/search/common-words.ts';
import type { KitEvent } from '../../store/port/log.ts';
import type { Store } from '../../store/port/store.ts';
import { Stretches } from './stretches.ts';

/** Events read at a time. */
const pageSize = 500;

/** For so long somebody waits who asks for what is not there yet, milliseconds. */
const patienceMs = 1_000;

/** After it could not read the log, milliseconds. */
const againMs = 1_000;

/** After an import has begun, milliseconds; most are over by then. */
const importedMs = 1_000;

/** It is learning anew, as an import goes on, for one part of so many of the time. */
const partsOfTime = 5;

export interface LearningListener {
  onError(error: unknown): void;
  /** It sets nothing any more, as too much of what it was sure of was wrong; or is good enough again. */
  onStopped(field: LearnedField, isStopped: boolean): void;
}

const nobody: LearningListener = { onError: () => undefined, onStopped: () => undefined };

export interface LabelSuggestion {
  label: string;
  /** From 0 to 1. */
  probability: number;
  /** The words that made it, three at most. */
  words: string[];
}

/**
 * What this instance has learned from the log about incidents. It is kept in memory alone and is made of nothing but
 * the log; who begins to learn is no worse than who has always done so, once the end of the log is reached. Until then
 * it suggests nothing. What is imported occurred before what it has learned, so that is then learned anew beside it.
 */
export class IncidentLearning {
  readonly #store: Store;
  readonly #listener: LearningListener;
  /** It has learned all that there is; null where none has. */
  #model: LearningModel | null = null;
  /** It is being made, from the beginning of the log. */
  #next: LearningModel | null = null;
  #nextSince = 0;
  #lastTookMs = 0;
  #importTimer: NodeJS.Timeout | undefined;
  #reading: Promise<void> | null = null;
  #again = false;
  #isClosed = false;
  readonly #stretches = new Stretches();
  /** Of which fields it was told that they are set no more. */
  readonly #saidStopped = byLearnedField(() => false);

  constructor(store: Store, listener: LearningListener = nobody) {
    this.#store = store;
    this.#listener = listener;
  }

  /** Whether it has learned all that there is. */
  get isReady(): boolean {
    return this.#model !== null;
  }

  /** Null until all of the log was read. */
  figures(field: LearnedField): FieldFigures | null {
    return this.#learner(field)?.figures ?? null;
  }

  /** Begins to learn, where it has not; it costs memory and time that nobody need spend who does not use it. */
  begin(): void {
    if (!this.#current) this.#beginAnew();
  }

  /** Waits for a moment for what is being read: of a short log it is all there is. */
  async pause(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, patienceMs);
    await Promise.race([this.#reading, promise]);
    clearTimeout(timer);
  }

  /** Tells what the log has more than it had. */
  follow(events: readonly { type: string }[]): void {
    if (!this.#current) return;
    // Whoever makes another model comes to that only later.
    const isErased = events.some(({ type }) => type === 'incident.erased');
    if (this.#next && isErased) this.#model = null;
    this.#look();
  }

  /** Forgets all that it has learned, and learns it anew. */
  reset(): void {
    if (!this.#current) return;
    this.#model = null;
    this.#beginAnew();
  }

  async stop(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#importTimer);
    await this.#reading;
  }

  /** What a report may be; null where nothing is known. */
  predict(
    field: LearnedField,
    about: Described,
    isThere: (label: string) => boolean,
  ): LearnedLabels | null {
    const learner = this.#learner(field);
    if (!learner || !this.#model) return null;
    const { labels, isSet } = learner.predict(featuresByField(about)[field], isThere);
    return labels.length > 0 ? { labels, isSet, model: this.#model.learner.version } : null;
  }

  /** The same, with the words that made it. */
  suggest(
    field: LearnedField,
    about: Described,
    isThere: (label: string) => boolean,
  ): LabelSuggestion[] {
    const { labels = [] } = this.predict(field, about, isThere) ?? {};
    // What every sentence has may have counted, and is no reason to anybody.
    const words = wordsOfDescribed(about).filter((word) => !isCommonWord(word));
    return labels.map((each) => ({
      ...each,
      words: this.#learner(field)?.labels.wordsFor(words, each.label) ?? [],
    }));
  }

  /** Numbers of incidents that were that and are like it, the likest first. */
  incidentsLike(field: LearnedField, about: Described, label: string, count: number): number[] {
    const features = featuresByField(about)[field];
    return this.#learner(field)?.labels.examplesLike(features, label, count) ?? [];
  }

  get #current(): LearningModel | null {
    return this.#next ?? this.#model;
  }

  #learner(field: LearnedField): FieldLearner | null {
    return this.#model?.learner.field(field) ?? null;
  }

  #beginAnew(): void {
    this.#next = new LearningModel();
    this.#nextSince = performance.now();
    clearTimeout(this.#importTimer);
    this.#importTimer = undefined;
    this.#look();
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
      const model = this.#current as LearningModel;
      try {
        if (await this.#readPage(model)) continue;
        if (await this.#learn(model, model.importedUntil(Number.POSITIVE_INFINITY))) {
          this.#cameToTheEnd(model);
          return;
        }
      } catch (error) {
        if (this.#isClosed) return;
        this.#listener.onError(error);
        await after(againMs);
      }
    }
  }

  #cameToTheEnd(model: LearningModel): void {
    if (model === this.#next) {
      this.#model = model;
      this.#next = null;
      this.#lastTookMs = performance.now() - this.#nextSince;
    }
    for (const field of learnedFields) {
      const { isStopped } = model.learner.field(field).labels.trust;
      if (isStopped !== this.#saidStopped[field]) this.#listener.onStopped(field, isStopped);
      this.#saidStopped[field] = isStopped;
    }
    if (model.hasNewImports) this.#learnImportsSoon();
  }

  #learnImportsSoon(): void {
    const waitMs = Math.max(importedMs, partsOfTime * this.#lastTookMs);
    this.#importTimer ??= setTimeout(() => this.#beginAnew(), waitMs).unref();
  }

  /** @returns whether there is more */
  async #readPage(model: LearningModel): Promise<boolean> {
    const { events, end } = await this.#page(model.readTo);
    model.erasedTo ??= end;
    for (const event of events) {
      if (event.seq > model.erasedTo && (await this.#tookWords(event))) {
        if (this.#isCurrent(model)) this.reset();
        return true;
      }
      if (isOfIncident(event)) {
        if (!model.knowsImports && model === this.#next && isImportEvent(event)) {
          await this.#beginWithImports(model, event.seq - 1);
          return true;
        }
        if (!(await this.#learn(model, model.momentsWith(event)))) return true;
      }
      model.readTo = event.seq;
    }
    return events.length === pageSize;
  }

  /** @returns false where the model has been given up meanwhile */
  async #learn(model: LearningModel, moments: Iterable<Moment>): Promise<boolean> {
    for (const moment of moments) {
      await this.#stretches.pause();
      if (!this.#isCurrent(model)) return false;
      model.learner.take(moment);
    }
    return this.#isCurrent(model);
  }

  #isCurrent(model: LearningModel): boolean {
    return model === this.#current && !this.#isClosed;
  }

  /** Reads what was imported, which is learned with what happened here in the order in which it occurred. */
  async #beginWithImports(model: LearningModel, from: number): Promise<void> {
    const imported = new ImportedMoments();
    let [to, erasedTo, isMore] = [from, 0, true];
    while (isMore) {
      const { events, end } = await this.#page(to);
      erasedTo ||= end;
      for (const event of events) {
        await this.#stretches.pause();
        if (!this.#isCurrent(model)) return;
        if (isOfIncident(event) && isImportEvent(event)) imported.take(event);
        to = event.seq;
      }
      isMore = events.length === pageSize;
    }
    this.#next = new LearningModel({ moments: imported.inOrder(), to }, erasedTo);
  }

  #page(after: number): Promise<{ events: KitEvent[]; end: number }> {
    return this.#store.read(async ({ log }) => ({
      events: await log.after(after, pageSize),
      end: await log.lastSeq(),
    }));
  }

  /** Whether words were erased that it may have learned. */
  async #tookWords(event: KitEvent): Promise<boolean> {
    if (event.type !== 'incident.erased') return false;
    const erased = await this.#store.read(({ log }) => log.at(event.data.events));
    return erased.some(({ type }) => type === 'incident.reported' || type === 'incident.imported');
  }
}

function isOfIncident(event: KitEvent): event is IncidentEvent {
  return numberOfStream(event.stream) !== null;
}
