import type { IncidentEvent } from '../incident/events.ts';
import { numberOfStream } from '../incident/reference.ts';
import type { Learnable } from './features.ts';
import { LabelLearner, type LearnerTrust, type Prediction } from './label-learner.ts';
import type { ModelVersion } from './model-version.ts';
import { wordsOf } from './words.ts';

/** What is known of an incident before anybody has looked at it. */
export interface Described {
  title: string;
  description: string;
  service: string | null;
}

/** An incident that was predicted, and what it turned out to be about. */
export interface JudgedIncident {
  number: number;
  suggested: string;
  category: string;
  /** From 0 to 1, of what was suggested. */
  probability: number;
  /** Whether it would have been set, had that been on. */
  wouldSet: boolean;
}

/** How well it does, by the last that were judged. */
export interface LearningFigures extends LearnerTrust {
  last: {
    judged: number;
    right: number;
    amongThree: number;
    /** Those that it would have set, and how many of them wrongly. */
    set: number;
    setWrongly: number;
  };
  /** Those that it was wrong about and would have set, the latest first. */
  wrong: JudgedIncident[];
}

/** An incident whose category is not settled yet. */
interface Waiting {
  prediction: Prediction;
  category: string | null;
}

const rules = 1;

/** What has waited longer than so many others is no more learned from. */
const mostWaiting = 10_000;

/** So many that were judged are looked back at. */
const mostJudged = 1_000;

/**
 * Learns categories from the log alone, event by event in its order: whoever reads the same predicts the same. It
 * predicts each report as it comes, and is told by its resolution what it was about.
 */
export class CategoryLearner {
  readonly #learner = new LabelLearner();
  readonly #waiting = new Map<number, Waiting>();
  readonly #judged: (JudgedIncident & { isAmongThree: boolean })[] = [];
  #learnedTo = 0;

  get version(): ModelVersion {
    return { rules, learnedTo: this.#learnedTo };
  }

  /** Whether it sets nothing for now, since too much of what it was sure of was wrong. */
  get isStopped(): boolean {
    return this.#learner.trust.isStopped;
  }

  get figures(): LearningFigures {
    const judged = this.#judged;
    const isRight = (each: JudgedIncident) => each.suggested === each.category;
    const set = judged.filter(({ wouldSet }) => wouldSet);
    const wrong = set.filter((each) => !isRight(each)).reverse();
    return {
      ...this.#learner.trust,
      last: {
        judged: judged.length,
        right: judged.filter(isRight).length,
        amongThree: judged.filter(({ isAmongThree }) => isAmongThree).length,
        set: set.length,
        setWrongly: wrong.length,
      },
      wrong: wrong.map(({ isAmongThree: _, ...each }) => each),
    };
  }

  take(event: IncidentEvent): void {
    const number = numberOfStream(event.stream) ?? 0;
    const waiting = this.#waiting.get(number);
    if (event.type === 'incident.reported') this.#expect(number, event);
    else if (waiting) this.#hear(number, waiting, event);
  }

  /** @param isThere which categories there are by now */
  predict(about: Described, isThere?: (category: string) => boolean): Prediction {
    return this.#learner.predict(learnableOf(about), isThere);
  }

  /** The words that speak for a category, three at most. */
  wordsFor(about: Described, category: string): string[] {
    return this.#learner.wordsFor(learnableOf(about), category);
  }

  /** Numbers of incidents of a category that it has learned from and that are like this one, the likest first. */
  incidentsLike(about: Described, category: string, count: number): number[] {
    return this.#learner.examplesLike(learnableOf(about), category, count);
  }

  #expect(number: number, event: Extract<IncidentEvent, { type: 'incident.reported' }>): void {
    const { personal, data, actor } = event;
    // Words that were erased are not there; what a source of alerts says is its rules' to sort.
    if (!personal || actor.role === 'system') return;
    const { service, category } = data;
    const prediction = this.predict({ ...personal, service });
    this.#waiting.set(number, { prediction, category });
    const [longest] = this.#waiting.keys();
    if (this.#waiting.size > mostWaiting && longest !== undefined) this.#waiting.delete(longest);
  }

  #hear(number: number, waiting: Waiting, event: IncidentEvent): void {
    switch (event.type) {
      case 'incident.routed':
        waiting.category = event.data.category ?? waiting.category;
        break;
      case 'incident.category-suggested':
        waiting.category = event.data.set?.category ?? waiting.category;
        break;
      case 'incident.categorized':
        waiting.category = event.data.category;
        break;
      case 'incident.resolved':
      case 'incident.closed':
        this.#settle(number, waiting, event);
        break;
      case 'incident.cancelled':
      case 'incident.merged':
        // What it was about was nobody's concern.
        this.#waiting.delete(number);
    }
  }

  /** A choice of the model's own counts once a person has left it standing, and not where nobody has looked. */
  #settle(number: number, { prediction, category }: Waiting, { seq, actor }: IncidentEvent): void {
    this.#waiting.delete(number);
    if (category === null || actor.role === 'system') return;
    const [first] = prediction.labels;
    if (first) {
      const { label: suggested, probability } = first;
      const isAmongThree = prediction.labels.some(({ label }) => label === category);
      const wouldSet = prediction.isSet;
      this.#judged.push({ number, suggested, category, probability, wouldSet, isAmongThree });
      if (this.#judged.length > mostJudged) this.#judged.shift();
    }
    this.#learner.confirm(prediction, category, number);
    this.#learnedTo = seq;
  }
}

function learnableOf({ title, description, service }: Described): Learnable {
  return {
    words: wordsOf(`${title}\n${description}`),
    ...(service !== null && { fields: { service } }),
  };
}
