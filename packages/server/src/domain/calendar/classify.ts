import type { Calendar } from './calendar.ts';
import { scheduleOf } from './calendar-chunks.ts';
import { workingIntervals } from './working-time.ts';

/** A part of a time and whether it counts. Epoch milliseconds, half-open. */
export interface CalendarSpan {
  from: number;
  to: number;
  kind: 'working' | 'outside-hours' | 'holiday';
  /** The name of the holiday. */
  name?: string;
}

/**
 * Divides a time into what is worked and what is not, and why. The spans follow each other, cover
 * [fromMs, toMs) exactly, and two neighbours are never alike. What is not worked on a holiday's date is
 * holiday, from midnight to midnight by the wall clock: what a night window of the day before still
 * covers is worked, and so is what an extra day's windows cover.
 */
export function classify(calendar: Calendar, fromMs: number, toMs: number): CalendarSpan[] {
  const spans: CalendarSpan[] = [];
  const add = (span: CalendarSpan) => {
    const last = spans.at(-1);
    if (last?.kind === span.kind && last.name === span.name) last.to = span.to;
    else spans.push(span);
  };
  const holidays = calendar === '24x7' ? [] : scheduleOf(calendar).holidays(fromMs, toMs);
  let next = 0;
  const addIdle = (from: number, to: number) => {
    let at = from;
    while (at < to) {
      while ((holidays[next]?.span[1] ?? to) <= at) next += 1;
      const holiday = holidays[next];
      if (holiday && holiday.span[0] <= at) {
        const end = Math.min(holiday.span[1], to);
        add({ from: at, to: end, kind: 'holiday', name: holiday.name });
        at = end;
      } else {
        const end = Math.min(holiday?.span[0] ?? to, to);
        add({ from: at, to: end, kind: 'outside-hours' });
        at = end;
      }
    }
  };
  let at = fromMs;
  for (const [from, to] of workingIntervals(calendar, fromMs, toMs)) {
    addIdle(at, from);
    add({ from, to, kind: 'working' });
    at = to;
  }
  addIdle(at, toMs);
  return spans;
}
