import type { Calendar } from '../calendar/calendar.ts';
import { day } from '../calendar/local-time.ts';
import { addWorkingTime, workingIntervals, workingTimeBetween } from '../calendar/working-time.ts';
import type { TargetName } from './targets.ts';

/**
 * How an SLA clock stands. `none`: there is no target. `running`, `warning` and `breached` still run;
 * `paused` stands still and may go on; `met` and `missed` have stopped.
 */
export type ClockState = 'running' | 'paused' | 'warning' | 'breached' | 'met' | 'missed' | 'none';

/** A time that does not count, and why. `to` is null while it lasts. Instants in epoch ms. */
export interface Pause {
  from: number;
  to: number | null;
  reason: string;
}

/** What a clock is made of: facts that the log holds, never a counter. */
export interface ClockFacts {
  target: TargetName;
  /** 1 for the first; an incident that is reopened may begin another. */
  cycle: number;
  calendar: Calendar;
  /** Epoch milliseconds. */
  startedAt: number;
  /** Working milliseconds; null for no target. */
  targetMs: number | null;
  /** The share of the target from which on the clock warns. */
  warnShare: number;
  /** Epoch milliseconds; null while it runs. */
  stoppedAt: number | null;
  /** In order, not overlapping, after the start and before the stop. */
  pauses: readonly Pause[];
  /** When the clock was breached in this cycle, as the log has it; null when it was not. */
  breachedAt: number | null;
}

/** A clock as pages get it: enough to count down without knowing a calendar. Instants in epoch ms. */
export interface ClockView {
  target: TargetName;
  cycle: number;
  /** The state at the `now` of the answer. A page moves it on: at `warnAt`, then at `dueAt`. */
  state: ClockState;
  /** Whether every hour counts. If not, a day of time that is left is more than a day away. */
  roundTheClock: boolean;
  startedAt: number;
  targetMs: number | null;
  /** Null while it is paused: the longer the pause, the later it is due. */
  dueAt: number | null;
  warnAt: number | null;
  stoppedAt: number | null;
  /** Working time that had passed when the clock stopped or was paused; null while it runs. */
  elapsedMs: number | null;
  /**
   * The working windows up to `dueAt`, since the start or the last pause: what is left is what of them
   * is still to come. They are the same whenever they are read, unless there are more than 60.
   */
  working: [number, number][];
  /**
   * Only where there are more: the windows are those from today (UTC) on, and the last stands for all that is worked
   * after this instant, put together before `dueAt`. What is left can be told by them until then.
   */
  windowsUntil?: number;
}

/** The times in which a clock ran, from its start on. The last has no end while it runs. */
function runningSpans({ startedAt, stoppedAt, pauses }: ClockFacts): [number, number | null][] {
  const spans: [number, number | null][] = [];
  let from: number | null = startedAt;
  for (const pause of pauses) {
    if (from !== null && pause.from > from) spans.push([from, pause.from]);
    from = pause.to;
  }
  if (from !== null) spans.push([from, stoppedAt]);
  return spans;
}

/** Working time on a clock up to an instant, in milliseconds. */
export function elapsedAt(facts: ClockFacts, at: number): number {
  let elapsed = 0;
  for (const [from, to] of runningSpans(facts)) {
    elapsed += workingTimeBetween(facts.calendar, from, Math.min(at, to ?? at));
  }
  return elapsed;
}

/**
 * The instant at which a clock comes to so much working time; null when it is paused before. A clock
 * that was stopped before tells when it would have been.
 */
export function instantAt(facts: ClockFacts, budgetMs: number): number | null {
  return instantIn(facts, budgetMs, (at, pausedAt) => at <= pausedAt);
}

/**
 * The same for the budget of a target: when a clock is due. One that is paused in the very instant at which
 * it comes to its target is not past it; it is due as soon as it goes on.
 */
export function dueInstantAt(facts: ClockFacts, targetMs: number): number | null {
  return instantIn(facts, targetMs, (at, pausedAt) => at < pausedAt);
}

function instantIn(
  facts: ClockFacts,
  budgetMs: number,
  isInSpan: (at: number, pausedAt: number) => boolean,
): number | null {
  let left = budgetMs;
  for (const [from, to] of runningSpans({ ...facts, stoppedAt: null })) {
    if (to === null) return addWorkingTime(facts.calendar, from, left);
    const worked = workingTimeBetween(facts.calendar, from, to);
    if (left <= worked) {
      const at = addWorkingTime(facts.calendar, from, left);
      if (isInSpan(at, to)) return at;
    }
    left -= worked;
  }
  return null;
}

/** The working time after which a clock warns, in whole milliseconds. */
export function warnBudget({ warnShare }: ClockFacts, targetMs: number): number {
  return Math.round(targetMs * warnShare);
}

/**
 * Reads a clock at an instant. A breach is judged on the facts: whoever stopped the clock after
 * `dueAt` missed it, whether or not anybody looked in between; a clock stopped exactly at `dueAt` is
 * met. What was breached once stays so, also when the target has become longer since.
 */
export function readClock(facts: ClockFacts, now: number): ClockView {
  const { target, cycle, calendar, startedAt, targetMs, stoppedAt, breachedAt } = facts;
  const isPaused = stoppedAt === null && facts.pauses.at(-1)?.to === null;
  const elapsedMs = stoppedAt !== null || isPaused ? elapsedAt(facts, stoppedAt ?? now) : null;
  const roundTheClock = calendar === '24x7';
  const common = { target, cycle, roundTheClock, startedAt, targetMs, stoppedAt, elapsedMs };
  if (targetMs === null) {
    return { ...common, state: 'none', dueAt: null, warnAt: null, working: [] };
  }
  const dueAt = earlier(dueInstantAt(facts, targetMs), breachedAt);
  const warnAt = earlier(instantAt(facts, warnBudget(facts, targetMs)), dueAt);
  const state = stateAt(now, { dueAt, warnAt, stoppedAt, isPaused });
  const counts = state === 'running' || state === 'warning';
  return {
    ...common,
    state,
    dueAt,
    warnAt,
    ...(counts && dueAt !== null
      ? windowsOf(calendar, { since: runsSince(facts), dueAt, now })
      : { working: [] }),
  };
}

/** Windows that a clock is told with: with at most 12 or so a day, enough for five days at least. */
const mostWindows = 60;

function windowsOf(
  calendar: Calendar,
  { since, dueAt, now }: { since: number; dueAt: number; now: number },
): Pick<ClockView, 'working' | 'windowsUntil'> {
  const all = workingIntervals(calendar, since, dueAt, mostWindows + 1);
  if (all.length <= mostWindows) return { working: all };
  // By the day, so that whoever reads it again today reads the same.
  const from = Math.max(since, now - (now % day));
  const working = workingIntervals(calendar, from, dueAt, mostWindows);
  const windowsUntil = working.at(-1)?.[1] ?? dueAt;
  const rest = workingTimeBetween(calendar, windowsUntil, dueAt);
  if (rest > 0) working.push([dueAt - rest, dueAt]);
  return { working, windowsUntil };
}

function runsSince(facts: ClockFacts): number {
  return runningSpans(facts).at(-1)?.[0] ?? facts.startedAt;
}

function earlier(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

function stateAt(
  now: number,
  clock: {
    dueAt: number | null;
    warnAt: number | null;
    stoppedAt: number | null;
    isPaused: boolean;
  },
): ClockState {
  const { dueAt, warnAt, stoppedAt, isPaused } = clock;
  if (stoppedAt !== null) return dueAt === null || stoppedAt <= dueAt ? 'met' : 'missed';
  if (dueAt !== null && now > dueAt) return 'breached';
  if (isPaused) return 'paused';
  return warnAt !== null && now >= warnAt ? 'warning' : 'running';
}

/** The next instant at which a clock reads otherwise by itself; null when it never will. */
export function nextChangeOf(clock: ClockView, now: number): number | null {
  if (clock.state !== 'running' && clock.state !== 'warning') return null;
  if (clock.dueAt === null || clock.warnAt === null) return null;
  const turnsAt = now < clock.warnAt ? clock.warnAt : clock.dueAt + 1;
  if (now > clock.dueAt) return null;
  return clock.windowsUntil === undefined ? turnsAt : Math.min(turnsAt, now - (now % day) + day);
}
