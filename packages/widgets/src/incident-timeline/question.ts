import { nothing } from 'lit';
import { choicesOf } from '../base/chosen-resolutions.ts';
import type { ActionFlow } from './action-flow.ts';
import { type Answer, actionFormTemplate } from './action-form.ts';
import { confirmFixedTemplate } from './confirm-fixed.ts';
import { type HeaderActions, waitingStatuses } from './header-actions.ts';

/** What somebody is asked at the moment. */
export interface Question extends Omit<HeaderActions, 'flow'> {
  locale: string;
  flow: ActionFlow;
  onInput(patch: Partial<Answer>): void;
  onSend(): void;
  onCancel(): void;
}

/** The form that was opened above, if one is. */
export function openFormTemplate(question: Question): unknown {
  return question.flow.form?.action === 'not-fixed' ? nothing : formTemplate(question);
}

/**
 * Whether it is fixed, or what still is not. It stands beside the note box: whoever reported it and wants to
 * say that it is not fixed may else write a note, which reopens nothing.
 */
export function isItFixedTemplate(question: Question): unknown {
  const { head, allowedActions, flow } = question;
  if (!allowedActions.has('confirm-fixed')) return nothing;
  if (flow.form?.action === 'not-fixed') return formTemplate(question);
  const { resolved, closesAt, repliedAt } = head.incident;
  return confirmFixedTemplate({
    ...question,
    answer: resolved?.text ?? '',
    closesAt,
    hasReplied: repliedAt !== null,
    isBusy: flow.busy !== undefined,
    onYes: () => question.onAct('confirm-fixed'),
    onNo: () => question.onOpenForm('not-fixed'),
  });
}

function formTemplate(question: Question): unknown {
  const { head, allowedActions, flow, messages } = question;
  const { busy, form, formProblems } = flow;
  if (!form || !allowedActions.has(form.action)) return nothing;
  const { action } = form;
  return actionFormTemplate({
    ...question,
    ...form,
    form: messages.forms[action],
    choices: action === 'hold' ? waitingStatuses(head) : choicesOf(messages.codes),
    problems: formProblems,
    isSending: busy === action,
  });
}
