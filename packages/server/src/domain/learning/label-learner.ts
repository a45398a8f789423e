import { type Features, featuresByWord, indexOf, weightOf } from './features.ts';
import { LabelModel, probabilitiesOf } from './label-model.ts';
import { type Judged, mostShare, type Trust, trustOf } from './trust.ts';

export interface LearnerSettings {
  /** How many of those that are set without anybody are to be right, from 0 to 1. */
  precision: number;
  /** Before so many of its predictions were judged it sets nothing. */
  leastJudged: number;
  /** By how many of the last it is trusted. */
  lastJudged: number;
  /**
   * By how many of the last that it was sure of it is stopped, when these are surely below the precision: what is right
   * nine times of ten is below that in every other two hundred.
   */
  lastSet: number;
  /** Stopped, it goes on once so many that it was sure of since are about as often right as promised. */
  lastToGoOn: number;
  /** How many earlier examples are learned once more with each new one. */
  replays: number;
  /** How many examples are remembered for that. */
  mostExamples: number;
}

export const learnerSettings: LearnerSettings = {
  precision: 0.9,
  leastJudged: 200,
  lastJudged: 1_000,
  lastSet: 200,
  lastToGoOn: 50,
  replays: 3,
  mostExamples: 50_000,
};

export interface Suggestion {
  /** The likeliest first, three at most. */
  labels: { label: string; probability: number }[];
  /** Whether the first may be set without anybody. */
  isSet: boolean;
  /** Whether it would be, were it not stopped. */
  isSure: boolean;
}

/** A prediction that waits for its answer. */
export interface Prediction extends Suggestion {
  readonly features: Features;
  readonly scores: ReadonlyMap<string, number>;
}

/** How sure it is, and of how much. */
export interface LearnerTrust {
  /** From which probability on it would set a label; null for never. */
  threshold: number | null;
  /** How many of its predictions were judged. */
  judged: number;
  /** Whether it sets nothing for now, since too much of what it was sure of was wrong. */
  isStopped: boolean;
}

interface Example {
  features: Features;
  label: string;
  /** What it is called by whoever learns; null for what nobody asks for again. */
  id: number | null;
}

/** Among how many examples of a label is looked for those that are like a text. */
const mostCompared = 300;

/** After how many judged predictions the trust is looked at again. */
const trustEvery = 50;

/**
 * Suggests labels for texts, and learns them from what people say. How sure it is of itself is measured by what it has
 * predicted before it knew, and never by what it has learned from.
 */
export class LabelLearner {
  readonly #settings: LearnerSettings;
  readonly #model = new LabelModel();
  readonly #examples: Example[] = [];
  readonly #judged: Judged[] = [];
  /** Whether each of the last that it was sure of was right. */
  readonly #set: boolean[] = [];
  #trust: Trust = { temperature: 1, threshold: null };
  #judgedInAll = 0;
  #learned = 0;
  #isStopped = false;

  constructor(settings: Partial<LearnerSettings> = {}) {
    this.#settings = { ...learnerSettings, ...settings };
  }

  get trust(): LearnerTrust {
    const { threshold } = this.#trust;
    return { threshold, judged: this.#judgedInAll, isStopped: this.#isStopped };
  }

  /**
   * What to suggest for a text; no labels before any was learned.
   * @param isThere which labels there are by now: others are not suggested, and where one of them would be the first
   *   nothing is sure
   */
  predict(features: Features, isThere: (label: string) => boolean = () => true): Prediction {
    const scores = this.#model.scores(features);
    const { temperature, threshold } = this.#trust;
    const all = [...probabilitiesOf(scores, temperature)]
      .map(([label, probability]) => ({ label, probability }))
      .sort((one, other) => other.probability - one.probability);
    const labels = all.filter(({ label }) => isThere(label)).slice(0, 3);
    const isFirst = labels.length > 0 && labels[0] === all[0];
    const isSure = isFirst && threshold !== null && (all[0]?.probability ?? 0) >= threshold;
    const isTrusted = this.#judgedInAll >= this.#settings.leastJudged && !this.#isStopped;
    return { features, scores, labels, isSure, isSet: isSure && isTrusted };
  }

  /** The words of a text that speak most for a label rather than for another, three at most. */
  wordsFor(words: readonly string[], label: string): string[] {
    return [...featuresByWord(words)]
      .map(([word, features]) => {
        const weights = [...features].map((each) => this.#model.advantage(label, each));
        return { word, weight: weights.reduce((sum, each) => sum + each, 0) };
      })
      .filter(({ weight }) => weight > 0)
      .sort((one, other) => other.weight - one.weight)
      .slice(0, 3)
      .map(({ word }) => word);
  }

  /** What was learned of a label lately and has the most in common with a text, by what that is called. */
  examplesLike(about: Features, label: string, count: number): number[] {
    const weights = new Map([...about].map((each) => [indexOf(each), weightOf(each)]));
    const likenessOf = (features: Features) =>
      features.reduce((sum, each) => sum + (weights.get(indexOf(each)) ?? 0) * weightOf(each), 0);
    return this.#examples
      .filter((each) => each.label === label && each.id !== null)
      .slice(-mostCompared)
      .map(({ features, id }) => ({ id: id as number, likeness: likenessOf(features) }))
      .filter(({ likeness }) => likeness > 0)
      .sort((one, other) => other.likeness - one.likeness || other.id - one.id)
      .slice(0, count)
      .map(({ id }) => id);
  }

  /**
   * What a person has said of a text that was predicted: the prediction is judged, and the answer is learned.
   * @param id by what `examplesLike` calls it
   */
  confirm(prediction: Prediction, label: string, id: number | null = null): void {
    this.#judge(prediction, label);
    this.#learn({ features: prediction.features, label, id });
  }

  #learn(example: Example): void {
    this.#model.learn(example.features, example.label);
    this.#learned += 1;
    const { mostExamples, replays } = this.#settings;
    if (this.#examples.length < mostExamples) this.#examples.push(example);
    else this.#examples[this.#learned % mostExamples] = example;
    // By their number and not by chance: whoever learns the same in the same order predicts the same.
    for (let replay = 1; replay <= replays; replay += 1) {
      const place = scattered(this.#learned * replays + replay) % this.#examples.length;
      const earlier = this.#examples[place];
      if (earlier) this.#model.learn(earlier.features, earlier.label);
    }
  }

  /**
   * Stopped, it goes on watching what it would have set, and counts that anew: what was wrong before was trusted by
   * what it knew then, and that has been fitted again since.
   */
  #stopOrGoOn({ lastSet, lastToGoOn, precision }: LearnerSettings): void {
    const right = this.#set.filter(Boolean).length;
    const { length } = this.#set;
    if (!this.#isStopped) {
      if (length < lastSet || mostShare(right, length) >= precision) return;
      this.#isStopped = true;
      this.#set.length = 0;
    } else if (length >= lastToGoOn) {
      // By how much chance alone moves it, most of the time.
      const give = Math.sqrt(length * precision * (1 - precision));
      if (right + give >= precision * length) this.#isStopped = false;
    }
  }

  #judge({ scores, labels, isSure }: Prediction, label: string): void {
    const { lastJudged, lastSet, leastJudged, precision } = this.#settings;
    // It has said nothing yet.
    if (labels.length === 0) return;
    this.#judged.push({ scores, label });
    if (this.#judged.length > lastJudged) this.#judged.shift();
    this.#judgedInAll += 1;
    if (isSure) {
      this.#set.push(labels[0]?.label === label);
      if (this.#set.length > lastSet) this.#set.shift();
      this.#stopOrGoOn(this.#settings);
    }
    const isDue = this.#judgedInAll % trustEvery === 0;
    if (this.#judgedInAll >= leastJudged && isDue) this.#trust = trustOf(this.#judged, precision);
  }
}

/** A number that looks like chance, always the same for the same one. */
function scattered(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 2_246_822_507);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 3_266_489_909);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
