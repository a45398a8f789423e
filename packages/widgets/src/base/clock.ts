/**
 * One timer for everything on the page that changes with time. Who shows a time asks to be woken when
 * what it shows will read otherwise; the timer is set for the earliest of these moments, rounded up to
 * a full second so that four hundred badges that count minutes share their wake-ups. Measured on the
 * monotonic clock: the other may be corrected at any time.
 */
const sleepers = new Map<() => void, number>();
let timer: ReturnType<typeof setTimeout> | undefined;
let ringsAt = Infinity;

/** `setTimeout` takes 32 bits of milliseconds; longer waits are split. */
const longest = 2 ** 31 - 1;

/**
 * Calls `wake` once, `ms` milliseconds from now or up to a second later. The same function asked for
 * again replaces its earlier moment. Gives a function that forgets the call.
 */
export function wakeIn(ms: number, wake: () => void): () => void {
  const at = Math.ceil((performance.now() + Math.min(ms, longest)) / 1000) * 1000;
  sleepers.set(wake, at);
  if (at < ringsAt) wind(at);
  return () => {
    // It may ring for nobody then: cheaper than to look each time who is the next.
    if (sleepers.delete(wake) && !sleepers.size) wind(Infinity);
  };
}

function wind(at: number): void {
  clearTimeout(timer);
  ringsAt = at;
  if (at < Infinity) timer = setTimeout(ring, at - performance.now());
}

function ring(): void {
  ringsAt = Infinity;
  const now = performance.now();
  for (const [wake, at] of [...sleepers]) {
    if (at <= now) {
      sleepers.delete(wake);
      wake();
    }
  }
  wind(Math.min(...sleepers.values()));
}
