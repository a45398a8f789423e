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
  const { dueAt, warnAt, stoppedAt, targetMs, elapsedMs } = clock;
  let state: ClockState = 'none';
  let ms = 0;
  let share = 0;
  let changesIn = Infinity;
  if (targetMs !== null && dueAt !== null && warnAt !== null) {
    if (stoppedAt !== null) {
      state = stoppedAt > dueAt ? 'missed' : 'met';
      ms = Math.abs(targetMs - (elapsedMs ?? 0));
      ms -= ms % grainOf(ms);
    } else if (now > dueAt) {
      state = 'breached';
      ms = now - dueAt;
      const over = ms % grainOf(ms);
      changesIn = grainOf(ms) - over;
      ms -= over;
    } else {
      let left = 0;
      let untilWorking = Infinity;
      for (const [from, to] of clock.working) {
        left += Math.max(0, to - Math.max(from, now));
        if (to > now) untilWorking = Math.min(untilWorking, Math.max(0, from - now));
      }
      state = now < warnAt ? 'running' : 'warning';
      share = left / targetMs;
      const grain = grainOf(left - 1);
      ms = Math.ceil(left / grain) * grain;
      changesIn = Math.min(
        untilWorking + left - ms + grain,
        (now < warnAt ? warnAt : dueAt + 1) - now,
      );
    }
  }
  return { state, ms, share, changesIn };
}
