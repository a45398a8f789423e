import type { CalendarBook } from '../calendar/calendars.ts';
import type { Facts } from '../conditions.ts';
import { type ClockFacts, type ClockView, type Pause, readClock } from '../sla/clock.ts';
import type { TargetName } from '../sla/targets.ts';
import { type Incident, isWithdrawn } from './state.ts';
import type { StatusCategory } from './status.ts';

/** The clocks of an incident; that of updates only where there is such a target. */
export type Clocks = Record<'response' | 'resolution', ClockView> & { update?: ClockView };

/** The clocks of an incident at an instant, read from what happened to it. */
export function readClocks(incident: Incident, book: CalendarBook, now: number): Clocks {
  const read = (target: TargetName) => readClock(clockFacts(incident, target, book), now);
  return {
    response: read('response'),
    resolution: read('resolution'),
    ...(incident.terms.targets.update !== null && { update: read('update') }),
  };
}

/** What one clock of an incident is made of. One that was withdrawn has no target any more. */
export function clockFacts(incident: Incident, target: TargetName, book: CalendarBook): ClockFacts {
  const { terms } = incident;
  const { cycle, startedAt, stoppedAt } = boundsOf(incident, target);
  const breach = incident.breached.find((each) => each.target === target && each.cycle === cycle);
  return {
    target,
    cycle,
    calendar: book(terms.calendar),
    startedAt,
    targetMs: isWithdrawn(incident) ? null : terms.targets[target],
    warnShare: terms.warnAt,
    stoppedAt,
    pauses: pausesOf(incident, target, startedAt, stoppedAt),
    breachedAt: breach?.trueAt ?? null,
  };
}

function boundsOf(
  incident: Incident,
  target: TargetName,
): { cycle: number; startedAt: number; stoppedAt: number | null } {
  const { reportedAt, firstResponseAt, resolutionCycle, resolved, awaitingUpdate } = incident;
  const withdrawnAt = isWithdrawn(incident) ? (incident.closed?.at ?? null) : null;
  switch (target) {
    case 'response':
      return { cycle: 1, startedAt: reportedAt, stoppedAt: firstResponseAt ?? withdrawnAt };
    case 'resolution':
      return {
        cycle: resolutionCycle.number,
        startedAt: resolutionCycle.startedAt,
        stoppedAt: resolved?.at ?? withdrawnAt,
      };
    case 'update':
      return {
        cycle: awaitingUpdate.cycle,
        startedAt: awaitingUpdate.since,
        stoppedAt: awaitingUpdate.answeredAt ?? withdrawnAt,
      };
  }
}

/**
 * When a clock stood still: while the incident waited, where the terms say so, and for the resolution
 * clock also while it was resolved, when it was reopened since.
 */
function pausesOf(
  { course, terms }: Incident,
  target: TargetName,
  startedAt: number,
  stoppedAt: number | null,
): Pause[] {
  const stands = (category: StatusCategory) =>
    (category === 'waiting' && terms.pauses[target]) ||
    (category === 'resolved' && target === 'resolution');
  const pauses: Pause[] = [];
  course.forEach(({ at, status }, index) => {
    const until = course[index + 1]?.at ?? null;
    if (!stands(status.category) || (until !== null && until <= startedAt)) return;
    const from = Math.max(at, startedAt);
    if (stoppedAt !== null && from >= stoppedAt) return;
    const to = stoppedAt === null ? until : Math.min(until ?? stoppedAt, stoppedAt);
    if (to === null || to > from) pauses.push({ from, to, reason: status.name });
  });
  return pauses;
}

/** What conditions ask about an incident. */
export function factsOf(incident: Incident): Facts {
  const { priority, service, category, reporter, reporterGroups } = incident;
  return { priority, service, category, site: reporter.site, reporterGroups };
}
