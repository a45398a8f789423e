import { type Actor, systemActor } from '../actor.ts';
import type { CalendarBook } from '../calendar/calendars.ts';
import { budgetOf, mostTimes } from '../escalation/chain.ts';
import { type ClockFacts, dueInstantAt, instantAt, warnBudget } from '../sla/clock.ts';
import { targetNames } from '../sla/targets.ts';
import { clockFacts } from './clocks.ts';
import type { NewIncidentEvent } from './events.ts';
import { evolveNew } from './evolve.ts';
import {
  type Incident,
  type IncidentAlerts,
  isAcknowledged,
  isFromReporter,
  isUnderWay,
} from './state.ts';

/** Something that happens by itself at a time, unless something else happens before. */
export interface Due {
  /** Epoch milliseconds. */
  at: number;
  event: NewIncidentEvent;
}

/**
 * What happens next to an incident by itself: a clock warns or is breached, a step of the escalation
 * chain is taken, silence closes it, its alerts have been over for long enough. Null when nothing ever will.
 *
 * It is read from the state alone, so it does not matter when and where somebody looks: once an event
 * is in the log, the next one is what is due.
 */
export function nextDue(incident: Incident, book: CalendarBook): Due | null {
  const candidates = [...dueClocks(incident, book), ...dueSteps(incident, book)];
  if (incident.closes) candidates.push(silence(incident.closes));
  if (incident.pausedUntil) {
    const event = { type: 'incident.pause-ended', data: {}, personal: {} } as const;
    candidates.push({ at: incident.pausedUntil, event });
  }
  if (incident.alerts?.settles) candidates.push(settled(incident.alerts.settles));
  let first: Due | null = null;
  // The first of those that are due at the same instant stays first: the order here is the order then.
  for (const each of candidates) if (!first || each.at < first.at) first = each;
  return first;
}

/** Something that has fallen due, and the incident after it. */
export interface DueEvent extends Due {
  incident: Incident;
}

/**
 * All that has happened to an incident by itself by an instant, one after the other: what falls due may
 * make something else fall due. What is written down is written as of that instant.
 * @param now epoch milliseconds
 * @param speaker who does something in that instant: whoever reported it is not too late in the very
 *   instant in which their silence would close it
 */
export function dueEvents(
  incident: Incident,
  book: CalendarBook,
  now: number,
  speaker?: Actor,
): DueEvent[] {
  const fallen: DueEvent[] = [];
  const stamp = { at: now, actor: systemActor, actorName: null };
  const isHeard =
    speaker !== undefined && incident.closes?.at === now && isFromReporter(incident, speaker);
  let state = incident;
  for (;;) {
    const due = nextDue(isHeard ? { ...state, closes: null } : state, book);
    if (!due || due.at > now) return fallen;
    state = evolveNew(state, due.event, stamp);
    fallen.push({ ...due, incident: state });
  }
}

/** The incident as it is once everything is written down that has fallen due by an instant. */
export function withDue(
  incident: Incident,
  book: CalendarBook,
  now: number,
  speaker?: Actor,
): Incident {
  return dueEvents(incident, book, now, speaker).at(-1)?.incident ?? incident;
}

function* dueClocks(incident: Incident, book: CalendarBook): Iterable<Due> {
  for (const target of targetNames) {
    const facts = clockFacts(incident, target, book);
    const { cycle, targetMs, stoppedAt, breachedAt } = facts;
    if (targetMs === null || breachedAt !== null) continue;
    const isWarned = incident.warned.some((each) => each.target === target && each.cycle === cycle);
    const warnAt =
      isWarned || stoppedAt !== null ? null : instantAt(facts, warnBudget(facts, targetMs));
    if (warnAt !== null) {
      const data = { target, cycle, trueAt: warnAt };
      yield { at: warnAt, event: { type: 'incident.sla-warned', data, personal: {} } };
    }
    const dueAt = dueInstantAt(facts, targetMs);
    // One that has stopped can still turn out to be missed: when its target became shorter since.
    if (dueAt !== null && (stoppedAt === null || stoppedAt > dueAt)) {
      const data = { target, cycle, trueAt: dueAt };
      // A clock that is stopped exactly when it is due is met.
      yield { at: dueAt + 1, event: { type: 'incident.sla-breached', data, personal: {} } };
    }
  }
}

function* dueSteps(incident: Incident, book: CalendarBook): Iterable<Due> {
  const { chain, terms, stepsTaken } = incident;
  if (!chain || !isUnderWay(incident)) return;
  if (chain.stopOn === 'acknowledge' && isAcknowledged(incident)) return;
  for (const [step, each] of chain.steps.entries()) {
    const repetition = stepsTaken[step] ?? 0;
    if (repetition >= mostTimes(each)) continue;
    const budget = budgetOf(each, terms.targets, repetition);
    if (budget === null) continue;
    const facts = clockFacts(incident, each.after.target, book);
    const at = facts.stoppedAt === null ? instantWithin(facts, budget) : null;
    if (at === null) continue;
    const { policy } = chain;
    const data = { policy, step, repetition, trueAt: at, actions: each.actions };
    yield { at, event: { type: 'incident.escalation-step-taken', data, personal: {} } };
  }
}

/** A step that lies further ahead than any calendar is looked at is never taken. */
function instantWithin(facts: ClockFacts, budget: number): number | null {
  try {
    return instantAt(facts, budget);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** All its alerts have been over for as long as it takes. */
function settled({ at, ...step }: NonNullable<IncidentAlerts['settles']>): Due {
  const data = { code: 'alert-ended', ...step } as const;
  return { at, event: { type: 'incident.resolved', data, personal: { text: '' } } };
}

/** The reporter was asked whether it is fixed, and said nothing. */
function silence({ at, to, workflowVersion }: NonNullable<Incident['closes']>): Due {
  const data = { to, workflowVersion, why: 'silence' } as const;
  return { at, event: { type: 'incident.closed', data, personal: { text: null } } };
}
