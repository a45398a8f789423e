/** A prediction whose right answer is known by now. */
export interface Judged {
  scores: ReadonlyMap<string, number>;
  label: string;
}

export interface Trust {
  /** What makes the probabilities true, see `probabilitiesOf` of the model. */
  temperature: number;
  /** From which probability on a label may be set without anybody; null for never. */
  threshold: number | null;
}

/** So many judged predictions prove nothing yet. */
const leastOfAThreshold = 20;

/** One in ten times, what is promised is more than is true. */
const deviations = 1.28;

/** One in ten times the truth is on either side of what is shown. */
const deviationsOfInterval = 1.645;

/** It is looked at with each answer: what chance does once in a hundred times would happen every week. */
const deviationsOfSure = 3.5;

/** Between what and what the temperature is looked for, as logarithms, and how closely. */
const [coldest, hottest, close] = [Math.log(0.2), Math.log(20), 0.01];

/**
 * How far predictions can be trusted, by those whose answer is known.
 * @param precision how many of those that are set without anybody are to be right, from 0 to 1
 */
export function trustOf(judged: readonly Judged[], precision: number): Trust {
  const temperature = temperatureOf(judged);
  const tops = judged
    .map(({ scores, label }) => {
      const [name, probability] = topOf(scores, temperature);
      return { probability, isRight: name === label };
    })
    .sort((one, other) => other.probability - one.probability);
  let right = 0;
  let threshold: number | null = null;
  for (const [index, { probability, isRight }] of tops.entries()) {
    if (isRight) right += 1;
    // Of equal ones all or none are set.
    if (index + 1 < leastOfAThreshold || tops[index + 1]?.probability === probability) continue;
    if (leastShare(right, index + 1) >= precision) threshold = probability;
  }
  return { temperature, threshold };
}

/** The likeliest, with its probability. */
function topOf(
  scores: ReadonlyMap<string, number>,
  temperature: number,
): [name: string, probability: number] {
  let [top, highest] = ['', -Infinity];
  for (const [name, score] of scores) if (score > highest) [top, highest] = [name, score];
  let sum = 0;
  for (const score of scores.values()) sum += Math.exp((score - highest) / temperature);
  return [top, 1 / sum];
}

/**
 * The lower end of where the true share may be, by how many of so many were seen (Wilson 1927).
 * @param of more than none
 */
export function leastShare(seen: number, of: number): number {
  const [middle, spread] = shareOf(seen, of, deviations);
  return middle - spread;
}

/** The upper end, which hardly ever lies below the truth: what is surely too little. */
export function mostShare(seen: number, of: number): number {
  const [middle, spread] = shareOf(seen, of, deviationsOfSure);
  return middle + spread;
}

/** Between what the true share lies nine times of ten. @param of more than none */
export function shareInterval(seen: number, of: number): { low: number; high: number } {
  const [middle, spread] = shareOf(seen, of, deviationsOfInterval);
  return { low: middle - spread, high: middle + spread };
}

function shareOf(seen: number, of: number, deviations: number): [middle: number, spread: number] {
  const share = seen / of;
  const square = deviations ** 2;
  const spread = deviations * Math.sqrt((share * (1 - share)) / of + square / (4 * of * of));
  const whole = 1 + square / of;
  return [(share + square / (2 * of)) / whole, spread / whole];
}

/**
 * The temperature at which the right answers surprise it least. There is one such place, as the loss has no other valley
 * in the inverse of the temperature: it is between two that are drawn together by the golden section.
 */
function temperatureOf(judged: readonly Judged[]): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high]: [number, number] = [coldest, hottest];
  let [lower, upper] = [high - golden * (high - low), low + golden * (high - low)];
  let [atLower, atUpper] = [lossAt(judged, lower), lossAt(judged, upper)];
  while (high - low > close) {
    if (atLower < atUpper) {
      [high, upper, atUpper] = [upper, lower, atLower];
      lower = high - golden * (high - low);
      atLower = lossAt(judged, lower);
    } else {
      [low, lower, atLower] = [lower, upper, atUpper];
      upper = low + golden * (high - low);
      atUpper = lossAt(judged, upper);
    }
  }
  return Math.exp((low + high) / 2);
}

/** How much the right answers surprise it, at a temperature that is given as its logarithm. */
function lossAt(judged: readonly Judged[], logarithm: number): number {
  const temperature = Math.exp(logarithm);
  let loss = 0;
  for (const { scores, label } of judged) {
    const right = scores.get(label);
    // Of a label that it had never seen no temperature makes it know.
    if (right === undefined) continue;
    let sum = 0;
    for (const score of scores.values()) sum += Math.exp((score - right) / temperature);
    loss += Math.log(sum);
  }
  return loss;
}
