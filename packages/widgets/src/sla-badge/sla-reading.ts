import type { ClockState, ClockView } from '@incident-kit/server/domain';
import { grainOf } from '../base/intl.ts';

/** How a clock reads at an instant. */
export interface SlaReading {
  state: ClockState;
  /** Working time left, over, to spare or missed by, as `state` has it; rounded to its grain. */
  ms: number;
  /** What is left of the target: 1 at the start, 0 when it is due. */
  share: number;
  /** In how many milliseconds this will read otherwise; Infinity for never. */
  changesIn: number;
}

/**
 * Reads a clock as the server would at `now`: `warnAt` and `dueAt` move it on without asking again.
 * What is left is rounded up, so that it is zero exactly when it is due; what is over, down.
 */
export function readSla(clock: ClockView, now: number): SlaReading {
  const { dueAt, warnAt, targetMs, elapsedMs, working } = clock;
  if (targetMs === null || dueAt === null || warnAt === null) {
    return { state: 'none', ms: 0, share: 0, changesIn: Infinity };
  }
  if (clock.stoppedAt !== null) {
    const state = clock.stoppedAt <= dueAt ? 'met' : 'missed';
    const ms = Math.abs(targetMs - (elapsedMs ?? 0));
    return { state, ms: ms - (ms % grainOf(ms)), share: 0, changesIn: Infinity };
  }
  if (now > dueAt) {
    const ms = now - dueAt;
    const grain = grainOf(ms);
    return { state: 'breached', ms: ms - (ms % grain), share: 0, changesIn: grain - (ms % grain) };
  }
  let left = 0;
  let untilWorking = Infinity;
  for (const [from, to] of working) {
    left += Math.max(0, to - Math.max(from, now));
    if (to > now) untilWorking = Math.min(untilWorking, Math.max(0, from - now));
  }
  const grain = grainOf(left - 1);
  const ms = Math.ceil(left / grain) * grain;
  return {
    state: now < warnAt ? 'running' : 'warning',
    ms,
    share: Math.min(1, left / targetMs),
    changesIn: Math.min(
      untilWorking + left - ms + grain,
      now < warnAt ? warnAt - now : Infinity,
      dueAt - now + 1,
    ),
  };
}
