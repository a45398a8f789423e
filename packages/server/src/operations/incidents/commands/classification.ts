import { coded } from '../../../domain/field-errors.ts';
import {
  decideCategorize,
  decideLevels,
  decideOverride,
  decideRestore,
  decideRetitle,
} from '../../../domain/incident/decide/classification.ts';
import { limits } from '../../../domain/limits.ts';
import { changeInput, chosen, reason, text } from '../../input.ts';
import { defineChange } from '../define-command.ts';

const refusals = ['nothing-changed', 'already-closed'] as const;

/** What an incident is about, and how urgent it is. */
export const classification = {
  retitle: defineChange({
    summary: 'Gives the incident another title.',
    permission: 'incident:classify',
    offeredAs: ['retitle'],
    input: changeInput.extend({ title: text('the title', limits.title) }),
    refusals,
    decide: ({ incident }, { title }) => decideRetitle(incident, title),
  }),

  categorize: defineChange({
    summary: 'Says what the incident is about. What is left out stays; null takes it away.',
    permission: 'incident:classify',
    offeredAs: ['categorize'],
    input: changeInput
      .extend({ service: chosen.nullable().optional(), category: chosen.nullable().optional() })
      .refine((input) => input.service !== undefined || input.category !== undefined, {
        error: 'Choose a service, a category, or both.',
        ...coded('needs-one-of', { fields: ['service', 'category'] }),
        path: ['service'],
      }),
    refusals,
    decide: ({ incident, rules }, input) => decideCategorize(incident, rules, input),
  }),

  prioritize: defineChange({
    summary: 'Changes impact or urgency, and with them the priority, unless that was set by hand.',
    permission: 'incident:classify',
    offeredAs: ['prioritize'],
    input: changeInput
      .extend({ impact: chosen.optional(), urgency: chosen.optional() })
      .refine((input) => input.impact || input.urgency, {
        error: 'Choose another impact, another urgency, or both.',
        ...coded('needs-one-of', { fields: ['impact', 'urgency'] }),
        path: ['impact'],
      }),
    refusals,
    decide: ({ incident, rules }, input) => decideLevels(incident, rules, input),
  }),

  overridePriority: defineChange({
    summary: 'Sets the priority by hand, whatever impact and urgency say, until it is given back.',
    permission: 'incident:override',
    offeredAs: ['override'],
    input: changeInput.extend({ priority: chosen, reason }),
    refusals,
    decide: ({ incident, rules }, { priority, reason }) =>
      decideOverride(incident, rules, priority, reason),
  }),

  restorePriority: defineChange({
    summary: 'Gives the priority back to the matrix.',
    permission: 'incident:override',
    input: changeInput,
    refusals,
    decide: ({ incident, rules }) => decideRestore(incident, rules),
  }),
};
