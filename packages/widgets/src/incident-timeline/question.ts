import { nothing } from 'lit';
import type { IncidentTimelineMessages } from '../locales/en/incident-timeline.ts';
import type { ActionFlow } from './action-flow.ts';
import { type Answer, actionFormTemplate } from './action-form.ts';
import type { FormAction, ImmediateAction } from './actions.ts';
import { confirmFixedTemplate } from './confirm-fixed.ts';
import { type AllowedActions, type Head, waitingStatuses } from './header.ts';

/** What somebody is asked at the moment. */
export interface Question {
  head: Head;
  allowedActions: AllowedActions;
  flow: ActionFlow;
  messages: IncidentTimelineMessages;
  locale: string | undefined;
  onAct(action: ImmediateAction): void;
  onOpenForm(action: FormAction): void;
  onInput(patch: Partial<Answer>): void;
  onSend(): void;
  onCancel(): void;
}

/** The form that is open, or else whether it is fixed. */
export function questionTemplate(question: Question): unknown {
  const { head, allowedActions, flow, messages, locale } = question;
  const { busy, form, formProblems } = flow;
  if (form && allowedActions.has(form.action)) {
    const { action } = form;
    return actionFormTemplate({
      ...form,
      form: messages.forms[action],
      messages,
      choices: action === 'hold' ? waitingStatuses(head) : messages.codes,
      problems: formProblems,
      isSending: busy === action,
      onInput: question.onInput,
      onSend: question.onSend,
      onCancel: question.onCancel,
    });
  }
  if (!allowedActions.has('confirm-fixed')) return nothing;
  const { resolved, closesAt } = head.incident;
  return confirmFixedTemplate({
    messages,
    locale,
    answer: resolved?.text ?? '',
    closesAt,
    isBusy: busy !== undefined,
    onYes: () => question.onAct('confirm-fixed'),
    onNo: () => question.onOpenForm('not-fixed'),
  });
}
