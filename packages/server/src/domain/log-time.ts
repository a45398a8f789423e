import type { LogEvent, NewEvent } from './log.ts';

/**
 * Somebody has said that the log had come to a time that was wrong. From this event on it goes by a clock
 * that is right; what was recorded before keeps its times. Instants in epoch milliseconds.
 */
export type NewLogTimeCorrected = NewEvent<
  'log.time-corrected',
  { from: number; to: number },
  { reason: string }
>;
export type LogTimeCorrected = LogEvent<NewLogTimeCorrected>;

/** What happens to the log itself is in a stream of its own. */
export const logStream = 'log';

/** The one event that may be from before the one that it follows. */
export function isTimeCorrection<E extends { type: string }>(
  event: E,
): event is Extract<E, { type: NewLogTimeCorrected['type'] }> {
  return event.type === 'log.time-corrected';
}
