import type { ChannelKindName } from '../domain/channels/channels.ts';
import type { OutgoingMessage, TryOutcome } from '../domain/channels/outgoing.ts';

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
}

/** The ways out by their ids. */
export type ChannelSenders = ReadonlyMap<string, ChannelSender>;
