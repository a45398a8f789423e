import type { ChosenResolution, readersOf } from '@incident-kit/server/domain';
import type { KitApi } from '../client/api.ts';
import type { Answer } from './action-form.ts';
import type { WorkMessages } from './work-messages.ts';

/** What is done with one click. */
export type ImmediateAction = 'acknowledge' | 'resume' | 'confirm-fixed';

/** What is done once a form is filled in. */
export type FormAction = keyof WorkMessages['forms'];

/** Who reads what somebody writes: the desk alone, or the reporter as well. */
export type Audience = 'desk' | 'everybody';

/** As the server has it: anything else does not compile. */
const readers: Pick<typeof readersOf, FormAction> = {
  resolve: 'everybody',
  hold: 'desk',
  'not-fixed': 'everybody',
  reopen: 'everybody',
  close: 'everybody',
  cancel: 'everybody',
  'revoke-receipts': 'desk',
};

export const audienceOf = (action: FormAction): Audience => readers[action];

/** What happens to which incident, as it was seen when somebody decided to. */
export interface Seen {
  incident: string;
  /** The incident's `seq`: what changed after it is a conflict. */
  basedOn: number;
}

type Sent = Promise<{ seq: number }>;

export const immediateActions: Record<ImmediateAction, (api: KitApi, seen: Seen) => Sent> = {
  // There is nothing to overwrite: whoever is second is told so whatever they saw.
  acknowledge: ({ incidents }, { incident }) => incidents.acknowledge.mutate({ incident }),
  resume: ({ incidents }, seen) => incidents.resume.mutate(seen),
  'confirm-fixed': ({ incidents }, seen) => incidents.confirm.mutate({ ...seen, fixed: true }),
};

export const formActions: Record<FormAction, (api: KitApi, seen: Seen, answer: Answer) => Sent> = {
  resolve: ({ incidents }, seen, { choice, text }) =>
    incidents.resolve.mutate({ ...seen, code: choice as ChosenResolution, text }),
  hold: ({ incidents }, seen, { choice, text }) =>
    incidents.hold.mutate({ ...seen, to: choice, reason: text }),
  'not-fixed': ({ incidents }, seen, { text }) =>
    incidents.confirm.mutate({ ...seen, fixed: false, text }),
  reopen: ({ incidents }, seen, { text }) => incidents.reopen.mutate({ ...seen, reason: text }),
  close: ({ incidents }, seen, { text }) => incidents.close.mutate({ ...seen, reason: text }),
  cancel: ({ incidents }, seen, { text }) => incidents.cancel.mutate({ ...seen, reason: text }),
  'revoke-receipts': ({ incidents }, seen, { text }) =>
    incidents.revokeReceipts.mutate({ ...seen, reason: text }),
};

/** The field of the form that a refusal is about, by the name that it has in the request. */
export const fieldOf: Record<string, keyof Answer> = {
  code: 'choice',
  to: 'choice',
  text: 'text',
  reason: 'text',
};
