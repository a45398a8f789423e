import { type ClockView, readClock } from '../sla/clock.ts';
import type { TargetName } from '../sla/targets.ts';
import type { Incident } from './state.ts';

/** The clocks of an incident at an instant, read from what happened to it. */
export function readClocks(incident: Incident, now: number): Record<TargetName, ClockView> {
  const read = (target: TargetName, stoppedAt: number | null) =>
    readClock(
      {
        target,
        calendar: '24x7',
        startedAt: incident.reportedAt,
        targetMs: incident.targets[target],
        stoppedAt,
      },
      now,
    );
  return {
    response: read('response', incident.firstResponseAt),
    resolution: read('resolution', incident.resolved?.at ?? null),
  };
}
