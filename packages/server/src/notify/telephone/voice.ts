import type { ChannelSettings } from '../../access/channels.ts';
import type { OutgoingMessage } from '../../domain/channels/outgoing.ts';
import type { ChannelSender } from '../channel.ts';
import { escapeXml } from './escape-xml.ts';
import { gather, keysBy, sayHelp } from './keys.ts';
import { sendForm } from './send-form.ts';

/** Nobody listens to more at night, in UTF-16 code units. */
const longest = 300;

/** By a service that calls a number and reads out what it is given, as Twilio does by TwiML. */
export function voiceSender(settings: Extract<ChannelSettings, { kind: 'voice' }>): ChannelSender {
  const spoken = (message: OutgoingMessage) => twimlOf(message, settings.language);
  return {
    kind: 'voice',
    keys: keysBy(settings),
    preview: spoken,
    send: (message, address, now) =>
      sendForm(settings, { To: address, From: settings.from, Twiml: spoken(message) }, now),
  };
}

/** Twice, as whoever is woken by it has not heard how it began. */
function twimlOf({ text, incident, personal }: OutgoingMessage, language: string): string {
  const words = incident ? `${text} ${incident.title}` : text;
  const said = words.length > longest ? `${words.slice(0, longest)}…` : words;
  const say = `<Say language="${language}">${escapeXml(said)}</Say>`;
  const twice = `${say}<Pause length="1"/>${say}`;
  const keys = personal?.keys;
  return `<Response>${keys ? gather(`${twice}${sayHelp(language)}`, keys) : twice}</Response>`;
}
