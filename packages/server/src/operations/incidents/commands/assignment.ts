import { z } from 'zod';
import { coded } from '../../../domain/field-errors.ts';
import {
  decideAssign,
  decideEscalateFunctionally,
  decideEscalateHierarchically,
  decideUnassign,
} from '../../../domain/incident/decide/assignment.ts';
import { changeInput, chosen, personId, reason } from '../../input.ts';
import { defineChange } from '../define-command.ts';

/** Who has an incident. */
export const assignment = {
  assign: defineChange({
    summary: 'Gives the incident to a team, to a person of it, or both.',
    permission: 'incident:assign',
    offeredAs: ['assign'],
    input: changeInput
      .extend({ team: chosen.optional(), assignee: personId.optional() })
      .refine((input) => input.team || input.assignee, {
        ...coded('needs-one-of', { fields: ['team', 'assignee'] }),
        error: 'Choose a team, a person, or both.',
        path: ['team'],
      }),
    refusals: ['team-unknown', 'person-not-in-team', 'nothing-changed', 'already-closed'],
    decide: ({ incident, rules }, { team = null, assignee = null }) =>
      decideAssign(incident, rules, { team, assignee }),
  }),

  unassign: defineChange({
    summary: 'Takes the incident from who has it.',
    permission: 'incident:assign',
    input: changeInput.extend({
      /** Whether it is taken from the team too, and not only from the person. */
      team: z.boolean().default(false),
    }),
    refusals: ['nothing-changed', 'already-resolved', 'already-closed'],
    decide: ({ incident, rules }, { team }) => decideUnassign(incident, rules, team),
  }),

  escalate: defineChange({
    summary: 'Hands the incident to another team, or raises it to management.',
    permission: 'incident:escalate',
    offeredAs: ['escalate'],
    input: z.discriminatedUnion('kind', [
      changeInput.extend({
        kind: z.literal('functional'),
        /** Left out: the team that its team escalates to. */
        team: chosen.optional(),
        reason,
      }),
      changeInput.extend({ kind: z.literal('hierarchical'), reason }),
    ]),
    refusals: ['team-unknown', 'nothing-changed', 'already-resolved', 'already-closed'],
    decide: ({ incident, rules }, input) =>
      input.kind === 'functional'
        ? decideEscalateFunctionally(incident, rules, input.team ?? null, input.reason)
        : decideEscalateHierarchically(incident, input.reason),
  }),
};
