import type { Actor } from '../actor.ts';
import { isDesk } from '../actor.ts';
import type { Targets } from '../sla/targets.ts';
import type { Contact, IncidentEvent } from './events.ts';
import type { ResolutionCode } from './resolution.ts';
import type { StatusId } from './status.ts';

/** An incident as its events have made it. Facts only: what depends on the time is read from these. */
export interface Incident {
  number: number;
  /** Events so far; the version that the next command must find. */
  version: number;
  /** Position in the log of the last event. */
  seq: number;
  status: StatusId;
  title: string;
  description: string;
  service: string | null;
  category: string | null;
  impact: string;
  urgency: string;
  priority: string;
  matrixVersion: number;
  targets: Targets;
  reporter: Actor;
  reporterName: string | null;
  contact: Contact | null;
  reportedAt: number;
  acknowledged: { at: number; by: string | null } | null;
  /** First acknowledgement or public reply by a person of the desk: stops the response clock. */
  firstResponseAt: number | null;
  resolved: { at: number; by: string | null; code: ResolutionCode; text: string } | null;
}

/** What stands in for text that was erased on request. */
export const erasedText = '[erased]';

/** The fold: the state before, one event, the state after. */
export function evolve(state: Incident | null, event: IncidentEvent): Incident {
  if (event.type === 'incident.reported') return report(event);
  if (!state) throw new Error(`${event.stream} does not begin with a report`);
  const next = { ...state, version: event.version, seq: event.seq };
  switch (event.type) {
    case 'incident.acknowledged':
      return {
        ...next,
        status: 'in-progress',
        acknowledged: { at: event.at, by: event.actorName },
        firstResponseAt: next.firstResponseAt ?? event.at,
      };
    case 'incident.note-added': {
      const isReply = event.data.visibility === 'public' && isDesk(event.actor.role);
      return isReply ? { ...next, firstResponseAt: next.firstResponseAt ?? event.at } : next;
    }
    case 'incident.resolved':
      return {
        ...next,
        status: 'resolved',
        // Whoever resolves without acknowledging first has responded by it.
        firstResponseAt: next.firstResponseAt ?? event.at,
        resolved: {
          at: event.at,
          by: event.actorName,
          code: event.data.code,
          text: event.personal?.text ?? erasedText,
        },
      };
  }
}

/** Folds a whole stream. */
export function replay(events: Iterable<IncidentEvent>): Incident | null {
  let state: Incident | null = null;
  for (const event of events) state = evolve(state, event);
  return state;
}

function report(event: Extract<IncidentEvent, { type: 'incident.reported' }>): Incident {
  const { number, service, category, impact, urgency, priority, matrixVersion, targets } =
    event.data;
  return {
    number,
    version: event.version,
    seq: event.seq,
    status: 'new',
    title: event.personal?.title ?? erasedText,
    description: event.personal?.description ?? '',
    service,
    category,
    impact,
    urgency,
    priority,
    matrixVersion,
    targets,
    reporter: event.actor,
    reporterName: event.actorName,
    contact: event.personal?.contact ?? null,
    reportedAt: event.at,
    acknowledged: null,
    firstResponseAt: null,
    resolved: null,
  };
}
