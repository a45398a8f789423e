import type { ChannelSettings } from '../../access/channels.ts';
import type { OutgoingMessage } from '../../domain/channels/outgoing.ts';
import { ownMessageHeader } from '../../domain/signal/own-message.ts';
import { post, refusedBy } from '../../outbound/post.ts';
import type { ChannelSender } from '../channel.ts';
import { signaturesOf } from './signature.ts';

/** Standard Webhooks: what happened as JSON, signed. */
export function webhookSender({
  secrets,
  allowPrivateAddresses,
}: Extract<ChannelSettings, { kind: 'webhook' }>): ChannelSender {
  return {
    kind: 'webhook',
    preview: (message) => bodyOf(message, 2),
    async send(message, address, now) {
      const body = bodyOf(message);
      const seconds = Math.floor(now / 1_000);
      const answer = await post(address, {
        body,
        allowPrivateAddresses,
        headers: {
          'content-type': 'application/json',
          'webhook-id': message.id,
          'webhook-timestamp': String(seconds),
          'webhook-signature': signaturesOf(secrets, { id: message.id, seconds, body }),
          [ownMessageHeader]: message.id,
        },
      });
      if (!('status' in answer)) return answer;
      if (answer.status >= 200 && answer.status < 300) return { sent: true };
      if (answer.status === 410) return { sent: false, problem: 'gone', isFinal: true };
      return refusedBy(answer, now);
    },
  };
}

function bodyOf({ about, at, incident, link, text }: OutgoingMessage, indent = 0): string {
  const type = incident === null ? 'test' : `incident.${about}`;
  const timestamp = new Date(at).toISOString();
  return JSON.stringify({ type, timestamp, data: { text, link, incident } }, null, indent);
}
