/** ln n!, for as many as were asked for. */
const factorials: number[] = [0];

function lnFactorial(n: number): number {
  for (let next = factorials.length; next <= n; next += 1) {
    factorials.push((factorials[next - 1] ?? 0) + Math.log(next));
  }
  return factorials[n] ?? 0;
}

function lnChoose(n: number, k: number): number {
  return lnFactorial(n) - lnFactorial(k) - lnFactorial(n - k);
}

/** The chance that of `n` things, each with the chance `p`, `k` or more happen. */
export function binomialTail(n: number, k: number, p: number): number {
  return sumOf(k, n, (i) => lnChoose(n, i) + i * Math.log(p) + (n - i) * Math.log1p(-p));
}

/** The chance that of `n`, drawn from `all` of which `marked` are marked, `k` or more are. */
export function hypergeometricTail(all: number, marked: number, n: number, k: number): number {
  const whole = lnChoose(all, n);
  return sumOf(
    Math.max(k, n + marked - all),
    Math.min(n, marked),
    (i) => lnChoose(marked, i) + lnChoose(all - marked, n - i) - whole,
  );
}

function sumOf(from: number, to: number, ln: (i: number) => number): number {
  let sum = 0;
  for (let i = from; i <= to; i += 1) {
    const term = Math.exp(ln(i));
    sum += term;
    // They fall from their peak on: the rest is nothing.
    if (term < sum * 1e-12 && i > from) break;
  }
  return Math.min(sum, 1);
}
