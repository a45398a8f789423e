import { findTarget, type MessageTarget } from '../../domain/channels/channels.ts';
import {
  type OutgoingMessage,
  type PageAction,
  pageActions,
  type TryOutcome,
} from '../../domain/channels/outgoing.ts';
import { isForReporter } from '../../domain/channels/reporters.ts';
import { isForSubscribers } from '../../domain/channels/subscriptions.ts';
import type { ChannelSender, ChannelSenders } from '../../notify/channel.ts';
import type { Message } from '../../store/port/messages.ts';
import type { Snapshot } from '../../store/port/store.ts';
import { composeForReporter } from '../reporters/compose-for-reporter.ts';
import { offered } from './chat-card.ts';
import { sendToChat } from './chat-posts.ts';
import type { ChatWork } from './chat-work.ts';
import { composeForSubscriber, type SubscriberWork } from './compose-for-subscriber.ts';
import { composeMessage } from './compose-message.ts';
import type { MessageLinks } from './message-links.ts';

/** What it takes to send messages, also to subscribers and reporters. */
export interface SendingWork extends ChatWork {
  subscribers: SubscriberWork;
}

/** Tries once to send a message that was taken. It is not written down yet what became of it. */
export async function sendMessage(work: SendingWork, message: Message): Promise<TryOutcome> {
  if (isForSubscribers(message.about)) return sendComposed(work, message, composeForSubscriber);
  if (isForReporter(message.about)) return sendComposed(work, message, composeForReporter);
  const { store, senders, links, now } = work;
  const { content, sender, gone, target, actions } = await store.read(async (snapshot) => ({
    content: await composeMessage(snapshot, message),
    sender: await senderOf(snapshot, senders, message.channel),
    gone: await isGone(snapshot, message),
    target: await targetOf(snapshot, message),
    actions: await actionsOn(snapshot, message),
  }));
  if (!content) return { sent: false, problem: 'event-missing', isFinal: true };
  if (!sender) return { sent: false, problem: 'channel-missing', isFinal: true };
  if (gone) return { sent: false, problem: 'gone', isFinal: true };
  if (sender.chat) return sendToChat(work, sender.chat, message);
  // Somebody may have ended it while it waited: no mail comes after that.
  if (sender.kind === 'email' && !target) return { sent: false, problem: 'gone', isFinal: true };
  const personal =
    target?.owner.whom === 'person' ? personalOf(message, actions, links, now()) : null;
  return sender.send({ ...content, personal }, message.address, now());
}

/** Null where the document has none any more that is at the address of the message. */
async function targetOf(snapshot: Snapshot, message: Message): Promise<MessageTarget | null> {
  const target = findTarget((await snapshot.documents.rules()).channels.document, message.target);
  return target?.address === message.address ? target : null;
}

function personalOf(
  { seq, target, address, channel }: Message,
  actions: readonly PageAction[],
  links: MessageLinks,
  now: number,
): OutgoingMessage['personal'] {
  const pages = actions.flatMap((action) => {
    const url = links.act({ seq, target, address, action }, now);
    return url === null ? [] : [{ action, url }];
  });
  const unsubscribe = links.unsubscribe({ target, address }, now);
  const answered = { seq, target, address };
  const keys = actions.length > 0 ? links.keys(channel, answered, now) : null;
  return { ...answered, unsubscribe, pages, keys };
}

/** What can be done with the incident as it stands now. */
async function actionsOn(snapshot: Snapshot, { incident: number }: Message): Promise<PageAction[]> {
  const incident = await snapshot.incidents.get(number);
  return incident ? offered(incident, await snapshot.documents.rules(), pageActions) : [];
}

/** What is sent to where they are reached now, if they still want it. */
async function sendComposed(
  { store, senders, subscribers, now }: SendingWork,
  message: Message,
  compose: typeof composeForSubscriber,
): Promise<TryOutcome> {
  const { composed, sender } = await store.read(async (snapshot) => ({
    composed: await compose(subscribers, snapshot, message),
    sender: await senderOf(snapshot, senders, message.channel),
  }));
  if (!composed) return { sent: false, problem: 'unsubscribed', isFinal: true };
  if (!sender) return { sent: false, problem: 'channel-missing', isFinal: true };
  return sender.send(composed.content, composed.address, now());
}

/** Null where the settings have none of that id and of the kind that the document says. */
export async function senderOf(
  snapshot: Snapshot,
  senders: ChannelSenders,
  id: string,
): Promise<ChannelSender | null> {
  const { channels } = (await snapshot.documents.rules()).channels.document;
  const channel = channels.find((each) => each.id === id);
  const sender = senders.get(id);
  return sender && sender.kind === channel?.kind ? sender : null;
}

/** Whether the address has said that it wants no more. One that is sent again by hand asks it again. */
async function isGone(snapshot: Snapshot, message: Message): Promise<boolean> {
  if (message.problem !== null) return false;
  const last = await snapshot.messages.lastDone(message.channel, message.address);
  return last?.problem === 'gone';
}
