import {
  type Actor,
  ConfigurationHistory,
  type DocumentEvent,
  type DocumentKind,
  type Documents,
  decideAcknowledge,
  decideCancel,
  decideCategorize,
  decideClose,
  decideHold,
  decideLevels,
  decideOverride,
  decideReopen,
  decideReport,
  decideResolve,
  decideRestore,
  decideResume,
  decideRoute,
  documentKinds,
  evolve,
  findRoute,
  type Incident,
  type IncidentEvent,
  KitError,
  type NewIncidentEvent,
  nextDue,
  published,
  type Report,
  type Rules,
  systemActor,
} from '@incident-kit/server/domain';
import { rulesOf } from './rules.ts';

/** Something that happens in the life of an incident, so many milliseconds after what was before. */
export type Moment = { after: number } & (
  | { does: 'acknowledge' | 'resume' | 'restore' | 'resolve' | 'close' | 'reopen' | 'cancel' }
  | { does: 'hold'; to: string }
  | { does: 'write'; who: 'desk' | 'reporter'; visibility: 'public' | 'internal' }
  | { does: 'levels'; impact: string; urgency: string }
  | { does: 'override'; priority: string }
  | { does: 'categorize'; service: string | null; category: string | null }
  /** Somebody publishes a document. */
  | { does: 'publish'; publication: Publication }
);

export type Publication = {
  [Kind in DocumentKind]: { kind: Kind; document: Documents[Kind] };
}[DocumentKind];

const desk: Actor = { role: 'agent', id: 'grace', site: 'pk_intranet' };
const reporter: Actor = { role: 'reporter', id: 'rosa', site: 'pk_intranet' };

/** An incident that lived, and the log that its life and that of the documents has left. */
export interface Life {
  events: IncidentEvent[];
  publications: DocumentEvent[];
  /** As it is at `now`, with what has fallen due by then. */
  incident: Incident;
  now: number;
}

/** Lets an incident live, by the same decisions and in the same order as the server has them. */
export function live(documents: Documents, report: Report, moments: readonly Moment[]): Life {
  const publications: DocumentEvent[] = [];
  const events: IncidentEvent[] = [];
  let rules: Rules = rulesOf(documents);
  let state: Incident | null = null;
  let seq = 0;
  let now = Date.UTC(2026, 2, 27, 12);

  const recorded = (stream: string, version: number, actor: Actor) => {
    seq += 1;
    return { seq, stream, version, at: now, actor, actorName: actor.id };
  };
  const publish = ({ kind, document }: Publication) => {
    const version = publications.filter((each) => each.stream === kind).length + 1;
    const event = published(kind, { basedOn: version - 1, document, reason: null }, version);
    publications.push({ ...event, ...recorded(kind, version, systemActor) } as DocumentEvent);
    const last = { version, publishedAt: now, publishedBy: null, reason: null };
    rules = { ...rules, [kind]: { kind, document, ...last } };
  };
  const append = (event: NewIncidentEvent, actor: Actor) => {
    const stream = 'incident/1';
    const whole = { ...event, ...recorded(stream, events.length + 1, actor) } as IncidentEvent;
    events.push(whole);
    state = evolve(state, whole);
    return state;
  };
  const settle = (incident: Incident) => {
    const book = new ConfigurationHistory(publications).book({});
    let settled = incident;
    for (let due = nextDue(settled, book); due && due.at <= now; due = nextDue(settled, book)) {
      settled = append(due.event, systemActor);
    }
    return settled;
  };

  for (const kind of documentKinds) publish({ kind, document: documents[kind] } as Publication);
  const reported = decideReport(1, report, rules);
  let incident = append(reported, reporter);
  const { title, description } = report;
  const facts = { ...report, priority: reported.data.priority };
  const route = findRoute(rules, { ...facts, title, description, reporterEmail: null });
  const routed = decideRoute(reported, report, route, null, rules);
  if (routed) incident = append(routed, systemActor);
  for (const moment of moments) {
    now += moment.after;
    if (moment.does === 'publish') publish(moment.publication);
    else {
      incident = settle(incident);
      const event = attempt(() => decide(incident, rules, moment, now));
      const byReporter = moment.does === 'write' && moment.who === 'reporter';
      if (event) incident = append(event, byReporter ? reporter : desk);
    }
  }
  return { events, publications, incident: settle(incident), now };
}

function decide(
  state: Incident,
  rules: Rules,
  moment: Exclude<Moment, { does: 'publish' }>,
  now: number,
): NewIncidentEvent {
  switch (moment.does) {
    case 'acknowledge':
      return decideAcknowledge(state, rules);
    case 'hold':
      return decideHold(state, rules, moment.to, 'We wait');
    case 'resume':
      return decideResume(state, rules, null);
    case 'write': {
      const { visibility } = moment;
      return { type: 'incident.note-added', data: { visibility }, personal: { text: 'Hello' } };
    }
    case 'levels':
      return decideLevels(state, rules, moment);
    case 'override':
      return decideOverride(state, rules, moment.priority, 'We know better');
    case 'restore':
      return decideRestore(state, rules);
    case 'categorize':
      return decideCategorize(state, rules, moment);
    case 'resolve':
      return decideResolve(state, rules, { code: 'fixed', text: 'Done' }, now);
    case 'close':
      return decideClose(state, rules, 'desk', null);
    case 'reopen':
      return decideReopen(state, rules, 'not-fixed', 'Still broken');
    case 'cancel':
      return decideCancel(state, rules, 'A mistake');
  }
}

/** What was decided, or null when it was refused. Anything but a refusal is a fault. */
export function attempt<T>(run: () => T): T | null {
  try {
    return run();
  } catch (error) {
    if (error instanceof KitError) return null;
    throw error;
  }
}
