import type { FeaturesByField } from './described.ts';
import { FieldLearner } from './field-learner.ts';
import type { Prediction } from './label-learner.ts';
import { byLearnedField, type LearnedField, learnedFields } from './learned-fields.ts';
import type { ModelVersion } from './model-version.ts';
import type { Choices, Moment } from './moments.ts';

/** An incident whose fields are not settled yet. */
interface Waiting {
  predictions: Record<LearnedField, Prediction>;
  choices: Choices;
}

const rules = 2;

/** What has waited longer than so many others is no more learned from. */
const mostWaiting = 10_000;

/**
 * Learns fields of incidents from the log alone, in the order in which things occurred: whoever reads the same predicts
 * the same. It predicts each report as it comes, and is told by its resolution what was right.
 */
export class IncidentLearner {
  readonly #fields = byLearnedField(() => new FieldLearner());
  readonly #waiting = new Map<number, Waiting>();
  #learnedTo = 0;

  get version(): ModelVersion {
    return { rules, learnedTo: this.#learnedTo };
  }

  field(name: LearnedField): FieldLearner {
    return this.#fields[name];
  }

  take(moment: Moment): void {
    const { number } = moment;
    if (moment.what === 'reported') {
      this.#expect(number, moment.features, moment.choices);
      return;
    }
    const waiting = this.#waiting.get(number);
    if (!waiting) return;
    if (moment.what === 'chosen') {
      waiting.choices = { ...waiting.choices, ...moment.choices };
      return;
    }
    this.#waiting.delete(number);
    // What was chosen by itself counts once a person has left it standing, and not where nobody has looked.
    if (moment.what === 'over' && moment.isByPerson) this.#settle(waiting, moment);
  }

  #expect(number: number, features: FeaturesByField, choices: Choices): void {
    const predictions = byLearnedField((name) => this.#fields[name].predict(features[name]));
    this.#waiting.set(number, { predictions, choices });
    const [longest] = this.#waiting.keys();
    if (this.#waiting.size > mostWaiting && longest !== undefined) this.#waiting.delete(longest);
  }

  #settle({ predictions, choices }: Waiting, { number, seq, at }: Moment): void {
    for (const name of learnedFields) {
      const actual = choices[name];
      if (actual === null) continue;
      this.#fields[name].settle(number, predictions[name], actual, at);
      this.#learnedTo = Math.max(this.#learnedTo, seq);
    }
  }
}
