import type { ChannelSettings } from '../../access/channels.ts';
import type { OutgoingMessage } from '../../domain/channels/outgoing.ts';
import type { ChannelSender } from '../channel.ts';
import { sendForm } from './send-form.ts';

/** Three parts of a long text message, in UTF-16 code units: more is read on a page. */
const longest = 3 * 153;

/** By a service that takes a form as Twilio does. */
export function smsSender(settings: Extract<ChannelSettings, { kind: 'sms' }>): ChannelSender {
  return {
    kind: 'sms',
    preview: textOf,
    send: (message, address, now) =>
      sendForm(settings, { To: address, From: settings.from, Body: textOf(message) }, now),
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
