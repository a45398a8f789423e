import { hash } from 'node:crypto';
import { isSameSecret } from '../../access/secrets.ts';
import { ownMessageHeader } from '../../domain/signal/own-message.ts';
import type { ReplyReader } from '../channel.ts';
import { isSigned, type ReplySettings, tokenIn } from './reply-address.ts';
import { newTextOf } from './reply-text.ts';

const mostNested = { maxNestingDepth: 20, maxHeadersSize: 100_000, maxRfc822NestingDepth: 0 };

/** Where mail servers say to which address a mail came, whatever its own headers say. */
const deliveredTo = ['delivered-to', 'x-original-to', 'envelope-to'];

/** Reads answers to mails, as a mail server passes them on. */
export function replyReader(channel: string, settings: ReplySettings): ReplyReader {
  return {
    isSecret: (said) => isSameSecret(said, settings.secret),
    isSigned: (signature, answered) => isSigned(channel, settings, { signature, answered }),
    async read(bytes) {
      const { default: PostalMime } = await import('postal-mime');
      const mail = await PostalMime.parse(bytes, mostNested).catch(() => null);
      const from = mail?.from?.address?.toLowerCase();
      if (!mail || !from) return null;
      const valuesOf = (name: string) =>
        mail.headers.flatMap(({ key, value }) =>
          key === name ? [value.trim().toLowerCase()] : [],
        );
      const recipients = [
        ...[...(mail.to ?? []), ...(mail.cc ?? [])].flatMap(({ address }) => address ?? []),
        ...deliveredTo.flatMap(valuesOf).map((each) => each.replace(/^<|>$/g, '')),
      ];
      return {
        from,
        tokens: recipients.slice(0, 50).flatMap((each) => tokenIn(each, settings) ?? []),
        id: `mail-${hash('sha256', mail.messageId ?? Buffer.from(bytes), 'hex').slice(0, 48)}`,
        isAutomatic: isAutomatic(valuesOf),
        text: newTextOf(mail.text ?? wordsIn(mail.html ?? '')),
      };
    },
  };
}

/** Written by a program: an answering machine, a list, a mail server that could not deliver, or a kit (RFC 3834). */
function isAutomatic(valuesOf: (name: string) => string[]): boolean {
  const [submitted = 'no'] = valuesOf('auto-submitted');
  return (
    submitted.split(';', 1)[0]?.trim() !== 'no' ||
    valuesOf('precedence').some((each) => /^(bulk|junk|list|auto_reply)$/.test(each)) ||
    valuesOf('content-type').some((each) => each.startsWith('multipart/report')) ||
    ['x-autoreply', 'x-autorespond', 'list-id', ownMessageHeader.toLowerCase()].some(
      (name) => valuesOf(name).length > 0,
    )
  );
}

/** Of a mail without a text of its own. */
function wordsIn(html: string): string {
  return html
    .replace(/<(style|script|head)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<blockquote\b/gi, '\n> <')
    .replace(/<(br|\/p|\/div|\/li|\/tr)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
