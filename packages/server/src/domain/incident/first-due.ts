import type { CalendarBook } from '../calendar/calendars.ts';
import { dueAtOf } from '../sla/clock.ts';
import { targetNames } from '../sla/targets.ts';
import { clockFacts } from './clocks.ts';
import { type Incident, isUnderWay } from './state.ts';

/**
 * When the first of an incident's clocks is due that have not stopped, or was, if it is overdue: whichever
 * clock that is. Epoch milliseconds; null when each is paused or has no target, and when it is resolved.
 * It is an instant, so it stays as it is while time passes.
 */
export function firstDueAt(incident: Incident, book: CalendarBook): number | null {
  if (!isUnderWay(incident)) return null;
  const instants = targetNames
    .map((target) => clockFacts(incident, target, book))
    .filter(({ stoppedAt }) => stoppedAt === null)
    .map(dueAtOf)
    .filter((instant) => instant !== null);
  return instants.length > 0 ? Math.min(...instants) : null;
}
