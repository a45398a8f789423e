import type { ClockState, ClockView } from '@incident-kit/server/domain';
import { grainOf } from './spans.ts';

/** How a clock reads at an instant. */
export interface SlaReading {
  state: ClockState;
  /** Time left, over, to spare or missed by, as `state` has it; rounded to its grain. */
  ms: number;
  /** What is left of the target: 1 at the start, 0 when it is due or has stopped. */
  share: number;
  /** In how many milliseconds this will read otherwise; Infinity for never. */
  changesIn: number;
}

/** A clock, or at least how it stands. */
export type BadgeClock = Pick<ClockView, 'state'> & Partial<ClockView>;

/**
 * Reads a clock as the server would at `now`: `warnAt` and `dueAt` move one that runs on without
 * asking again; one that stands still is as the server said.
 *
 * What is left is working time, rounded up, so that it is zero exactly when it is due. What is over is
 * rounded down, and counts on by the wall: nobody waits less at night.
 */
export function readSla(clock: BadgeClock, now: number): SlaReading {
  const { dueAt, stoppedAt, warnAt } = clock;
  let { state } = clock;
  const targetMs = clock.targetMs ?? 0;
  let left = targetMs - (clock.elapsedMs ?? 0);
  let untilCounting = Infinity;
  let untilTurn = Infinity;
  if (stoppedAt === null && dueAt && warnAt) {
    if (now > dueAt) {
      state = 'breached';
      left = dueAt - now;
      untilCounting = 0;
    } else {
      state = now < warnAt ? 'running' : 'warning';
      untilTurn = (now < warnAt ? warnAt : dueAt + 1) - now;
      left = 0;
      for (const [from, to] of clock.working ?? []) {
        left += Math.max(0, to - Math.max(from, now));
        if (to > now) untilCounting = Math.min(untilCounting, Math.max(0, from - now));
      }
    }
  }
  const grain = grainOf(left > 0 ? left - 1 : -left);
  const rounded = Math.ceil(left / grain) * grain;
  return {
    state,
    ms: Math.abs(rounded),
    share: stoppedAt === null && left > 0 ? left / targetMs : 0,
    changesIn: Math.min(untilCounting + left - rounded + grain, untilTurn),
  };
}
