/** An interval that has what is looked for in nine of ten cases; null where the data set no bound. */
export interface Interval {
  low: number | null;
  high: number | null;
}

/** What is left on each side of an interval. */
const tail = 0.05;
/** The normal deviate with so much above it. */
const deviate = 1.6448536269514722;

/**
 * Ranks, from 1, between which a quantile lies: by the exact binomial distribution of how many of n values are
 * below it, so it holds whatever the values are distributed like.
 * @param q the share of values that are below the quantile
 */
export function quantileRanks(n: number, q: number): Interval {
  // So far from the middle the rest is beyond what a double can tell.
  const middle = Math.floor((n + 1) * q);
  const reach = Math.ceil(10 * Math.sqrt(n * q * (1 - q)) + 10);
  const [first, last] = [Math.max(0, middle - reach), Math.min(n, middle + reach)];
  let low = 0;
  let high = n + 1;
  // Each term is made of the one beside it: a logarithm for each would be most of a dashboard's time.
  for (let k = first, term = binomial(n, k, q), sum = 0; k <= last; k += 1) {
    sum += term;
    if (sum > tail) break;
    low = k + 1;
    term *= (((n - k) / (k + 1)) * q) / (1 - q);
  }
  for (let k = last, term = binomial(n, k, q), sum = 0; k >= first; k -= 1) {
    sum += term;
    if (sum > tail) break;
    high = k;
    term *= ((k / (n - k + 1)) * (1 - q)) / q;
  }
  return { low: low < 1 ? null : low, high: high > n ? null : high };
}

function binomial(n: number, k: number, q: number): number {
  const ways = logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
  return Math.exp(ways + k * Math.log(q) + (n - k) * Math.log(1 - q));
}

/** Of n cases k were so: the share of all that may be (Wilson). */
export function wilson(k: number, n: number): Interval {
  if (n === 0) return { low: null, high: null };
  const share = k / n;
  const z = deviate * deviate;
  const middle = (share + z / (2 * n)) / (1 + z / n);
  const reach = (deviate / (1 + z / n)) * Math.sqrt((share * (1 - share)) / n + z / (4 * n * n));
  // At the ends rounding would leave a trace of what cannot be.
  return {
    low: k === 0 ? 0 : Math.max(0, middle - reach),
    high: k === n ? 1 : Math.min(1, middle + reach),
  };
}

/** So many were counted: how many are to be expected (exact Poisson, by the quantiles of its sum). */
export function poisson(count: number): Interval {
  return {
    low: count === 0 ? 0 : solve((mean) => 1 - atMost(count - 1, mean) > tail, count),
    high: solve((mean) => atMost(count, mean) < tail, count),
  };
}

/** The least mean, to a millionth, for which something holds that holds for every greater one. */
function solve(holds: (mean: number) => boolean, near: number): number {
  const reach = 10 * Math.sqrt(near) + 20;
  let [low, high] = [Math.max(0, near - reach), near + reach];
  while (high - low > 1e-6 * Math.max(1, high)) {
    const middle = (low + high) / 2;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** The chance of at most so many, where so many are expected. */
function atMost(count: number, mean: number): number {
  if (mean === 0) return 1;
  let sum = 0;
  let term = Math.exp(count * Math.log(mean) - mean - logGamma(count + 1));
  for (let k = count; k >= 0; k -= 1) {
    sum += term;
    if (k < mean && term < 1e-17 * sum) break;
    term *= k / mean;
  }
  return sum;
}

/** Of whole numbers up to here it is looked up, and above it is Stirling's series. */
const small = 32;
const logFactorials = Array.from({ length: small }, () => 0);
for (let n = 2; n < small; n += 1) {
  logFactorials[n] = (logFactorials[n - 1] ?? 0) + Math.log(n);
}

/** The logarithm of (x − 1)!, for whole numbers from 1. */
function logGamma(x: number): number {
  if (x <= small) return logFactorials[x - 1] ?? 0;
  const inverse = 1 / x;
  const square = inverse * inverse;
  const series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260)));
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
}
