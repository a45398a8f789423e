import type { Browser, Page } from 'playwright-core';

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  ts: number;
  dur?: number;
  /** Of the thread itself: what other processes take of the machine does not count. */
  tdur?: number;
}

/**
 * How long the page's own thread works in each frame while something is done that takes a frame at a time: script, style,
 * layout and paint, in milliseconds of the thread's time, so that a busy machine measures the same.
 */
export async function frameWork(
  browser: Browser,
  page: Page,
  run: () => Promise<unknown>,
): Promise<number[]> {
  await browser.startTracing(page, {
    categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
  });
  await run();
  const trace = JSON.parse(String(await browser.stopTracing()));
  const events = trace.traceEvents as TraceEvent[];
  const frames = events.filter(({ name }) => name === 'FireAnimationFrame');
  // Of all pages that are open the one that draws most.
  const threads = Object.values(Object.groupBy(frames, ({ pid, tid }) => `${pid} ${tid}`));
  const drawn = threads.sort((a = [], b = []) => b.length - a.length)[0] ?? [];
  const { pid, tid } = drawn[0] ?? {};
  const starts = drawn.map(({ ts }) => ts).sort((a, b) => a - b);
  const tasks = events
    .filter((each) => each.pid === pid && each.tid === tid && / ?RunTask$/.test(each.name))
    .sort((a, b) => a.ts - b.ts);
  const work: number[] = [];
  let next = 0;
  for (const { ts, dur = 0, tdur = 0 } of tasks) {
    let begins = false;
    while ((starts[next] ?? Infinity) < ts + dur) {
      begins = true;
      next += 1;
    }
    if (begins) work.push(0);
    if (work.length > 0) work[work.length - 1] = (work.at(-1) ?? 0) + tdur / 1000;
  }
  return work;
}
