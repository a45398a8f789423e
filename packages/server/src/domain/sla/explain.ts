import { classify } from '../calendar/classify.ts';
import { type ClockFacts, type ClockView, elapsedAt, readClock } from './clock.ts';

/** A span of a clock's time that counted, or did not, and why. Instants in epoch ms. */
export interface ClockSpan {
  from: number;
  to: number;
  counts: boolean;
  reason: 'working' | 'outside-hours' | 'holiday' | 'paused';
  /** The holiday's name, or the status in which the incident waited. */
  name: string | null;
}

/** Why a clock shows what it shows. */
export interface ClockExplanation {
  clock: ClockView;
  /** From the start to the stop, or to now; without gaps. */
  spans: ClockSpan[];
  /**
   * How it goes on until it is due, if nothing changes: from now on, without gaps. Empty for a clock that has
   * stopped, is paused or is past its due time.
   */
  ahead: ClockSpan[];
  /** The IANA name of the zone by whose wall clock its calendar works; null when every hour counts. */
  zone: string | null;
  /** The sum of the spans that counted: the working time on the clock. */
  countedMs: number;
  /** The sum of the others. */
  notCountedMs: number;
}

/**
 * Explains a clock by the spans that counted and those that did not, which add up to what it shows, and by those
 * that are to come until it is due.
 */
export function explainClock(facts: ClockFacts, now: number): ClockExplanation {
  const until = facts.stoppedAt ?? now;
  const spans: ClockSpan[] = [];
  let from = facts.startedAt;
  for (const pause of facts.pauses) {
    const to = Math.min(pause.to ?? until, until);
    spans.push(...running(facts, from, Math.min(pause.from, until)));
    if (to > pause.from) {
      spans.push({ from: pause.from, to, counts: false, reason: 'paused', name: pause.reason });
    }
    from = to;
  }
  spans.push(...running(facts, from, until));
  const sum = (counts: boolean) =>
    spans.reduce((total, span) => total + (span.counts === counts ? span.to - span.from : 0), 0);
  const clock = readClock(facts, now);
  const runs = clock.state === 'running' || clock.state === 'warning';
  return {
    clock,
    spans,
    ahead: runs && clock.dueAt !== null ? running(facts, now, clock.dueAt) : [],
    zone: facts.calendar === '24x7' ? null : facts.calendar.zone,
    countedMs: elapsedAt(facts, until),
    notCountedMs: sum(false),
  };
}

function running({ calendar }: ClockFacts, from: number, to: number): ClockSpan[] {
  if (to <= from) return [];
  return classify(calendar, from, to).map((span) => ({
    from: span.from,
    to: span.to,
    counts: span.kind === 'working',
    reason: span.kind,
    name: span.name ?? null,
  }));
}
