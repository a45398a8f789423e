import type { IncidentEvent } from '../incident/events.ts';
import { isImportEvent } from './imported-moments.ts';
import { IncidentLearner } from './incident-learner.ts';
import { type Moment, momentOf } from './moments.ts';

/** What the log has of imports up to a position, in the order in which it occurred. */
export interface ImportedHistory {
  moments: readonly Moment[];
  to: number;
}

/** What is made of a log up to a position, in the order in which things occurred. */
export class LearningModel {
  readonly learner = new IncidentLearner();
  /** Position in the log up to which it has learned. */
  readTo = 0;
  /** What was erased up to here was not there when it was read; null before anything was. */
  erasedTo: number | null;
  /** Whether the log has imports that came later than those it began with: with them it would be another. */
  hasNewImports = false;
  readonly #imported: ImportedHistory;
  #taken = 0;

  constructor(imported: ImportedHistory = { moments: [], to: 0 }, erasedTo: number | null = null) {
    this.#imported = imported;
    this.erasedTo = erasedTo;
  }

  /** Whether it began with what was imported, and may have to begin with more. */
  get knowsImports(): boolean {
    return this.#imported.to > 0;
  }

  /** What is to be learned with the next event: whatever was imported that occurred before it, and what it says itself. */
  *momentsWith(event: IncidentEvent): Generator<Moment> {
    if (isImportEvent(event)) {
      if (event.seq > this.#imported.to) this.hasNewImports = true;
      return;
    }
    yield* this.importedUntil(event.at);
    const moment = momentOf(event);
    if (moment) yield moment;
  }

  /** What was imported and is not learned yet. @param time epoch milliseconds */
  *importedUntil(time: number): Generator<Moment> {
    const { moments } = this.#imported;
    for (let next = moments[this.#taken]; next && next.at <= time; next = moments[this.#taken]) {
      this.#taken += 1;
      yield next;
    }
  }
}
