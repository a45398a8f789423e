import { setImmediate as afterOthers } from 'node:timers/promises';
import type { Incident } from '../../domain/incident/state.ts';
import { type Match, SimilarIndex } from '../../domain/similar/similar-index.ts';
import { markOf, type SimilarText, similarTextOf } from '../../domain/similar/similar-text.ts';
import type { KitEvent } from '../../store/port/log.ts';
import type { Store } from '../../store/port/store.ts';
import { allIncidents } from '../incidents/all-incidents.ts';

/**
 * The incidents that are compared are the newest, at most so many: they take some 130 MB, and what is older is seldom
 * what goes on today. They are given up by so many, so that every instance compares the same ones.
 */
const mostCompared = 200_000;
const givenUpAtOnce = 10_000;

/** Incidents that are read in one go: few enough that nobody waits for it. */
const atOnce = 50;

/** So many are read before the first answer, the newest; the others while answers are given. */
const beforeFirst = 1_000;

interface Reading {
  index: SimilarIndex;
  /** Of each incident in the index what it was like. */
  marks: Map<number, number>;
  /** Up to where the log is in it. */
  position: number;
  /** Incidents with a lower number are not compared. */
  lowest: number;
  /** Of those that were there at the beginning, from which number on they are in it. */
  readDownTo: number;
  isOver: boolean;
}

/**
 * What incidents are compared by, in the memory of this process: it begins with the first that is looked for, the newest
 * incidents first, and before each answer takes in what has happened since. It is kept nowhere, so what is erased has to
 * be taken out of no other place.
 */
export class SimilarIncidents {
  readonly #store: Store;
  readonly #onError: (error: unknown) => void;
  #reading: Promise<Reading> | null = null;
  /** One after the other: what is taken in is the log in its order. */
  #taking: Promise<unknown> = Promise.resolve();

  constructor(store: Store, onError: (error: unknown) => void) {
    this.#store = store;
    this.#onError = onError;
  }

  /** @returns the most similar first; not complete while some of the older ones are still being read */
  async search(
    text: SimilarText,
    limit: number,
  ): Promise<{ matches: Match[]; isComplete: boolean }> {
    const reading = await this.#begun();
    await this.#takeIn(reading);
    return {
      matches: reading.index.search(text, limit),
      isComplete: reading.readDownTo <= reading.lowest,
    };
  }

  /** Once these events are taken in, nothing that one of them erased is in memory. */
  async heard(events: readonly KitEvent[]): Promise<void> {
    if (!this.#reading || !events.some(({ type }) => type === 'incident.erased')) return;
    const reading = await this.#reading;
    await this.#takeIn(reading);
    reading.index.compact();
  }

  /** Forgets everything, as the log is another, or the process ends. */
  clear(): void {
    const reading = this.#reading;
    this.#reading = null;
    void reading?.then(
      (each) => {
        each.isOver = true;
      },
      () => undefined,
    );
  }

  #begun(): Promise<Reading> {
    this.#reading ??= this.#begin().catch((error: unknown) => {
      this.#reading = null;
      throw error;
    });
    return this.#reading;
  }

  async #begin(): Promise<Reading> {
    const [newest, position] = await this.#store.read(async ({ incidents, log }) => [
      await incidents.newestNumber(),
      await log.lastSeq(),
    ]);
    const reading: Reading = {
      ...{ index: new SimilarIndex(), marks: new Map(), isOver: false },
      ...{ position, lowest: lowestOf(newest), readDownTo: newest + 1 },
    };
    await this.#readOn(reading, Math.max(newest - beforeFirst, 0));
    if (reading.readDownTo > reading.lowest) {
      this.#readOn(reading, 0).catch((error: unknown) => {
        // The next who asks begins anew.
        if (!reading.isOver) this.clear();
        this.#onError(error);
      });
    }
    return reading;
  }

  /** Reads incidents from the newest on, down to a number. */
  async #readOn(reading: Reading, downTo: number): Promise<void> {
    while (!reading.isOver && reading.readDownTo > Math.max(downTo, reading.lowest)) {
      const read = await this.#store.read(async ({ incidents }) => {
        const numbers = await incidents.findNumbers(allIncidents, reading.readDownTo, atOnce);
        return incidents.getMany(numbers);
      });
      for (const incident of read) set(reading, incident);
      const numbers = read.map(({ number }) => number);
      reading.readDownTo = read.length < atOnce ? 1 : Math.min(...numbers);
      await afterOthers();
    }
  }

  /** Takes in what has happened since the last time. */
  #takeIn(reading: Reading): Promise<void> {
    const taken = this.#taking.then(async () => {
      for (;;) {
        const changed = await this.#store.read(({ incidents }) =>
          incidents.changedAfter(reading.position, atOnce),
        );
        for (const incident of changed) {
          set(reading, incident);
          reading.position = Math.max(reading.position, incident.seq);
        }
        if (changed.length < atOnce) return;
        await afterOthers();
      }
    });
    this.#taking = taken.catch(() => undefined);
    return taken;
  }
}

function set(reading: Reading, incident: Incident): void {
  const { index, marks } = reading;
  const { number } = incident;
  const lowest = lowestOf(number);
  for (; reading.lowest < lowest; reading.lowest += 1) {
    index.remove(reading.lowest);
    marks.delete(reading.lowest);
  }
  const mark = markOf(incident);
  if (number < reading.lowest || marks.get(number) === mark) return;
  marks.set(number, mark);
  index.set(number, similarTextOf(incident));
}

/** The lowest number that is compared, when there is one with this number. */
function lowestOf(number: number): number {
  const givenUp = Math.ceil(Math.max(number - mostCompared, 0) / givenUpAtOnce) * givenUpAtOnce;
  return givenUp + 1;
}
