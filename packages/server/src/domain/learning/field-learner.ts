import type { Features } from './features.ts';
import { LabelLearner, type LearnerTrust, type Prediction } from './label-learner.ts';

/** An incident that was predicted, and what it turned out to be. */
export interface JudgedIncident {
  number: number;
  suggested: string;
  actual: string;
  /** From 0 to 1, of what was suggested. */
  probability: number;
  isAmongThree: boolean;
  /** Whether it would have been set, had that been on. */
  wouldSet: boolean;
}

/** How well a field is learned. */
export interface FieldFigures extends LearnerTrust {
  /** When it stopped, epoch milliseconds; null where it has not. */
  stoppedAt: number | null;
  /** The last that were judged, in their order. */
  last: readonly JudgedIncident[];
}

/** So many that were judged are looked back at. */
const mostJudged = 1_000;

/** Learns one field of incidents, and remembers how well it did. */
export class FieldLearner {
  readonly labels = new LabelLearner();
  readonly #judged: JudgedIncident[] = [];
  #stoppedAt: number | null = null;

  get figures(): FieldFigures {
    return { ...this.labels.trust, stoppedAt: this.#stoppedAt, last: this.#judged };
  }

  predict(features: Features, isThere?: (label: string) => boolean): Prediction {
    return this.labels.predict(features, isThere);
  }

  /** What a person has said, or left standing, of an incident that was predicted. */
  settle(number: number, prediction: Prediction, actual: string, at: number): void {
    const [first] = prediction.labels;
    if (first) {
      const { label: suggested, probability } = first;
      const isAmongThree = prediction.labels.some(({ label }) => label === actual);
      const wouldSet = prediction.isSet;
      this.#judged.push({ number, suggested, actual, probability, isAmongThree, wouldSet });
      if (this.#judged.length > mostJudged) this.#judged.shift();
    }
    this.labels.confirm(prediction, actual, number);
    if (!this.labels.trust.isStopped) this.#stoppedAt = null;
    else this.#stoppedAt ??= at;
  }
}
