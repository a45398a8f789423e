import type { IncidentEvent } from '../incident/events.ts';
import { numberOfStream } from '../incident/reference.ts';
import { type FeaturesByField, featuresByField } from './described.ts';
import type { LearnedField } from './learned-fields.ts';

/** What is set of the fields that are learned; null for nothing. */
export type Choices = Record<LearnedField, string | null>;

/** What an event says to whoever learns. */
export type Said =
  | { what: 'reported'; features: FeaturesByField; choices: Choices }
  /** A person or a rule has set something, or what was learned has. */
  | { what: 'chosen'; choices: Partial<Choices> }
  /** It is over, so what stands there is right, where a person has seen it. */
  | { what: 'over'; isByPerson: boolean }
  /** It is none of its own, and what it was about was nobody's concern. */
  | { what: 'dropped' };

export type Moment = {
  number: number;
  /** Position in the log of what says it. */
  seq: number;
  /** When it occurred, epoch milliseconds. */
  at: number;
} & Said;

/** What an event says that happened here; null for nothing. Imported ones are another's: `ImportedMoments`. */
export function momentOf(event: IncidentEvent): Moment | null {
  const said = saidBy(event);
  const { seq, at } = event;
  return said && { number: numberOfStream(event.stream) ?? 0, seq, at, ...said };
}

function saidBy(event: IncidentEvent): Said | null {
  switch (event.type) {
    case 'incident.reported': {
      const { personal, data, actor } = event;
      // Words that were erased are not there; what a source of alerts says is its rules' to sort.
      if (!personal || actor.role === 'system') return null;
      const { service, category } = data;
      const features = featuresByField({ ...personal, service, category });
      return { what: 'reported', features, choices: { category, team: null } };
    }
    case 'incident.routed': {
      const { category, team } = event.data;
      return { what: 'chosen', choices: { ...(category && { category }), ...(team && { team }) } };
    }
    case 'incident.category-suggested': {
      const { set } = event.data;
      return set && { what: 'chosen', choices: { category: set.category } };
    }
    case 'incident.categorized':
      return { what: 'chosen', choices: { category: event.data.category } };
    case 'incident.assigned':
      return { what: 'chosen', choices: { team: event.data.team } };
    case 'incident.escalated': {
      const { data } = event;
      return data.kind === 'functional' ? { what: 'chosen', choices: { team: data.team } } : null;
    }
    case 'incident.escalation-step-taken': {
      const handed = event.data.actions.findLast((each) => each.action === 'reassign');
      return handed ? { what: 'chosen', choices: { team: handed.team } } : null;
    }
    case 'incident.resolved':
    case 'incident.closed':
      return { what: 'over', isByPerson: event.actor.role !== 'system' };
    case 'incident.cancelled':
    case 'incident.merged':
      return { what: 'dropped' };
    default:
      return null;
  }
}
