import type { ChannelSenders } from '../../notify/channel.ts';
import type { Store } from '../../store/port/store.ts';
import type { MessageLinks } from './message-links.ts';
import type { Turns } from './turns.ts';

/** What it takes to send messages, and to write into chats. */
export interface ChatWork {
  store: Store;
  senders: ChannelSenders;
  /** What is written for one incident in one conversation goes one after the other. */
  turns: Turns;
  links: MessageLinks;
  now(): number;
}
