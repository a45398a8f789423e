import { factsOf } from '../incident/clocks.ts';
import { changedTerms } from '../incident/decide/report.ts';
import type { IncidentEvent } from '../incident/events.ts';
import type { Incident } from '../incident/state.ts';
import { type PriorityMatrix, priorityOf } from '../matrix/matrix.ts';
import { decideTerms, type SlaTerms } from '../sla/terms.ts';
import type { DecidingRules, Undecidable } from './history.ts';

export type Decided = { event: IncidentEvent } | { undecidable: Undecidable };

type Facts = ReturnType<typeof factsOf>;

/**
 * The same event as it would have been under other rules: what a person said or did stays, what the
 * rules made of it is decided again. A priority that was set by hand stays; its promises do not.
 * @param state the incident before the event, itself decided by those rules; null before the report
 */
export function decideAnew(
  state: Incident | null,
  event: IncidentEvent,
  rules: DecidingRules,
): Decided {
  if (event.type === 'incident.reported') return reportAnew(event, rules);
  if (!state) throw new Error(`${event.stream} does not begin with a report`);
  switch (event.type) {
    case 'incident.routed': {
      const category = event.data.category ?? state.category;
      return changeTerms(state, { ...factsOf(state), category }, rules, (terms) => ({
        ...event,
        data: { ...event.data, terms },
      }));
    }
    case 'incident.category-suggested': {
      const { set } = event.data;
      if (!set) return { event };
      const facts = { ...factsOf(state), category: set.category };
      return changeTerms(state, facts, rules, (terms) => ({
        ...event,
        data: { ...event.data, set: { ...set, terms } },
      }));
    }
    case 'incident.categorized': {
      const { service, category } = event.data;
      return changeTerms(state, { ...factsOf(state), service, category }, rules, (terms) => ({
        ...event,
        data: { ...event.data, terms },
      }));
    }
    case 'incident.prioritized':
      return prioritizeAnew(state, event, rules);
    case 'incident.reopened': {
      const newCycle = state.terms.reopen === 'new-cycle';
      return { event: { ...event, data: { ...event.data, newCycle } } };
    }
    default:
      return { event };
  }
}

function reportAnew(
  event: Extract<IncidentEvent, { type: 'incident.reported' }>,
  rules: DecidingRules,
): Decided {
  const { impact, urgency, service, category, reporterGroups = [] } = event.data;
  const { document: matrix, version: matrixVersion } = rules.matrix;
  const undecidable = missingLevel(matrix, impact, urgency);
  if (undecidable) return { undecidable };
  const { id: priority, targets } = priorityOf(matrix, impact, urgency);
  const facts = { priority, service, category, site: event.actor.site, reporterGroups };
  return withTerms(facts, rules, (terms) => ({
    ...event,
    data: { ...event.data, priority, matrixVersion, targets, terms },
  }));
}

function prioritizeAnew(
  state: Incident,
  event: Extract<IncidentEvent, { type: 'incident.prioritized' }>,
  rules: DecidingRules,
): Decided {
  const { why, impact, urgency } = event.data;
  if (why === 'levels' && state.override) {
    const { priority, matrixVersion, terms } = state;
    return { event: { ...event, data: { ...event.data, priority, matrixVersion, terms } } };
  }
  const { document: matrix, version: matrixVersion } = rules.matrix;
  const undecidable = why === 'override' ? null : missingLevel(matrix, impact, urgency);
  if (undecidable) return { undecidable };
  const priority =
    why === 'override' ? event.data.priority : priorityOf(matrix, impact, urgency).id;
  return withTerms({ ...factsOf(state), priority }, rules, (terms) => ({
    ...event,
    data: { ...event.data, priority, matrixVersion, terms },
  }));
}

function missingLevel(matrix: PriorityMatrix, impact: string, urgency: string): Undecidable | null {
  if (!matrix.impacts.some((each) => each.id === impact)) return { field: 'impact', value: impact };
  if (!matrix.urgencies.some((each) => each.id === urgency)) {
    return { field: 'urgency', value: urgency };
  }
  return null;
}

function changeTerms(
  state: Incident,
  facts: Facts,
  rules: DecidingRules,
  apply: (terms: SlaTerms | null) => IncidentEvent,
): Decided {
  return withTerms(facts, rules, (terms) => apply(changedTerms(state.terms, terms)));
}

function withTerms(
  facts: Facts,
  rules: DecidingRules,
  apply: (terms: SlaTerms) => IncidentEvent,
): Decided {
  const { priority } = facts;
  if (!rules.matrix.document.priorities.some((each) => each.id === priority)) {
    return { undecidable: { field: 'priority', value: priority } };
  }
  const terms = decideTerms(rules, facts);
  const { calendar } = terms;
  const { calendars } = rules.calendars.document;
  // Only the drafts were checked together, not drafts with what was in force back then.
  if (calendar !== '24x7' && !calendars.some((each) => each.id === calendar.id)) {
    return { undecidable: { field: 'calendar', value: calendar.id } };
  }
  return { event: apply(terms) };
}
