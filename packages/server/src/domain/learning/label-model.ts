import { type Features, featureCount, indexOf, weightOf } from './features.ts';

/** How far one example moves a weight at first. */
const rate = 0.5;

/** Keeps the first examples of a feature from deciding everything. */
const caution = 0.1;

/** What is already known for certain moves nothing. */
const leastError = 1e-4;

/** Beyond so many, labels share tables, so that however many there are they take no more memory. */
const mostTables = 16;

/** By how much labels of one table are apart: then hardly any feature of both meets itself. */
const apart = 40_503;

interface Table {
  weights: Float32Array;
  /** The squares of all moves so far, by which later ones become smaller. */
  moves: Float32Array;
}

interface Label extends Table {
  /** Where in the table it begins, which goes on at the start. */
  from: number;
  bias: number;
  biasMoves: number;
}

/**
 * Tells labels by features: a logistic regression with an outcome per label that learns from one example after the
 * other. Each weight has its own rate (AdaGrad: Duchi, Hazan and Singer 2011), as rare words have little time to learn.
 */
export class LabelModel {
  readonly #labels = new Map<string, Label>();
  readonly #tables: Table[] = [];

  /** What speaks for each label, as a logarithm up to a constant; a label that was never learned is not among them. */
  scores(features: Features): Map<string, number> {
    return new Map([...this.#labels].map(([name, label]) => [name, scoreOf(label, features)]));
  }

  learn(features: Features, name: string): void {
    if (!this.#labels.has(name)) this.#labels.set(name, this.#unknownLabel());
    const labels = [...this.#labels];
    const scores = labels.map(([, label]) => scoreOf(label, features));
    const highest = Math.max(...scores);
    const parts = scores.map((score) => Math.exp(score - highest));
    const total = parts.reduce((sum, part) => sum + part, 0);
    for (const [place, [each, label]] of labels.entries()) {
      const error = (parts[place] as number) / total - (each === name ? 1 : 0);
      if (Math.abs(error) >= leastError) move(label, features, error);
    }
  }

  /** How much more a feature speaks for a label than for the others, of which there may be none. */
  advantage(name: string, index: number): number {
    let [own, others] = [0, 0];
    for (const [each, label] of this.#labels) {
      const weight = label.weights[placeOf(label, index)] as number;
      if (each === name) own = weight;
      else others += weight;
    }
    return own - others / Math.max(1, this.#labels.size - 1);
  }

  #unknownLabel(): Label {
    const count = this.#labels.size;
    if (this.#tables.length < mostTables) this.#tables.push(emptyTable());
    const table = this.#tables[count % mostTables] as Table;
    const from = (Math.floor(count / mostTables) * apart) % featureCount;
    return { ...table, from, bias: 0, biasMoves: 0 };
  }
}

/**
 * Scores as probabilities that add up to 1.
 * @param temperature above 1 it is less sure than the scores say, below 1 surer
 */
export function probabilitiesOf(
  scores: ReadonlyMap<string, number>,
  temperature = 1,
): Map<string, number> {
  const highest = Math.max(...scores.values());
  const parts = [...scores].map(
    ([name, score]) => [name, Math.exp((score - highest) / temperature)] as const,
  );
  const total = parts.reduce((sum, [, part]) => sum + part, 0);
  return new Map(parts.map(([name, part]) => [name, part / total]));
}

function emptyTable(): Table {
  return { weights: new Float32Array(featureCount), moves: new Float32Array(featureCount) };
}

/** The features are as many as a power of two. */
function placeOf({ from }: Label, index: number): number {
  return (index + from) & (featureCount - 1);
}

function scoreOf(label: Label, features: Features): number {
  const { weights, bias } = label;
  let score = bias;
  for (const each of features) {
    score += (weights[placeOf(label, indexOf(each))] as number) * weightOf(each);
  }
  return score;
}

function move(label: Label, features: Features, error: number): void {
  label.biasMoves += error * error;
  label.bias -= (rate / 10) * (error / Math.sqrt(caution + label.biasMoves));
  for (const each of features) {
    const index = placeOf(label, indexOf(each));
    const step = error * weightOf(each);
    const moves = (label.moves[index] as number) + step * step;
    label.moves[index] = moves;
    label.weights[index] =
      (label.weights[index] as number) - (rate * step) / (Math.sqrt(moves) + caution);
  }
}
