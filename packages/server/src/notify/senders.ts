import type { ChannelSettings } from '../access/channels.ts';
import type { ChannelSender, ChannelSenders } from './channel.ts';
import { emailSender } from './email/sender.ts';
import { slackSender } from './slack/sender.ts';
import { teamsSender } from './teams/sender.ts';
import { smsSender } from './telephone/sms.ts';
import { voiceSender } from './telephone/voice.ts';
import { webhookSender } from './webhook/sender.ts';

/** What the settings have of ways out, ready to send. */
export function sendersOf(settings: readonly ChannelSettings[]): ChannelSenders {
  return new Map(settings.map((each) => [each.id, senderOf(each)]));
}

function senderOf(settings: ChannelSettings): ChannelSender {
  switch (settings.kind) {
    case 'webhook':
      return webhookSender(settings);
    case 'email':
      return emailSender(settings);
    case 'sms':
      return smsSender(settings);
    case 'voice':
      return voiceSender(settings);
    case 'teams':
      return teamsSender(settings);
    case 'slack':
      return slackSender(settings);
  }
}
