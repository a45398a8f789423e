import type { Rules } from '../../configuration/documents.ts';
import { fieldError, KitError } from '../../errors.ts';
import { changedChain } from '../../escalation/chain.ts';
import { priorityOf } from '../../matrix/matrix.ts';
import { decideTerms, type SlaTerms } from '../../sla/terms.ts';
import { factsOf } from '../clocks.ts';
import type {
  ChainChange,
  IncidentCategorized,
  IncidentPrioritized,
  IncidentRetitled,
} from '../events.ts';
import type { Incident } from '../state.ts';
import { assertLevels, changedTerms, nameOf } from './report.ts';
import { assertNotClosed } from './step.ts';

/** @throws KitError `nothing-changed`, `already-closed` */
export function decideRetitle(state: Incident, title: string): IncidentRetitled {
  assertNotClosed(state);
  if (state.title === title) {
    throw new KitError('nothing-changed', 'It already has this title.', {
      details: { what: 'title' },
    });
  }
  return { type: 'incident.retitled', data: {}, personal: { title } };
}

/**
 * Says what the incident is about. What is left out stays; null takes it away.
 * @throws KitError `invalid-input` for what is not in the catalogue, `nothing-changed`
 */
export function decideCategorize(
  state: Incident,
  rules: Rules,
  change: { service?: string | null | undefined; category?: string | null | undefined },
): IncidentCategorized {
  assertNotClosed(state);
  const { service = state.service, category = state.category } = change;
  const { services, categories } = rules.catalogue.document;
  if (change.service) assertOffered('service', change.service, services);
  if (change.category) assertOffered('category', change.category, categories);
  if (service === state.service && category === state.category) {
    throw new KitError('nothing-changed', 'It already has this service and category.', {
      details: { what: 'classification' },
    });
  }
  // Nothing is promised any more for a priority that the matrix has lost: what was promised stays.
  const isKnown = rules.matrix.document.priorities.some((each) => each.id === state.priority);
  const facts = { ...factsOf(state), service, category };
  // What was imported stays outside of what this desk promises.
  const { imported } = state;
  const terms = isKnown && !imported ? changedTerms(state.terms, decideTerms(rules, facts)) : null;
  return {
    type: 'incident.categorized',
    data: {
      service,
      serviceName: nameOf(services, service),
      category,
      categoryName: nameOf(categories, category),
      catalogueVersion: rules.catalogue.version,
      terms,
      ...(!imported && changedChain(state.chain, rules, facts)),
    },
    personal: {},
  };
}

/** @throws KitError `invalid-input` */
export function assertOffered(
  field: 'service' | 'category',
  id: string,
  offered: readonly { id: string }[],
): void {
  if (offered.some((entry) => entry.id === id)) return;
  const message = `Choose the ${field} again: “${id}” is not offered.`;
  throw new KitError('invalid-input', message, {
    fields: [fieldError([field], message, 'not-offered', { id })],
  });
}

/**
 * Changes impact or urgency, and with them the priority, unless that was set by hand.
 * @throws KitError `invalid-input` for a level that the matrix in force does not have,
 *   `nothing-changed`
 */
export function decideLevels(
  state: Incident,
  rules: Rules,
  {
    impact = state.impact,
    urgency = state.urgency,
  }: { impact?: string | undefined; urgency?: string | undefined },
): IncidentPrioritized {
  assertNotClosed(state);
  assertLevels(rules.matrix.document, impact, urgency);
  if (impact === state.impact && urgency === state.urgency) {
    throw new KitError('nothing-changed', 'It already has this impact and urgency.', {
      details: { what: 'levels' },
    });
  }
  if (state.override) {
    const { priority, matrixVersion, terms } = state;
    const data = { impact, urgency, priority, matrixVersion, terms };
    return { type: 'incident.prioritized', data: { why: 'levels', ...data }, personal: noReason };
  }
  return byMatrix(state, rules, { why: 'levels', impact, urgency });
}

/**
 * Sets the priority by hand, whatever impact and urgency say, until it is given back.
 * @throws KitError `invalid-input` for a priority that the matrix in force does not have,
 *   `nothing-changed`
 */
export function decideOverride(
  state: Incident,
  rules: Rules,
  priority: string,
  reason: string,
): IncidentPrioritized {
  assertNotClosed(state);
  const { document: matrix, version: matrixVersion } = rules.matrix;
  if (!matrix.priorities.some((each) => each.id === priority)) {
    const names = matrix.priorities.map((each) => each.id).join(', ');
    const message = `There is no priority “${priority}”. Choose one of ${names}.`;
    throw new KitError('invalid-input', message, {
      fields: [fieldError(['priority'], message, 'not-offered', { id: priority })],
    });
  }
  if (state.override && state.priority === priority) {
    throw new KitError('nothing-changed', `It was already set to ${priority} by hand.`, {
      details: { what: 'override', value: priority },
    });
  }
  const { impact, urgency } = state;
  const promised = promisedFor(state, rules, priority);
  return {
    type: 'incident.prioritized',
    data: { why: 'override', impact, urgency, priority, matrixVersion, ...promised },
    personal: { reason },
  };
}

/**
 * Gives the priority back to the matrix.
 * @throws KitError `nothing-changed` when it was not set by hand; `invalid-input` when its impact or
 *   urgency is no longer in the matrix
 */
export function decideRestore(state: Incident, rules: Rules): IncidentPrioritized {
  assertNotClosed(state);
  if (!state.override) {
    throw new KitError('nothing-changed', 'The priority is the one of the matrix already.', {
      details: { what: 'priority-of-matrix' },
    });
  }
  const { impact, urgency } = state;
  assertLevels(rules.matrix.document, impact, urgency);
  return byMatrix(state, rules, { why: 'restored', impact, urgency });
}

const noReason = { reason: null };

function byMatrix(
  state: Incident,
  rules: Rules,
  { why, impact, urgency }: { why: 'levels' | 'restored'; impact: string; urgency: string },
): IncidentPrioritized {
  const { document: matrix, version: matrixVersion } = rules.matrix;
  const priority = priorityOf(matrix, impact, urgency).id;
  const promised = promisedFor(state, rules, priority);
  return {
    type: 'incident.prioritized',
    data: { why, impact, urgency, priority, matrixVersion, ...promised },
    personal: noReason,
  };
}

/** What is promised for a priority, and what is done when it is not kept. */
function promisedFor(
  state: Incident,
  rules: Rules,
  priority: string,
): { terms: SlaTerms } & ChainChange {
  if (state.imported) return { terms: state.terms };
  const facts = { ...factsOf(state), priority };
  const terms = decideTerms(rules, facts);
  return priority === state.priority
    ? { terms }
    : { terms, ...changedChain(state.chain, rules, facts) };
}
