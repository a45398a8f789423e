/**
 * How probable it is to see at least so many events in a window, where the rate is Gamma distributed.
 * @param events - the distribution's shape: how many events it was learned from
 * @param hours - its rate: in how many hours
 * @param window - how long the window is, hours
 * @param seen - how many events were seen, a whole number from 0 on
 */
export function tailOfCounts(events: number, hours: number, window: number, seen: number): number {
  const share = window / (hours + window);
  // The terms from `seen` on, from the first, each by the one before it; below the mean, the rest of one is surer.
  const mean = (events * window) / hours;
  if (seen <= mean) return 1 - sumOf(events, share, 0, seen);
  return sumOf(events, share, seen, Infinity);
}

/** The sum of the negative binomial distribution's terms, from one on and before another. */
function sumOf(shape: number, share: number, from: number, before: number): number {
  let term = Math.exp(
    logGamma(shape + from) -
      logGamma(shape) -
      logGamma(from + 1) +
      shape * Math.log1p(-share) +
      from * Math.log(share),
  );
  let sum = 0;
  for (let count = from; count < before && term > sum * 1e-12; count += 1) {
    sum += term;
    term *= (share * (shape + count)) / (count + 1);
  }
  return Math.min(1, sum);
}

/** The logarithm of the Gamma function, for positive numbers (Stirling's series, from 8 on). */
function logGamma(value: number): number {
  let shift = 0;
  let x = value;
  while (x < 8) {
    shift -= Math.log(x);
    x += 1;
  }
  const inverse = 1 / (x * x);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / x;
  return shift + (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
}
