import type { Rules } from '../../configuration/documents.ts';
import { type ErrorValues, fieldError, KitError } from '../../errors.ts';
import { limits } from '../../limits.ts';
import type {
  AffectedJoined,
  DuplicateMerged,
  IncidentLinked,
  IncidentMerged,
  IncidentUnlinked,
  ReportSaved,
} from '../events.ts';
import type { Link } from '../links.ts';
import { toReference } from '../reference.ts';
import { type Incident, isWithdrawn } from '../state.ts';
import { assertNotClosed, decideStep } from './step.ts';

type MergeRefusal = ErrorValues['merge-not-possible'];
type LinkRefusal = ErrorValues['link-not-possible'];

/**
 * Closes an incident as a duplicate of another.
 * @throws KitError `merge-not-possible`: into itself, or into one that is itself withdrawn or closed
 */
export function decideMerge(
  duplicate: Incident,
  into: Incident,
  { workflow }: Pick<Rules, 'workflow'>,
  reason: string | null,
): [IncidentMerged, DuplicateMerged] {
  assertNotClosed(duplicate);
  const refuse = (message: string, why: MergeRefusal['why'], duplicateOf?: string) =>
    new KitError('merge-not-possible', message, {
      fields: [fieldError(['into'], message, 'refused')],
      details: { why, into: toReference(into.number), ...(duplicateOf && { duplicateOf }) },
    });
  if (duplicate.number === into.number) {
    throw refuse('An incident is no duplicate of itself.', 'itself');
  }
  if (isWithdrawn(into)) {
    const other = into.duplicateOf === null ? undefined : toReference(into.duplicateOf);
    const why = other ? 'merged' : 'cancelled';
    const it = toReference(into.number);
    // Two who merge each into the other: the second is there already.
    if (into.duplicateOf === duplicate.number) {
      throw refuse(`${it} was merged into this one already.`, 'merged', other);
    }
    const instead = other ? ` Merge into ${other}.` : '';
    throw refuse(`${it} was itself ${why}.${instead}`, why, other);
  }
  if (into.status.category === 'closed') {
    throw refuse(`${toReference(into.number)} is closed. Merge into one that is open.`, 'closed');
  }
  return [
    {
      type: 'incident.merged',
      data: { into: into.number, ...closingStep(duplicate, workflow) },
      personal: { reason },
    },
    { type: 'incident.duplicate-merged', data: { duplicate: duplicate.number }, personal: {} },
  ];
}

/** A duplicate ends where a cancelled one does, or, once resolved, where a closed one does. */
function closingStep(state: Incident, workflow: Rules['workflow']) {
  const { cancel, close } = workflow.document.actions;
  const to = state.status.category === 'resolved' ? close : cancel;
  return decideStep(state, workflow, to, { reason: 'duplicate' });
}

/** @throws KitError `nothing-changed`, `link-not-possible` */
export function decideLink(
  state: Incident,
  link: Link,
  ancestors: readonly number[],
): IncidentLinked {
  if (has(state, link)) {
    throw new KitError('nothing-changed', 'This link is already there.', {
      details: { what: 'link-there' },
    });
  }
  const refused = whyNotLinked(state, link, ancestors);
  if (refused) {
    const [why, message] = refused;
    throw new KitError('link-not-possible', message, {
      fields: [fieldError(['target'], message, 'refused')],
      details: {
        why,
        incident: toReference(state.number),
        target: link.target,
        ...(why === 'too-many' && { max: limits.links }),
      },
    });
  }
  return { type: 'incident.linked', data: link, personal: {} };
}

function whyNotLinked(
  { number, links }: Incident,
  { kind, target }: Link,
  ancestors: readonly number[],
): [LinkRefusal['why'], string] | null {
  const reference = toReference(number);
  if (target === reference) return ['itself', 'An incident cannot be linked to itself.'];
  if (links.length >= limits.links) {
    const message =
      `${reference} has ${links.length} links; there can be ${limits.links}. ` +
      'Remove one that nobody needs any more, or link the other incident to this one.';
    return ['too-many', message];
  }
  if (kind !== 'parent') return null;
  if (links.some((each) => each.kind === 'parent')) {
    return ['has-parent', 'It already has a parent. Remove that link first.'];
  }
  return ancestors.includes(number)
    ? ['is-below', `${target} is itself below ${reference}.`]
    : null;
}

/** @throws KitError `nothing-changed` */
export function decideUnlink(state: Incident, link: Link): IncidentUnlinked {
  if (!has(state, link)) {
    throw new KitError('nothing-changed', 'There is no such link.', {
      details: { what: 'link-missing' },
    });
  }
  return { type: 'incident.unlinked', data: link, personal: {} };
}

function has({ links }: Incident, { kind, target }: Link): boolean {
  return links.some((each) => each.kind === kind && each.target === target);
}

/**
 * Whoever says so may not be somebody who may see the incident, so they are told nothing of it.
 * @throws KitError `nothing-changed` for who has already said so, or reported it; `already-closed`
 */
export function decideJoin(state: Incident, hasJoined: boolean): AffectedJoined {
  if (state.status.category === 'closed') {
    const reference = toReference(state.number);
    throw new KitError('already-closed', `${reference} is over. Report a new incident.`, {
      details: { incident: reference },
    });
  }
  if (hasJoined) {
    throw new KitError('nothing-changed', 'It is already known that you have it too.', {
      details: { what: 'joined' },
    });
  }
  return { type: 'incident.affected-joined', data: {}, personal: {} };
}

/**
 * Somebody was about to report the same, and what resolved it helped them.
 * @throws KitError `not-resolved`
 */
export function decideSaveReport({ number, resolved, status }: Incident): ReportSaved {
  if (!resolved) {
    const reference = toReference(number);
    throw new KitError(
      'not-resolved',
      `${reference} is not resolved yet; it is “${status.name}”.`,
      {
        details: { incident: reference, status },
      },
    );
  }
  return { type: 'incident.report-saved', data: {}, personal: {} };
}
