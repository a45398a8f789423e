import type { CardAction, CardForm } from '../domain/channels/card-actions.ts';
import type { ChannelKindName } from '../domain/channels/channels.ts';
import type { Answered, OutgoingMessage, TryOutcome } from '../domain/channels/outgoing.ts';

/** A way out that the settings have: how messages leave by it. */
export interface ChannelSender {
  readonly kind: ChannelKindName;
  /** What is sent, as people can read it. */
  preview(message: OutgoingMessage, address: string): string;
  /**
   * Tries once; it throws nothing that the other side has done, and takes less time than `longestTryMs`.
   * @param now epoch milliseconds
   */
  send(message: OutgoingMessage, address: string, now: number): Promise<TryOutcome>;
  /** How answers to its messages are read; left out where none are. */
  readonly replies?: ReplyReader;
  /** How what people write to the kit there is read; left out where they cannot. */
  readonly commands?: CommandReader;
  /** How keys are read that are pressed in its calls; left out where it calls nobody. */
  readonly keys?: KeyReader;
  /** How it shows an incident by one message that is changed from then on; left out where it cannot. */
  readonly chat?: ChatWriter;
}

/** An incident as it stands at a position of the log, and what can be done with it there. */
export interface ChatCard {
  incident: NonNullable<OutgoingMessage['incident']>;
  link: string | null;
  position: number;
  actions: CardAction[];
}

/** Where a message is in a chat, in the words of the chat. */
export interface Posted {
  place: string;
  ts: string;
}

/** Who did something to a card, and to which. */
interface Touch {
  /** Who, in the words of the chat. */
  user: string;
  /** The conversation, and the message in it. */
  posted: Posted;
  incident: string;
  /** The position that the card was drawn at. */
  position: number;
}

/** That somebody pressed something on a card. */
export interface Press extends Touch {
  action: CardAction;
  /** What the chat wants to be told to show a form for it, and not for long. */
  trigger: string;
}

/** That somebody sent the form that a card opened. */
export interface SentForm extends Touch {
  form: CardForm;
  /** Of the form as it was opened: it may be sent twice. */
  id: string;
  /** What was entered, by the names of the fields; nobody has checked it. */
  values: Readonly<Record<string, string>>;
}

export type Click = Press | SentForm;

/** Why nothing came of a form. */
export interface FormProblem {
  field: string;
  message: string;
}

/** What somebody wrote to the kit in a chat. */
export interface Written {
  /** The same when it comes twice. */
  id: string;
  /** Who, in the words of the chat. */
  user: string;
  /** Without the name that it was written to. */
  text: string;
}

/** How what people write to the kit is read. */
export interface CommandReader {
  /** Whether the chat has sent a request. */
  isSigned(request: { headers: Headers; body: string }): boolean;
  /** Null for what nobody wrote just now. `now`: epoch milliseconds. */
  writtenIn(body: string, now: number): Written | null;
  /** What the chat is answered, so that it shows a text. */
  answer(text: string): object;
}

/** A key that somebody pressed in a call. */
export interface PressedKey {
  /** Whom the service has called. */
  address: string;
  key: string;
}

/** How keys are read that are pressed in calls. */
export interface KeyReader {
  /** Whether the service has sent a request, to an address as it was told it. */
  isSigned(url: string, request: { headers: Headers; body: string }): boolean;
  pressedIn(body: string): PressedKey;
  /** What is said then; and, with an address, that another key may be pressed. */
  answer(text: string, again: string | null): string;
}

/** What a chat wants to read in the answer, to know who is there. */
export interface Challenge {
  challenge: string;
}

/** What a person wrote into a thread. */
export interface ThreadReply {
  /** Who, in the words of the chat. */
  user: string;
  /** The message that the thread is of. */
  posted: Posted;
  /** The same when it is told twice. */
  id: string;
  text: string;
}

/** How clicks on cards, and what people write under them, are read. */
export interface ClickReader {
  /** Whether the chat has sent a request, and just now. `now`: epoch milliseconds. */
  isSigned(request: { headers: Headers; body: string }, now: number): boolean;
  /** Null for what is no click on a card. */
  clickIn(body: string): Click | null;
  /** What the chat tells of: that somebody wrote into a thread, or a question; null for anything else. */
  writtenIn(body: string): Challenge | ThreadReply | null;
  /** What the chat is answered to a form of which nothing came, so that it says why. */
  refusal(problem: FormProblem): object;
}

type Failed = Extract<TryOutcome, { sent: false }>;

/** Each tries once and throws nothing that the other side has done. `now`: epoch milliseconds. */
export interface ChatWriter {
  /** Null where there is nothing to click. */
  readonly clicks: ClickReader | null;
  /** @param text for where cards are not shown, as in a notification */
  post(card: ChatCard, text: string, address: string, now: number): Promise<Posted | Failed>;
  /** Draws a card anew. One that is not there any more is as good as drawn. */
  redraw(card: ChatCard, posted: Posted, now: number): Promise<TryOutcome>;
  /** Into the thread of a card. */
  reply(text: string, posted: Posted, now: number): Promise<TryOutcome>;
  /** Shows whoever pressed something a form for it. */
  ask(form: CardForm, press: Press, now: number): Promise<TryOutcome>;
  /** What only one person there sees. */
  tell(text: string, place: string, user: string, now: number): Promise<TryOutcome>;
}

/** An answer to a message. */
export interface Reply {
  /** Whoever says to have written it: that alone proves nothing. */
  from: string;
  /** What it was sent to says to what it is an answer; of those that were signed here, one is right. */
  tokens: { seq: number; signature: string }[];
  /** The same when it comes twice. */
  id: string;
  /** Whether a program wrote it, or a kit: nobody answers those. */
  isAutomatic: boolean;
  /** What was written, without what it answers to. */
  text: string;
}

/** How answers to messages are read. */
export interface ReplyReader {
  /** Whether whoever passes an answer on is who the settings mean. */
  isSecret(said: string): boolean;
  /** Null for what cannot be read. */
  read(bytes: Uint8Array): Promise<Reply | null>;
  isSigned(signature: string, answered: Answered): boolean;
}

/** The ways out by their ids. */
export type ChannelSenders = ReadonlyMap<string, ChannelSender>;
