import type { ChannelSettings } from '../../access/channels.ts';
import { ownMessageHeader } from '../../domain/signal/own-message.ts';
import { post, refusedBy } from '../../outbound/post.ts';
import type { ChannelSender } from '../channel.ts';
import { cardOf } from './card.ts';
import { commandsBy } from './commands.ts';

/** By a workflow of Microsoft Teams that posts what it is sent to a channel or a chat. */
export function teamsSender({
  workflows,
  commands,
  allowPrivateAddresses,
}: Extract<ChannelSettings, { kind: 'teams' }>): ChannelSender {
  return {
    kind: 'teams',
    ...(commands && { commands: commandsBy(commands.secret) }),
    preview: (message) => JSON.stringify(cardOf(message), null, 2),
    async send(message, address, now) {
      const url = Object.hasOwn(workflows, address) ? workflows[address] : undefined;
      if (url === undefined) return { sent: false, problem: 'channel-missing', isFinal: true };
      const answer = await post(url, {
        body: JSON.stringify(cardOf(message)),
        allowPrivateAddresses,
        headers: { 'content-type': 'application/json', [ownMessageHeader]: message.id },
      });
      if (!('status' in answer)) return answer;
      if (answer.status >= 200 && answer.status < 300) return { sent: true };
      return refusedBy(answer, now);
    },
  };
}
