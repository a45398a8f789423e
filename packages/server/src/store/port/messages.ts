import type { MessageSubject, MessageToSend } from '../../domain/channels/messages.ts';
import type { MessageProblem } from '../../domain/channels/outgoing.ts';

/** `waiting`: also while it is being sent. `dead`: it is not tried again by itself. */
export type MessageState = 'waiting' | 'sent' | 'dead';

/** What an event is told by, at one address. */
export interface Message {
  /** Made of the event and the address: the same for every try. */
  id: string;
  /** The position of the event in the log. */
  seq: number;
  /** The incident's number. */
  incident: number;
  about: MessageSubject;
  /** The id of the target, as the document had it then. */
  target: string;
  channel: string;
  address: string;
  state: MessageState;
  /** How often it was tried, also the one that is under way. */
  tries: number;
  /** When it is tried next, or, while it is being sent, given up for lost; epoch milliseconds. */
  nextAt: number;
  /** Why the last try failed. */
  problem: MessageProblem | null;
  /** Epoch milliseconds. */
  madeAt: number;
  /** When it was sent or given up, epoch milliseconds. */
  doneAt: number | null;
}

export interface MessageReader {
  get(id: string): Promise<Message | null>;
  /** The one that tells an event at an address. */
  ofEvent(seq: number, at: Pick<Message, 'channel' | 'address'>): Promise<Message | null>;
  /** Waiting ones whose time has come, those that wait longest first. */
  due(at: number, limit: number): Promise<Message[]>;
  /** Of what happened last first. */
  list(state: MessageState | null, before: Message | null, limit: number): Promise<Message[]>;
  /** The one for an address that was done with last. */
  lastDone(channel: string, address: string): Promise<Message | null>;
  /** How many are in a state, counted no further than a limit. */
  count(state: MessageState, limit: number): Promise<number>;
}

export interface MessageWriter extends MessageReader {
  keep(message: Message): Promise<void>;
  /** Makes a message of an event, unless that address has one of it already. */
  add(message: MessageToSend, event: { seq: number; incident: number; at: number }): Promise<void>;
  /** Forgets those that were done with before an instant, epoch milliseconds. */
  forgetBefore(at: number): Promise<void>;
}
