import type { ChannelSettings } from '../../access/channels.ts';
import type { ChannelSenders, CommandReader } from '../../notify/channel.ts';

/** A chat in which people may write commands. */
export interface CommandingChat {
  commands: CommandReader;
  /** Who people of the chat are to the host. */
  people: Readonly<Record<string, string>>;
}

/** The chats in which people may write commands, by the ids of their channels. */
export function commandingChats(
  settings: readonly ChannelSettings[],
  senders: ChannelSenders,
): ReadonlyMap<string, CommandingChat> {
  return new Map(
    settings.flatMap((each) => {
      const commands = senders.get(each.id)?.commands;
      if (each.kind !== 'teams' || !each.commands || !commands) return [];
      return [[each.id, { commands, people: each.commands.people }] as const];
    }),
  );
}
