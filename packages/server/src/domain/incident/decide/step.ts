import type { DocumentVersion } from '../../configuration/documents.ts';
import { fieldError, KitError } from '../../errors.ts';
import type { RequirableField } from '../../workflow/workflow.ts';
import { findTransition, statusWithId, transitionTargets } from '../../workflow/workflow.ts';
import type { Step } from '../events.ts';
import { toReference } from '../reference.ts';
import { type Incident, isUnderWay } from '../state.ts';

type WorkflowVersion = DocumentVersion<'workflow'>;

/**
 * A step along the workflow, when it is allowed and nothing is missing for it.
 * @throws KitError `transition-not-allowed`, with where it can go as `details.allowed`;
 *   `field-required`, with what is missing
 */
export function decideStep(
  state: Incident,
  { document: workflow, version }: WorkflowVersion,
  to: string,
  { reason }: { reason: string | null },
): Step {
  const transition = findTransition(workflow, state.status.id, to);
  const target = workflow.statuses.find((each) => each.id === to);
  if (!transition || !target) {
    const allowed = transitionTargets(workflow, state.status.id);
    const names = allowed.map((each) => `“${each.name}”`).join(', ');
    throw new KitError(
      'transition-not-allowed',
      `${toReference(state.number)} is “${state.status.name}” and cannot become ` +
        `“${target?.name ?? to}” from there. ` +
        (names ? `It can become ${names}.` : 'That is final.'),
      {
        details: {
          incident: toReference(state.number),
          from: state.status,
          to: target?.name ?? to,
          allowed,
        },
      },
    );
  }
  assertGiven(transition.requires, state, reason, target.name);
  return { to: statusWithId(workflow, to), workflowVersion: version };
}

const missing: Record<RequirableField, string> = {
  team: 'Assign it to a team first.',
  assignee: 'Assign it to somebody first.',
  service: 'Say first which service it is about.',
  category: 'Give it a category first.',
  reason: 'Say why.',
};

function assertGiven(
  required: readonly RequirableField[],
  { team, assignee, service, category }: Incident,
  reason: string | null,
  to: string,
): void {
  const given = { team, assignee, service, category, reason };
  const fields = required
    .filter((field) => !given[field])
    .map((field) => fieldError([field], missing[field], 'required'));
  const first = fields[0];
  if (!first) return;
  throw new KitError('field-required', `Before it becomes “${to}”: ${first.message}`, {
    fields,
    details: { to },
  });
}

/** @throws KitError `already-resolved`, `already-closed`: it names who was first, and when */
export function assertUnderWay(state: Incident): void {
  assertNotClosed(state);
  if (isUnderWay(state) || !state.resolved) return;
  const { at, by, code } = state.resolved;
  throw new KitError(
    'already-resolved',
    `${by ?? 'Somebody'} already resolved ${toReference(state.number)}. ` +
      'Reload to see how, or add a note.',
    { details: { incident: toReference(state.number), at, by, code } },
  );
}

/** @throws KitError `already-closed`: it names who closed it, and when */
export function assertNotClosed(state: Incident): void {
  if (state.status.category !== 'closed') return;
  const { at = null, by = null, why = null } = state.closed ?? {};
  const who = why === 'silence' ? 'It' : `${by ?? 'Somebody'}`;
  const what =
    why === 'silence'
      ? `closed by itself, as nobody said that ${toReference(state.number)} was not fixed`
      : why === 'cancelled'
        ? `cancelled ${toReference(state.number)}`
        : why === 'duplicate'
          ? `closed ${toReference(state.number)} as a duplicate`
          : `already closed ${toReference(state.number)}`;
  throw new KitError('already-closed', `${who} ${what}. Report a new incident if it is back.`, {
    details: {
      incident: toReference(state.number),
      at,
      by,
      why,
      duplicateOf: state.duplicateOf,
    },
  });
}
