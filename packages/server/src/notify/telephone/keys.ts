import { createHmac, timingSafeEqual } from 'node:crypto';
import type { KeyReader } from '../channel.ts';
import { escapeXml } from './escape-xml.ts';

/** How long a key is waited for after the words, seconds. */
const patience = 8;

const help = 'Press 4 to acknowledge it. Press 6 to raise it to the managers.';

export function sayHelp(language: string): string {
  return say(help, language);
}

function say(text: string, language: string): string {
  return `<Say language="${language}">${escapeXml(text)}</Say>`;
}

/** What is said while a key may be pressed. @param url where it is sent */
export function gather(said: string, url: string): string {
  const action = `action="${escapeXml(url).replace(/"/g, '&quot;')}" method="POST"`;
  return `<Gather numDigits="1" timeout="${patience}" ${action}>${said}</Gather>`;
}

/** By a service that sends what is pressed as Twilio does. @param token what it signs with */
export function keysBy({ token, language }: { token: string; language: string }): KeyReader {
  return {
    isSigned: (url, { headers, body }) => isSigned(token, url, headers, body),
    pressedIn(body) {
      const fields = new URLSearchParams(body);
      return { address: fields.get('To') ?? '', key: fields.get('Digits') ?? '' };
    },
    answer(text, again) {
      const said = say(text, language);
      return `<Response>${again ? gather(`${said}${sayHelp(language)}`, again) : said}</Response>`;
    },
  };
}

/** Twilio signs the address and, in the order of their names, all fields of the form. */
function isSigned(token: string, url: string, headers: Headers, body: string): boolean {
  const fields = [...new URLSearchParams(body)].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const signed = fields.reduce((text, [name, value]) => text + name + value, url);
  const expected = createHmac('sha1', token).update(signed).digest();
  const said = Buffer.from(headers.get('x-twilio-signature') ?? '', 'base64');
  return said.length === expected.length && timingSafeEqual(said, expected);
}
