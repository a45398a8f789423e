import {
  type DocumentEvent,
  type Documents,
  decideAcknowledge,
  decideCancel,
  decideCategorize,
  decideClose,
  decideHold,
  decideLevels,
  decideNote,
  decideOverride,
  decideReopen,
  decideResolve,
  decideRestore,
  decideResume,
  type Incident,
  type IncidentEvent,
  type NewIncidentEvent,
  type Report,
  type Rules,
} from '@incident-kit/server/domain';
import {
  desk,
  type Publication,
  reporter,
  SimulatedIncident,
} from '../../support/simulate-incidents/simulated-incident.ts';

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

/** An incident that lived, and the log that its life and that of the documents has left. */
export interface Life {
  events: IncidentEvent[];
  publications: DocumentEvent[];
  /** As it is at `now`, with what has fallen due by then. */
  incident: Incident;
  now: number;
}

/** Lets an incident live through moments, one after the other. */
export function live(documents: Documents, report: Report, moments: readonly Moment[]): Life {
  let now = Date.UTC(2026, 2, 27, 12);
  const simulated = new SimulatedIncident(documents, now, report);
  for (const moment of moments) {
    now += moment.after;
    if (moment.does === 'publish') simulated.publish(moment.publication, now);
    else {
      const by = moment.does === 'write' && moment.who === 'reporter' ? reporter : desk;
      simulated.do(now, by, (state) => decide(state, simulated.rules, moment, now));
    }
  }
  simulated.applyDue(now);
  const { events, publications, state } = simulated;
  return { events, publications, incident: state, now };
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
    case 'write':
      return decideNote('Hello', moment.visibility);
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
