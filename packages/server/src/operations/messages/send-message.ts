import type { TryOutcome } from '../../domain/channels/outgoing.ts';
import type { ChannelSender, ChannelSenders } from '../../notify/channel.ts';
import type { Message } from '../../store/port/messages.ts';
import type { Snapshot } from '../../store/port/store.ts';
import { sendToChat } from './chat-posts.ts';
import type { ChatWork } from './chat-work.ts';
import { composeMessage } from './compose-message.ts';

/** Tries once to send a message that was taken. It is not written down yet what became of it. */
export async function sendMessage(work: ChatWork, message: Message): Promise<TryOutcome> {
  const { store, senders, now } = work;
  const { content, sender, gone } = await store.read(async (snapshot) => ({
    content: await composeMessage(snapshot, message),
    sender: await senderOf(snapshot, senders, message.channel),
    gone: await isGone(snapshot, message),
  }));
  if (!content) return { sent: false, problem: 'event-missing', isFinal: true };
  if (!sender) return { sent: false, problem: 'channel-missing', isFinal: true };
  if (gone) return { sent: false, problem: 'gone', isFinal: true };
  if (sender.chat) return sendToChat(work, sender.chat, message);
  return sender.send(content, message.address, now());
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
