import { termsBeforePolicies } from '../sla/terms.ts';
import type { IncidentEvent } from './events.ts';
import { erasedText, type Incident, type Said } from './state.ts';
import type { Status } from './status.ts';

/** Where reports of before there was a workflow begin. */
const atFirst: Status = { id: 'new', name: 'New', category: 'new' };

type Reported = Extract<IncidentEvent, { type: 'incident.reported' }>;

/** The state as a report makes it. */
export function report(event: Reported): Incident {
  const { at, data, personal } = event;
  const status = data.to ?? atFirst;
  return {
    number: data.number,
    version: event.version,
    seq: event.seq,
    publicSeq: event.seq,
    publicSeqs: [event.seq],
    at,
    status,
    course: [{ at, status }],
    title: personal?.title ?? erasedText,
    description: personal?.description ?? '',
    service: data.service,
    category: data.category,
    impact: data.impact,
    urgency: data.urgency,
    priority: data.priority,
    matrixVersion: data.matrixVersion,
    override: null,
    terms: data.terms ?? termsBeforePolicies(data.targets),
    reporter: event.actor,
    reporterName: event.actorName,
    reporterGroups: data.reporterGroups ?? [],
    contact: personal?.contact ?? null,
    reportedAt: at,
    categorizedAt: data.category === null ? null : at,
    team: null,
    assignee: null,
    acknowledged: null,
    firstAcknowledgedAt: null,
    firstResponseAt: null,
    escalatedAt: null,
    managementLevel: 0,
    resolved: null,
    closes: null,
    repliedAt: null,
    lastSaid: { public: saidIn(event, true), internal: null },
    closed: null,
    reopened: 0,
    resolutionCycle: { number: 1, startedAt: at },
    // A monitored thing waits for no answer.
    awaitingUpdate: { cycle: 1, since: at, answeredAt: isSystem(event) ? at : null },
    warned: [],
    breached: [],
    chain: data.chain ?? null,
    stepsTaken: [],
    chainsBefore: [],
    duplicateOf: null,
    duplicates: [],
    links: [],
    affected: 0,
    receiptsRevoked: false,
    notes: {},
    ...(data.pausedUntil !== undefined && { pausedUntil: data.pausedUntil }),
    ...(data.waitsFor && { waitsFor: { ...data.waitsFor, since: event.at } }),
  };
}

export function saidIn({ at, actor, actorName: by }: IncidentEvent, isReporter: boolean): Said {
  return { at, by, person: actor.id, site: actor.site, from: isReporter ? 'reporter' : 'desk' };
}

export function isSystem({ actor }: Pick<IncidentEvent, 'actor'>): boolean {
  return actor.role === 'system';
}
