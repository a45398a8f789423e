import type { ChannelSettings } from '../../access/channels.ts';
import type { OutgoingMessage } from '../../domain/channels/outgoing.ts';
import { post, refusedBy } from '../../outbound/post.ts';
import type { ChannelSender } from '../channel.ts';

/** Three parts of a long text message, in UTF-16 code units: more is read on a page. */
const longest = 3 * 153;

/** By a service that takes a form as Twilio does. */
export function smsSender({
  url,
  account,
  token,
  from,
  allowPrivateAddresses,
}: Extract<ChannelSettings, { kind: 'sms' }>): ChannelSender {
  const authorization = `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`;
  return {
    kind: 'sms',
    preview: textOf,
    async send(message, address, now) {
      const answer = await post(url, {
        body: new URLSearchParams({ To: address, From: from, Body: textOf(message) }).toString(),
        allowPrivateAddresses,
        headers: { 'content-type': 'application/x-www-form-urlencoded', authorization },
      });
      if (!('status' in answer)) return answer;
      if (answer.status >= 200 && answer.status < 300) return { sent: true };
      // 400 is of what was sent, as a number that there is not; anything else may be put right.
      return { ...refusedBy(answer, now), isFinal: answer.status === 400 };
    },
  };
}

/** The link whole, or else it is of no use; of the words what there is room for. */
function textOf({ text, incident, link }: OutgoingMessage): string {
  const words = incident ? `${text} ${incident.title}` : text;
  const end = link ? ` ${link}` : '';
  const room = longest - end.length;
  const said = words.length > room ? `${words.slice(0, Math.max(0, room - 1))}…` : words;
  return said.toWellFormed() + end;
}
