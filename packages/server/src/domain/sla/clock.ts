import {
  addWorkingTime,
  type Calendar,
  workingIntervals,
  workingTimeBetween,
} from '../calendar/calendar.ts';
import type { TargetName } from './targets.ts';

/**
 * How an SLA clock stands. `none`: there is no target. `running`, `warning` and `breached` still run;
 * `met` and `missed` have stopped.
 */
export type ClockState = 'running' | 'warning' | 'breached' | 'met' | 'missed' | 'none';

/** The share of a target after which a clock warns. */
export const warningShare = 0.75;

/** What a clock is made of: facts that the log holds, never a counter. */
export interface ClockFacts {
  target: TargetName;
  calendar: Calendar;
  /** Epoch milliseconds. */
  startedAt: number;
  /** Working milliseconds; null for no target. */
  targetMs: number | null;
  /** Epoch milliseconds; null while it runs. */
  stoppedAt: number | null;
}

/** A clock as pages get it: enough to count down without knowing a calendar. Instants in epoch ms. */
export interface ClockView {
  target: TargetName;
  /** The state at the `now` of the answer. A page moves it on: at `warnAt`, then at `dueAt`. */
  state: ClockState;
  startedAt: number;
  targetMs: number | null;
  dueAt: number | null;
  warnAt: number | null;
  stoppedAt: number | null;
  /** Working time that had passed when the clock stopped; null while it runs. */
  elapsedMs: number | null;
  /** The working windows from the start to `dueAt`: what is left is what of them is still to come. */
  working: [number, number][];
}

/**
 * Reads a clock at an instant. A breach is judged on the facts: whoever stopped the clock after
 * `dueAt` missed it, whether or not anybody looked in between; a clock stopped exactly at `dueAt` is
 * met.
 */
export function readClock(facts: ClockFacts, now: number): ClockView {
  const { target, calendar, startedAt, targetMs, stoppedAt } = facts;
  const elapsedMs = stoppedAt === null ? null : workingTimeBetween(calendar, startedAt, stoppedAt);
  if (targetMs === null) {
    return {
      target,
      state: 'none',
      startedAt,
      targetMs,
      dueAt: null,
      warnAt: null,
      stoppedAt,
      elapsedMs,
      working: [],
    };
  }
  const dueAt = addWorkingTime(calendar, startedAt, targetMs);
  const warnAt = addWorkingTime(calendar, startedAt, targetMs * warningShare);
  return {
    target,
    state: stateAt(now, { dueAt, warnAt, stoppedAt }),
    startedAt,
    targetMs,
    dueAt,
    warnAt,
    stoppedAt,
    elapsedMs,
    working: workingIntervals(calendar, startedAt, dueAt),
  };
}

function stateAt(
  now: number,
  clock: { dueAt: number; warnAt: number; stoppedAt: number | null },
): ClockState {
  if (clock.stoppedAt !== null) return clock.stoppedAt <= clock.dueAt ? 'met' : 'missed';
  if (now > clock.dueAt) return 'breached';
  return now >= clock.warnAt ? 'warning' : 'running';
}

/** The next instant at which a running clock changes state by itself; null when it never will. */
export function nextChangeOf(clock: ClockView, now: number): number | null {
  if (clock.stoppedAt !== null || clock.dueAt === null || clock.warnAt === null) return null;
  if (now < clock.warnAt) return clock.warnAt;
  return now <= clock.dueAt ? clock.dueAt + 1 : null;
}
