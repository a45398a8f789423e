import { nothing } from 'lit';
import type { ActionFlow } from './action-flow.ts';
import { type Answer, actionFormTemplate } from './action-form.ts';
import { confirmFixedTemplate } from './confirm-fixed.ts';
import { type HeaderModel, waitingStatuses } from './header.ts';

/** What somebody is asked at the moment. */
export interface Question extends HeaderModel {
  flow: ActionFlow;
  onInput(patch: Partial<Answer>): void;
  onSend(): void;
  onCancel(): void;
}

/** The form that is open, or else whether it is fixed. */
export function questionTemplate(question: Question): unknown {
  const { head, allowedActions, flow, messages } = question;
  const { busy, form, formProblems } = flow;
  if (form && allowedActions.has(form.action)) {
    const { action } = form;
    return actionFormTemplate({
      ...question,
      ...form,
      form: messages.forms[action],
      choices: action === 'hold' ? waitingStatuses(head) : Object.entries(messages.codes),
      problems: formProblems,
      isSending: busy === action,
    });
  }
  if (!allowedActions.has('confirm-fixed')) return nothing;
  const { resolved, closesAt } = head.incident;
  return confirmFixedTemplate({
    ...question,
    answer: resolved?.text ?? '',
    closesAt,
    isBusy: busy !== undefined,
    onYes: () => question.onAct('confirm-fixed'),
    onNo: () => question.onOpenForm('not-fixed'),
  });
}
