import { z } from 'zod';
import {
  decideAcknowledge,
  decideCancel,
  decideClose,
  decideHold,
  decideMove,
  decideReopen,
  decideResolve,
  decideResume,
} from '../../../domain/incident/decide/progress.ts';
import { limits } from '../../../domain/limits.ts';
import { changeInput, chosen, optionalReason, reason, resolutionCode, text } from '../../input.ts';
import { defineChange } from '../define-command.ts';

const ofStep = ['transition-not-allowed', 'field-required'] as const;
const onceOver = ['already-resolved', 'already-closed'] as const;

/** How an incident goes along the workflow. */
export const progress = {
  acknowledge: defineChange({
    summary: 'Takes note that somebody of the desk has seen the incident.',
    permission: 'incident:acknowledge',
    offeredAs: ['acknowledge'],
    input: changeInput,
    refusals: ['already-acknowledged', ...onceOver, ...ofStep],
    decide: ({ incident, rules }) => decideAcknowledge(incident, rules),
  }),

  hold: defineChange({
    summary: 'Lets the incident wait for somebody.',
    permission: 'incident:work',
    offeredAs: ['hold'],
    input: changeInput.extend({
      /** A status of the category `waiting`. */
      to: chosen,
      reason,
    }),
    refusals: [...onceOver, ...ofStep],
    decide: ({ incident, rules }, { to, reason }) => decideHold(incident, rules, to, reason),
  }),

  resume: defineChange({
    summary: 'Goes on with an incident that waits.',
    permission: 'incident:work',
    offeredAs: ['resume'],
    input: changeInput.extend({ reason: optionalReason }),
    refusals: ['not-waiting', ...onceOver, ...ofStep],
    decide: ({ incident, rules }, { reason }) => decideResume(incident, rules, reason),
  }),

  move: defineChange({
    summary:
      'Moves the incident to a status of the desk’s own making, for which there is no action.',
    permission: 'incident:work',
    input: changeInput.extend({ to: chosen, reason: optionalReason }),
    refusals: [...onceOver, ...ofStep],
    decide: ({ incident, rules }, { to, reason }) => decideMove(incident, rules, to, reason),
  }),

  resolve: defineChange({
    summary: 'Ends the work on the incident, and asks the reporter whether it is fixed.',
    permission: 'incident:resolve',
    offeredAs: ['resolve'],
    input: changeInput.extend({
      code: resolutionCode,
      text: text('what was done', limits.resolution),
    }),
    refusals: [...onceOver, ...ofStep],
    decide: ({ incident, rules, now }, { code, text }) =>
      decideResolve(incident, rules, { code, text }, now),
  }),

  confirm: defineChange({
    summary: 'The reporter’s word: “it is fixed” closes the incident, “it is not” opens it again.',
    permission: 'incident:confirm',
    offeredAs: ['confirm-fixed', 'not-fixed'],
    input: z.discriminatedUnion('fixed', [
      changeInput.extend({
        fixed: z.literal(true),
        text: text('your answer', { ...limits.note, min: 0 }).optional(),
      }),
      changeInput.extend({
        fixed: z.literal(false),
        text: text('what is still wrong', { ...limits.note, min: 3 }),
      }),
    ]),
    refusals: ['not-resolved', 'already-closed', ...ofStep],
    decide: ({ incident, rules }, input) =>
      input.fixed
        ? decideClose(incident, rules, 'confirmed', input.text || null)
        : decideReopen(incident, rules, 'not-fixed', input.text),
  }),

  close: defineChange({
    summary: 'Closes a resolved incident by the desk, for a reporter who has said so elsewhere.',
    permission: 'incident:close',
    offeredAs: ['close'],
    input: changeInput.extend({ reason: optionalReason }),
    refusals: ['not-resolved', 'already-closed', ...ofStep],
    decide: ({ incident, rules }, { reason }) => decideClose(incident, rules, 'desk', reason),
  }),

  reopen: defineChange({
    summary: 'Goes on with an incident that was resolved and is not fixed.',
    permission: 'incident:reopen',
    offeredAs: ['reopen'],
    input: changeInput.extend({ reason }),
    refusals: ['not-resolved', 'already-closed', ...ofStep],
    decide: ({ incident, rules }, { reason }) => decideReopen(incident, rules, 'reopened', reason),
  }),

  cancel: defineChange({
    summary: 'Withdraws an incident that was none.',
    permission: 'incident:cancel',
    offeredAs: ['cancel'],
    input: changeInput.extend({ reason }),
    refusals: [...onceOver, ...ofStep],
    decide: ({ incident, rules }, { reason }) => decideCancel(incident, rules, reason),
  }),
};
