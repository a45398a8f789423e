import type { Actor } from '../actor.ts';
import { evolveAlerts } from './alerts.ts';
import { isSystem, report, saidIn } from './begin.ts';
import { replaceChain, restartUpdateSteps, takeStep } from './chains.ts';
import type { IncidentEvent, NewIncidentEvent } from './events.ts';
import { beginImported, updateImported } from './imported.ts';
import type { Link } from './links.ts';
import { incidentStream } from './reference.ts';
import { erasedText, type Incident, isFromReporter, isUnderWay } from './state.ts';
import type { Status } from './status.ts';
import { beginStorm, isStormAlert, stormWith } from './storm.ts';
import { isPublic } from './visibility.ts';

/** The statuses of events of before there was a workflow. */
const underWay: Status = { id: 'in-progress', name: 'In progress', category: 'active' };
const solved: Status = { id: 'resolved', name: 'Resolved', category: 'resolved' };

/** The fold: the state before, one event, the state after. */
export function evolve(state: Incident | null, event: IncidentEvent): Incident {
  if (event.type === 'incident.reported') return report(event);
  if (event.type === 'incident.imported') return beginImported(event);
  if (!state) throw new Error(`${event.stream} does not begin with a report`);
  const { version, seq, at } = event;
  const told = isPublic(event) && {
    publicSeq: seq,
    publicSeqs: [...state.publicSeqs, seq],
  };
  const lastSaid = hear(state.lastSaid, state, event);
  const alerts = evolveAlerts(state, event);
  const after = change(state, event);
  // One that begins with a reopening stands just before that.
  const isOver = !isUnderWay(after) && !isHeldBack(event);
  const changed = {
    ...after,
    ...(isOver && after.pausedUntil && { pausedUntil: null }),
    ...(isOver && after.waitsFor && { waitsFor: null }),
    version,
    seq,
    at,
    lastSaid,
    ...told,
  };
  return alerts ? { ...changed, alerts } : changed;
}

function isHeldBack({ type }: IncidentEvent): boolean {
  return type === 'incident.pause-begun' || type === 'incident.wait-begun';
}

/**
 * The state as it will be after an event that is not in the log yet. Where it will stand there is not
 * known, so `seq` stays what it was.
 */
export function evolveNew(
  state: Incident,
  event: NewIncidentEvent,
  stamp: { at: number; actor: Actor; actorName: string | null },
): Incident {
  const { number, seq } = state;
  const place = { seq, stream: incidentStream(number), version: state.version + 1 };
  return evolve(state, { ...event, ...place, ...stamp } as IncidentEvent);
}

/** Folds a whole stream. */
export function replay(events: Iterable<IncidentEvent>): Incident | null {
  let state: Incident | null = null;
  for (const event of events) state = evolve(state, event);
  return state;
}

type Change = Exclude<IncidentEvent, { type: 'incident.reported' | 'incident.imported' }>;

function change(state: Incident, event: Change): Incident {
  const { at, actorName: by } = event;
  switch (event.type) {
    case 'incident.import-updated':
      return updateImported(state, event);
    case 'incident.routed': {
      const { team, assignee, category, terms, chain } = event.data;
      return {
        ...state,
        team: team ?? state.team,
        assignee: assignee
          ? { id: assignee, name: event.personal?.assigneeName ?? null }
          : state.assignee,
        category: category ?? state.category,
        categorizedAt: state.categorizedAt ?? (category ? at : null),
        terms: terms ?? state.terms,
        ...(chain !== null && replaceChain(state, chain)),
      };
    }
    case 'incident.category-suggested': {
      const { set } = event.data;
      if (!set) return state;
      return {
        ...state,
        category: set.category,
        categorizedAt: state.categorizedAt ?? at,
        terms: set.terms ?? state.terms,
        ...(set.chain !== null && replaceChain(state, set.chain)),
      };
    }
    case 'incident.team-suggested':
      return state;
    case 'incident.acknowledged':
      return {
        ...moved(state, at, event.data.to ?? underWay),
        acknowledged: { at, by, cycle: state.resolutionCycle.number },
        firstAcknowledgedAt: state.firstAcknowledgedAt ?? at,
        firstResponseAt: state.firstResponseAt ?? at,
      };
    case 'incident.assigned': {
      const { team, assignee } = event.data;
      const name = event.personal?.assigneeName ?? null;
      return { ...state, team, assignee: assignee ? { id: assignee, name } : null };
    }
    case 'incident.retitled':
      return { ...state, title: event.personal?.title ?? erasedText };
    case 'incident.categorized': {
      const { service, category, terms, chain } = event.data;
      return {
        ...state,
        service,
        category,
        categorizedAt: state.categorizedAt ?? (category ? at : null),
        terms: terms ?? state.terms,
        ...(chain !== undefined && replaceChain(state, chain)),
      };
    }
    case 'incident.prioritized': {
      const { why, impact, urgency, priority, matrixVersion, terms, chain } = event.data;
      const reason = event.personal?.reason ?? erasedText;
      return {
        ...state,
        impact,
        urgency,
        priority,
        matrixVersion,
        terms,
        ...(chain !== undefined && replaceChain(state, chain)),
        override:
          why === 'override' ? { at, by, reason } : why === 'restored' ? null : state.override,
      };
    }
    case 'incident.moved':
      return moved(state, at, event.data.to);
    case 'incident.escalated':
      return {
        ...state,
        escalatedAt: state.escalatedAt ?? at,
        ...(event.data.kind === 'functional'
          ? { team: event.data.team, assignee: null }
          : { managementLevel: event.data.level }),
      };
    case 'incident.resolved':
      return {
        ...moved(state, at, event.data.to ?? solved),
        // Whoever resolves without acknowledging first has responded by it.
        firstResponseAt: state.firstResponseAt ?? at,
        awaitingUpdate: answered(state, at),
        resolved: { at, by, code: event.data.code, text: event.personal?.text ?? erasedText },
        closes: event.data.closes ?? null,
      };
    case 'incident.closed':
      return {
        ...moved(state, at, event.data.to),
        closed: { at, by, why: event.data.why },
        ...askedNoMore,
      };
    case 'incident.reopened': {
      const { to, newCycle } = event.data;
      const { number } = state.resolutionCycle;
      const goesOn = newCycle
        ? {
            ...state,
            resolutionCycle: { number: number + 1, startedAt: at },
            stepsTaken: [],
            chainsBefore: [],
          }
        : state;
      return {
        ...moved(goesOn, at, to),
        resolved: null,
        ...askedNoMore,
        reopened: state.reopened + 1,
        ...(!isSystem(event) && isFromReporter(state, event.actor) && asked(goesOn, at)),
      };
    }
    case 'incident.cancelled':
      return { ...moved(state, at, event.data.to), closed: { at, by, why: 'cancelled' } };
    case 'incident.merged':
      return {
        ...moved(state, at, event.data.to),
        closed: { at, by, why: 'duplicate' },
        ...askedNoMore,
        duplicateOf: event.data.into,
      };
    case 'incident.duplicate-merged':
      return { ...state, duplicates: [...state.duplicates, event.data.duplicate] };
    case 'incident.linked':
      return { ...state, links: [...state.links, event.data] };
    case 'incident.unlinked': {
      const { kind, target } = event.data;
      const isOther = (link: Link) => link.kind !== kind || link.target !== target;
      return { ...state, links: state.links.filter(isOther) };
    }
    case 'incident.note-added': {
      if (event.data.visibility === 'internal') return state;
      if (isFromReporter(state, event.actor)) {
        if (isUnderWay(state)) return { ...state, ...asked(state, at) };
        // Nobody owes an answer to thanks for what is done. But it may be no thanks, and is no silence.
        return state.status.category === 'resolved'
          ? { ...state, closes: null, repliedAt: at }
          : state;
      }
      return {
        ...state,
        firstResponseAt: state.firstResponseAt ?? at,
        awaitingUpdate: answered(state, at),
      };
    }
    case 'incident.note-edited':
      return { ...state, notes: { ...state.notes, [event.data.note]: { editedBy: event.seq } } };
    case 'incident.note-retracted':
      return { ...state, notes: { ...state.notes, [event.data.note]: { retracted: true } } };
    case 'incident.affected-joined':
      return { ...state, affected: state.affected + 1 };
    case 'incident.report-saved':
      return state;
    case 'incident.sla-warned':
      return { ...state, warned: [...state.warned, event.data] };
    case 'incident.sla-breached':
      return { ...state, breached: [...state.breached, event.data] };
    case 'incident.escalation-step-taken':
      return takeStep(state, event);
    case 'incident.receipts-revoked':
      return { ...state, receiptsRevoked: true };
    case 'incident.pause-begun':
      return { ...state, pausedUntil: event.data.until };
    case 'incident.pause-ended':
      return { ...state, pausedUntil: null };
    case 'incident.wait-begun':
      return { ...state, waitsFor: { ...event.data, since: at } };
    case 'incident.wait-ended':
      return { ...state, waitsFor: null };
    case 'incident.storm-reached':
      return { ...state, storm: stormWith(state.storm, event.data) };
    case 'incident.alert-attached':
      return isStormAlert(event.data) ? { ...state, storm: beginStorm(state, event) } : state;
    case 'incident.alert-ended':
    case 'incident.alert-persists':
    case 'incident.alerts-unnamed':
      // See `evolveAlerts`.
      return state;
    case 'incident.erased':
      // The events that it names have lost their words; this one says nothing new.
      return state;
  }
}

/** Who has spoken last, after an event: a person who says something, whatever else they do by it. */
function hear(
  before: Incident['lastSaid'],
  state: Incident,
  event: IncidentEvent,
): Incident['lastSaid'] {
  switch (event.type) {
    case 'incident.resolved':
    case 'incident.reopened':
    case 'incident.note-added': {
      if (isSystem(event)) return before;
      const said = saidIn(event, isFromReporter(state, event.actor));
      return isPublic(event) ? { ...before, public: said } : { ...before, internal: said };
    }
    default:
      return before;
  }
}

/** Nobody is asked any more whether it is fixed. */
const askedNoMore = { closes: null, repliedAt: null };

function moved(state: Incident, at: number, status: Status): Incident {
  return { ...state, status, course: [...state.course, { at, status }] };
}

/**
 * A message of the reporter's waits from the first on that has no answer. With it the update clock
 * begins anew, and so do the steps that are taken on it.
 */
function asked(
  state: Incident,
  at: number,
): Partial<Pick<Incident, 'awaitingUpdate' | 'stepsTaken' | 'chainsBefore'>> {
  const { cycle, answeredAt } = state.awaitingUpdate;
  if (answeredAt === null) return {};
  const awaitingUpdate = { cycle: cycle + 1, since: at, answeredAt: null };
  return { awaitingUpdate, ...restartUpdateSteps(state) };
}

function answered({ awaitingUpdate }: Incident, at: number): Incident['awaitingUpdate'] {
  return { ...awaitingUpdate, answeredAt: awaitingUpdate.answeredAt ?? at };
}
