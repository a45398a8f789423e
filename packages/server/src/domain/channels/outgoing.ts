import type { MessageSubject } from './messages.ts';

/** A message as channels send it: each in its own form. */
export interface OutgoingMessage {
  /** The same for every try. */
  id: string;
  about: MessageSubject;
  /** When it happened, epoch milliseconds. */
  at: number;
  /** How the incident stands as the message leaves; null for a test. */
  incident: {
    reference: string;
    title: string;
    status: string;
    priority: string;
    service: string | null;
    team: string | null;
    assignee: string | null;
  } | null;
  /** The incident's page; null where the desk has none. */
  link: string | null;
  /** The same for all messages of an incident. */
  subject: string;
  /** What happened, in a sentence. */
  text: string;
  /** Of what goes to one person: what an answer to it is about, and where it is ended. Null for others. */
  personal:
    | (Answered & {
        unsubscribe: string | null;
        pages: ActionPage[];
        /** Where keys are sent that are pressed in a call; null where there is nothing to press them for. */
        keys: string | null;
      })
    | null;
  /** The incident with whose other mails it is shown, where it does not tell of `incident`. */
  thread?: string;
  /** Where one click ends what somebody has subscribed to; left out where it is no subscription. */
  unsubscribe?: string;
}

/** What can be done with an incident by a page that a message leads to. */
export const pageActions = ['acknowledge', 'resolve'] as const;
export type PageAction = (typeof pageActions)[number];

/** A page on which whoever was sent it does one thing with the incident. */
export interface ActionPage {
  action: PageAction;
  url: string;
}

/** What somebody who was sent a message answers to. */
export interface Answered {
  /** The position in the log of what they were told. */
  seq: number;
  /** The id of the target. */
  target: string;
  address: string;
}

/** What became of a try. */
export type TryOutcome =
  | { sent: true }
  | {
      sent: false;
      problem: MessageProblem;
      /** Whether it is no use to try again. */
      isFinal: boolean;
      /** How long the other side asks to be left alone, milliseconds. */
      retryAfterMs?: number;
    };

/**
 * Why a message could not be sent: `status-503` is what the other side answered, `slack-not_in_channel` what Slack says. `gone`: it wants no more. `unsubscribed`: whoever it was for has left, or the page tells of that service no more.
 */
export type MessageProblem =
  | `status-${number}`
  | `slack-${string}`
  | 'gone'
  | 'unsubscribed'
  | 'redirected'
  | 'unreachable'
  | 'timed-out'
  | 'private-address'
  | 'not-encrypted'
  | 'channel-missing'
  | 'event-missing';
