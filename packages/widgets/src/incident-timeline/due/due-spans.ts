import type { ClockExplanation, ClockSpan } from '@incident-kit/server/domain';
import { dayOf } from '../../base/day.ts';

/** A span of a clock's time; `isAhead` for what is still to come. Instants in epoch ms. */
export interface DueSpan extends ClockSpan {
  isAhead: boolean;
}

/**
 * The spans of a clock from its start to its end or to when it is due, as they stand at `now`: time goes by while
 * somebody looks, and what was to come has been.
 */
export function spansAt(
  { spans, ahead }: Pick<ClockExplanation, 'spans'> & Partial<Pick<ClockExplanation, 'ahead'>>,
  now: number,
): DueSpan[] {
  const all: DueSpan[] = [];
  const add = (span: ClockSpan, isAhead: boolean) => {
    const last = all.at(-1);
    const isAlike = last?.reason === span.reason && last.name === span.name;
    if (last && isAlike && last.isAhead === isAhead) last.to = span.to;
    else all.push({ ...span, isAhead });
  };
  for (const span of spans) add(span, false);
  // A server of an earlier version tells nothing of what is to come.
  for (const span of ahead ?? []) {
    if (span.from < now) add({ ...span, to: Math.min(span.to, now) }, false);
    if (span.to > now) add({ ...span, from: Math.max(span.from, now) }, true);
  }
  return all;
}

/** How much of them counts, in milliseconds. */
export function countedIn(spans: readonly DueSpan[], isAhead: boolean): number {
  const counting = spans.filter((span) => span.counts && span.isAhead === isAhead);
  return counting.reduce((sum, { from, to }) => sum + to - from, 0);
}

const minute = 60_000;
const day = 24 * 60 * minute;
/** More days cannot be told apart. */
const mostDays = 14;

/** The midnights of the reader between two instants, to the minute; none where there are too many. */
export function midnightsIn(locale: string, from: number, to: number): number[] {
  if (to - from > mostDays * day) return [];
  const midnights: number[] = [];
  let at = from;
  while (dayOf(locale, at) < dayOf(locale, to)) {
    // Days are not all as long: the clocks may go forward or back.
    let [before, after] = [at, Math.min(at + 1.5 * day, to)];
    const today = dayOf(locale, at);
    while (after - before > 1000) {
      const middle = (before + after) / 2;
      if (dayOf(locale, middle) > today) after = middle;
      else before = middle;
    }
    at = after - (after % minute);
    midnights.push(at);
  }
  return midnights;
}
