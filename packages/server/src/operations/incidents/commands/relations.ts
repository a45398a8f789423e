import { z } from 'zod';
import { mayTouch } from '../../../access/caller.ts';
import type { Actor } from '../../../domain/actor.ts';
import { fieldError, KitError } from '../../../domain/errors.ts';
import {
  decideJoin,
  decideLink,
  decideMerge,
  decideSaveReport,
  decideUnlink,
} from '../../../domain/incident/decide/relations.ts';
import { type Link, linkKinds } from '../../../domain/incident/links.ts';
import { fromReference, toReference } from '../../../domain/incident/reference.ts';
import type { Incident } from '../../../domain/incident/state.ts';
import { fromArticleReference } from '../../../domain/knowledge/article.ts';
import { audienceOf } from '../../../domain/views/audience.ts';
import { lastPosition } from '../../../domain/views/positions.ts';
import type { Snapshot } from '../../../store/port/store.ts';
import { changeInput, incidentInput, linkTarget, optionalReason, reference } from '../../input.ts';
import { ancestorsOf } from '../ancestors-of.ts';
import { defineChange } from '../define-command.ts';

const linkInput = changeInput.extend({ kind: z.enum(linkKinds), target: linkTarget });

/** What an incident has to do with others. */
export const relations = {
  merge: defineChange({
    summary: 'Closes the incident as a duplicate of another. Both say so, or neither does.',
    permission: 'incident:merge',
    offeredAs: ['merge'],
    input: changeInput.extend({
      /** The incident that it is a duplicate of. */
      into: reference,
      reason: optionalReason,
    }),
    refusals: ['merge-not-possible', 'already-closed', 'transition-not-allowed', 'field-required'],
    async decide({ incident, rules, snapshot, withDue }, input) {
      const other = await incidentNamed(snapshot, input.into, 'merge-not-possible');
      const into = other.number === incident.number ? incident : await withDue(other);
      const [merged, duplicateMerged] = decideMerge(incident, into, rules, input.reason);
      return [
        { incident: into, event: duplicateMerged },
        { incident, event: merged },
      ];
    },
  }),

  link: defineChange({
    summary:
      'Ties the incident to a problem, a change, its parent or a related one. The latter two are ' +
      'incidents that have to exist.',
    permission: 'incident:link',
    offeredAs: ['link'],
    input: linkInput,
    refusals: ['link-not-possible', 'nothing-changed'],
    decide: async ({ incident, snapshot }, { kind, target }) =>
      decideLink(incident, { kind, target }, await aboveLink({ kind, target }, snapshot)),
  }),

  unlink: defineChange({
    summary: 'Takes such a link away.',
    permission: 'incident:link',
    input: linkInput,
    refusals: ['nothing-changed'],
    decide: ({ incident }, { kind, target }) => decideUnlink(incident, { kind, target }),
  }),

  join: defineChange({
    summary: '“Me too.” It shows nothing of the incident to who could not see it before.',
    permission: 'incident:join',
    offeredAs: ['join'],
    input: incidentInput,
    refusals: ['nothing-changed', 'already-closed'],
    decide: async ({ incident, actor, snapshot }) =>
      decideJoin(incident, await hasSameTrouble(snapshot, incident, actor)),
    answer: (after, _, caller): AffectedAnswer => ({
      incident: toReference(after.number),
      affected: after.affected,
      // How much has happened to it is for who may see it.
      seq: mayTouch(caller, 'incident:read', after)
        ? lastPosition(audienceOf(caller.role), after)
        : 0,
    }),
  }),

  saveReport: defineChange({
    summary: '“This solved it”: what resolved it helped again, so that nothing has to be reported.',
    permission: 'incident:save-report',
    input: incidentInput,
    refusals: ['not-resolved'],
    decide: ({ incident }) => decideSaveReport(incident),
  }),
};

export interface AffectedAnswer {
  incident: string;
  /** How many others have the same trouble by now. */
  affected: number;
  /** Position of it; 0 for who may not see the incident. */
  seq: number;
}

/** Whether it is known of somebody already: they reported it, or have said so. */
export async function hasSameTrouble(
  snapshot: Snapshot,
  { number, reporter }: Incident,
  person: Actor,
): Promise<boolean> {
  const isReporter = reporter.id === person.id && reporter.site === person.site;
  return isReporter || snapshot.affected.has(number, person);
}

/** The incident that a link leads to and all that stand above it; none for what is not an incident. */
async function aboveLink({ kind, target }: Link, snapshot: Snapshot): Promise<number[]> {
  if (kind === 'article') await assertArticle(snapshot, target);
  if (kind !== 'parent' && kind !== 'related') return [];
  return ancestorsOf(snapshot, await incidentNamed(snapshot, target, 'link-not-possible'));
}

/** @throws KitError `link-not-possible` */
async function assertArticle({ articles }: Snapshot, name: string): Promise<void> {
  const number = fromArticleReference(name);
  if (number !== null && (await articles.get(number))) return;
  const message = `There is no article ${name}. Check the number.`;
  throw new KitError('link-not-possible', message, {
    fields: [fieldError(['target'], message, 'not-found', { id: name })],
    details: { why: 'not-found', target: name },
  });
}

/** @throws KitError with the given code, when there is no such incident */
async function incidentNamed(
  snapshot: Snapshot,
  name: string,
  code: 'link-not-possible' | 'merge-not-possible',
): Promise<Incident> {
  const number = fromReference(name);
  const incident = number === null ? null : await snapshot.incidents.get(number);
  if (incident) return incident;
  const message = `There is no incident ${name}. Check the number.`;
  const refused = (field: string) => [fieldError([field], message, 'not-found', { id: name })];
  const why = 'not-found';
  throw code === 'link-not-possible'
    ? new KitError(code, message, { fields: refused('target'), details: { why, target: name } })
    : new KitError(code, message, { fields: refused('into'), details: { why, into: name } });
}
