import { z } from 'zod';
import { fieldError, KitError } from '../../../domain/errors.ts';
import { decideLink, decideUnlink } from '../../../domain/incident/decide/relations.ts';
import { type Link, linkKinds } from '../../../domain/incident/links.ts';
import { fromReference } from '../../../domain/incident/reference.ts';
import type { Snapshot } from '../../../store/store.ts';
import type { OperationContext } from '../../context.ts';
import { changeInput, linkTarget } from '../../input.ts';
import { changeIncident, type IncidentChanged } from '../change-incident.ts';

export const linkIncidentInput = changeInput.extend({
  kind: z.enum(linkKinds),
  target: linkTarget,
});

/**
 * Ties an incident to a problem, a change, its parent or a related one. The latter two are incidents
 * that have to exist.
 * @throws KitError `incident-not-found`, `link-not-possible`, `nothing-changed`
 */
export function linkIncident(
  context: OperationContext,
  input: z.infer<typeof linkIncidentInput>,
): Promise<IncidentChanged> {
  const { kind, target } = input;
  return changeIncident(context, 'incident:link', input, async (incident, _rules, _now, store) =>
    decideLink(incident, { kind, target }, await ancestorsOf({ kind, target }, store)),
  );
}

/** @throws KitError `incident-not-found`, `nothing-changed` */
export function unlinkIncident(
  context: OperationContext,
  input: z.infer<typeof linkIncidentInput>,
): Promise<IncidentChanged> {
  const { kind, target } = input;
  return changeIncident(context, 'incident:link', input, (incident) =>
    decideUnlink(incident, { kind, target }),
  );
}

/** The incident that a link leads to and all that stand above it; none for what is not an incident. */
async function ancestorsOf({ kind, target }: Link, snapshot: Snapshot): Promise<number[]> {
  if (kind !== 'parent' && kind !== 'related') return [];
  const ancestors: number[] = [];
  let next: string | undefined = target;
  while (next !== undefined) {
    const number = fromReference(next);
    const incident = number === null ? null : await snapshot.incidents.get(number);
    if (!incident) {
      const message = `There is no incident ${next}. Check the number.`;
      throw new KitError('link-not-possible', message, {
        fields: [fieldError(['target'], message, 'not-found', { id: next })],
        details: { why: 'not-found', target: next },
      });
    }
    ancestors.push(incident.number);
    next = incident.links.find((link) => link.kind === 'parent')?.target;
  }
  return ancestors;
}
