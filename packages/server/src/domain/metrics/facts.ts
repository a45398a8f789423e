import type { CalendarBook } from '../calendar/calendars.ts';
import { firstDueAt } from '../incident/first-due.ts';
import { type Incident, isUnderWay, isWithdrawn } from '../incident/state.ts';
import { type TargetName, targetNames } from '../sla/targets.ts';

/** What is either so or not of an incident, as bits of one number. */
export const marks = {
  /** Cancelled, or a duplicate of another: no figure counts it. */
  withdrawn: 1,
  reopened: 2,
  escalated: 4,
  /** The target was met, where it was judged. */
  met: { response: 8, resolution: 16, update: 32 },
  /** It is open, and whether the target is met is still to be judged. What was promised nothing never is. */
  awaited: { response: 64, resolution: 128, update: 256 },
} as const;

/** What figures are made of, of one incident. Instants in epoch milliseconds; null for not yet, or never. */
export interface IncidentFacts {
  number: number;
  reportedAt: number;
  acknowledgedAt: number | null;
  respondedAt: number | null;
  /** When there was nothing to do any more; null again when it was reopened. */
  resolvedAt: number | null;
  /** When the first of its clocks is due that have not stopped, see `firstDueAt`. */
  dueAt: number | null;
  /** When it was certain whether a target was met: it was breached, or its clock stopped in time. */
  judgedAt: Record<TargetName, number | null>;
  service: string | null;
  team: string | null;
  /** The host's identifier of the person. */
  assignee: string | null;
  priority: string;
  category: string | null;
  /** Bits of `marks`. */
  marks: number;
}

/** The facts of an incident as its events have made it. */
export function factsOf(incident: Incident, book: CalendarBook): IncidentFacts {
  const { number, reportedAt, firstAcknowledgedAt, firstResponseAt } = incident;
  const { service, team, assignee, priority, category } = incident;
  let bits = 0;
  if (isWithdrawn(incident)) bits |= marks.withdrawn;
  if (incident.reopened > 0) bits |= marks.reopened;
  if (incident.escalatedAt !== null) bits |= marks.escalated;
  const judgedAt: IncidentFacts['judgedAt'] = { response: null, resolution: null, update: null };
  for (const target of targetNames) {
    const judged = judge(incident, target);
    judgedAt[target] = judged?.at ?? null;
    if (judged?.isMet) bits |= marks.met[target];
    if (!judged && isAwaited(incident, target)) bits |= marks.awaited[target];
  }
  return {
    number,
    reportedAt,
    acknowledgedAt: firstAcknowledgedAt,
    respondedAt: firstResponseAt,
    resolvedAt: overSince(incident),
    dueAt: firstDueAt(incident, book),
    judgedAt,
    service,
    team,
    assignee: assignee?.id ?? null,
    priority,
    category,
    marks: bits,
  };
}

function overSince(incident: Incident): number | null {
  if (isUnderWay(incident)) return null;
  const { resolved, closed, course, at } = incident;
  return resolved?.at ?? closed?.at ?? course.at(-1)?.at ?? at;
}

/**
 * An incident counts once for each target, however often it was reopened: a breach in any cycle is one. Every
 * clock that stopped too late has a breach in the log.
 */
function judge(incident: Incident, target: TargetName): { at: number; isMet: boolean } | null {
  if (isWithdrawn(incident)) return null;
  const breach = incident.breached.find((each) => each.target === target);
  if (breach) return { at: breach.trueAt, isMet: false };
  const at = incident.terms.targets[target] === null ? null : stoppedAt(incident, target);
  return at === null ? null : { at, isMet: true };
}

function isAwaited(incident: Incident, target: TargetName): boolean {
  if (!isUnderWay(incident) || incident.terms.targets[target] === null) return false;
  return target !== 'update' || incident.reporter.role !== 'system';
}

function stoppedAt(incident: Incident, target: TargetName): number | null {
  switch (target) {
    case 'response':
      return incident.firstResponseAt;
    case 'resolution':
      return incident.resolved?.at ?? null;
    case 'update':
      // The reporter may ask again as long as it is not over; a monitored thing never asks.
      return incident.reporter.role === 'system' ? null : overSince(incident);
  }
}
