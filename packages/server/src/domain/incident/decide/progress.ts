import type { Rules } from '../../configuration/documents.ts';
import { fieldError, KitError } from '../../errors.ts';
import type {
  IncidentAcknowledged,
  IncidentCancelled,
  IncidentClosed,
  IncidentMoved,
  IncidentReopened,
  IncidentResolved,
} from '../events.ts';
import { toReference } from '../reference.ts';
import type { ResolutionCode } from '../resolution.ts';
import { type Incident, isAcknowledged } from '../state.ts';
import { assertNotClosed, assertUnderWay, decideStep } from './step.ts';

type WithWorkflow = Pick<Rules, 'workflow'>;

const noReason = { reason: null };

/**
 * Takes note that somebody of the desk has seen the incident.
 * @throws KitError `already-acknowledged`, `already-resolved`, `already-closed`: it names who was
 *   first, and when
 */
export function decideAcknowledge(
  state: Incident,
  { workflow }: WithWorkflow,
): IncidentAcknowledged {
  assertUnderWay(state);
  if (state.acknowledged && isAcknowledged(state)) {
    const { at, by } = state.acknowledged;
    throw new KitError(
      'already-acknowledged',
      `${by ?? 'Somebody'} already acknowledged ${toReference(state.number)}.`,
      { details: { incident: toReference(state.number), at, by } },
    );
  }
  // Whoever is held or moved on before anybody acknowledged keeps the status that it has by then.
  const data =
    state.status.category === 'new'
      ? decideStep(state, workflow, workflow.document.actions.acknowledge, noReason)
      : { to: state.status, workflowVersion: workflow.version };
  return { type: 'incident.acknowledged', data, personal: {} };
}

/**
 * Lets the incident wait for somebody.
 * @throws KitError `not-a-waiting-status`, and those of `decideStep`
 */
export function decideHold(
  state: Incident,
  { workflow }: WithWorkflow,
  to: string,
  reason: string,
): IncidentMoved {
  assertUnderWay(state);
  const { statuses } = workflow.document;
  const waiting = statuses.filter((each) => each.category === 'waiting');
  if (!waiting.some((each) => each.id === to)) {
    const names = waiting.map((each) => `“${each.name}”`).join(', ');
    const message = `Choose what it waits for: ${names}.`;
    throw new KitError('invalid-input', message, {
      fields: [fieldError(['to'], message, 'not-offered', { id: to })],
    });
  }
  return {
    type: 'incident.moved',
    data: { how: 'hold', ...decideStep(state, workflow, to, { reason }) },
    personal: { reason },
  };
}

/** @throws KitError `not-waiting`, `already-resolved`, `already-closed` */
export function decideResume(
  state: Incident,
  { workflow }: WithWorkflow,
  reason: string | null,
): IncidentMoved {
  assertUnderWay(state);
  if (state.status.category !== 'waiting') {
    throw new KitError('not-waiting', `${toReference(state.number)} is not waiting for anybody.`, {
      details: { incident: toReference(state.number), status: state.status },
    });
  }
  const to = workflow.document.actions.resume;
  return {
    type: 'incident.moved',
    data: { how: 'resume', ...decideStep(state, workflow, to, { reason }) },
    personal: { reason },
  };
}

/**
 * Moves the incident to another status of the desk's own making.
 * @throws KitError `invalid-input` for a status that an action of its own leads to; those of `decideStep`
 */
export function decideMove(
  state: Incident,
  { workflow }: WithWorkflow,
  to: string,
  reason: string | null,
): IncidentMoved {
  assertUnderWay(state);
  const target = workflow.document.statuses.find((each) => each.id === to);
  if (target && (target.category === 'resolved' || target.category === 'closed')) {
    const message = `“${target.name}” is the end of the work: resolve, close or cancel it instead.`;
    throw new KitError('invalid-input', message, {
      fields: [fieldError(['to'], message, 'not-offered', { id: to })],
    });
  }
  return {
    type: 'incident.moved',
    data: { how: 'move', ...decideStep(state, workflow, to, { reason }) },
    personal: { reason },
  };
}

/**
 * Ends the work on an incident, and asks the reporter whether it is fixed.
 * @throws KitError `already-resolved`, `already-closed`, and those of `decideStep`
 */
export function decideResolve(
  state: Incident,
  { workflow }: WithWorkflow,
  resolution: { code: ResolutionCode; text: string },
  now: number,
): IncidentResolved {
  assertUnderWay(state);
  const { actions, closeAfterMs } = workflow.document;
  const step = decideStep(state, workflow, actions.resolve, { reason: resolution.text });
  const resolved = { ...state, status: step.to };
  const closes =
    closeAfterMs === null
      ? null
      : {
          at: now + closeAfterMs,
          ...decideStep(resolved, workflow, actions.close, { reason: resolution.text }),
        };
  return {
    type: 'incident.resolved',
    data: { code: resolution.code, closes, ...step },
    personal: { text: resolution.text },
  };
}

/**
 * Ends the incident: with the reporter's word that it is fixed, or by the desk.
 * @throws KitError `not-resolved`, `already-closed`
 */
export function decideClose(
  state: Incident,
  { workflow }: WithWorkflow,
  why: 'confirmed' | 'desk',
  text: string | null,
): IncidentClosed {
  assertResolved(state);
  const step = decideStep(state, workflow, workflow.document.actions.close, { reason: text });
  return { type: 'incident.closed', data: { why, ...step }, personal: { text } };
}

/**
 * Goes on with an incident that was resolved and is not fixed. What the reporter says stays with it.
 * @throws KitError `not-resolved`, `already-closed`
 */
export function decideReopen(
  state: Incident,
  { workflow }: WithWorkflow,
  why: 'not-fixed' | 'reopened',
  text: string,
): IncidentReopened {
  assertResolved(state);
  const step = decideStep(state, workflow, workflow.document.actions.reopen, { reason: text });
  const newCycle = state.terms.reopen === 'new-cycle';
  return { type: 'incident.reopened', data: { why, newCycle, ...step }, personal: { text } };
}

/** @throws KitError `already-resolved`, `already-closed`, and those of `decideStep` */
export function decideCancel(
  state: Incident,
  { workflow }: WithWorkflow,
  reason: string,
): IncidentCancelled {
  assertUnderWay(state);
  const step = decideStep(state, workflow, workflow.document.actions.cancel, { reason });
  return { type: 'incident.cancelled', data: step, personal: { reason } };
}

function assertResolved(state: Incident): void {
  assertNotClosed(state);
  if (state.status.category === 'resolved') return;
  throw new KitError(
    'not-resolved',
    `${toReference(state.number)} is not resolved yet; it is “${state.status.name}”.`,
    { details: { incident: toReference(state.number), status: state.status } },
  );
}
