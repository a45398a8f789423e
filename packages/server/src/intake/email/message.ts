import { ownMessageHeader } from '../../domain/signal/own-message.ts';
import { DeliveryUnreadable, type RawDelivery } from '../../operations/signals/source-kind.ts';

/** Characters of a message's text that are read. */
const longestText = 20_000;

/** What is read of an email, and what a mapping is given. */
export interface EmailMessage {
  /** An address in small letters; empty where there is none. */
  from: string;
  to: string[];
  subject: string;
  text: string;
  /** ISO 8601; null where its date cannot be read. */
  date: string | null;
  messageId: string | null;
  /** The value of `Auto-Submitted`, without its parameters; `no` where there is none. */
  autoSubmitted: string;
  isOwn: boolean;
}

/** @throws DeliveryUnreadable */
export async function readMessage({ body, bytes }: RawDelivery): Promise<EmailMessage> {
  const { default: PostalMime } = await import('postal-mime');
  const limits = { maxNestingDepth: 20, maxHeadersSize: 100_000, maxRfc822NestingDepth: 0 };
  const mail = await PostalMime.parse(bytes ?? body, limits).catch((error: unknown) => {
    throw new DeliveryUnreadable('It is no email that can be read.', { cause: error });
  });
  const headers = new Map(mail.headers.map(({ key, value }) => [key, value.trim()]));
  const from = mail.from?.address?.toLowerCase() ?? '';
  if (from === '' && !mail.subject) {
    throw new DeliveryUnreadable('It is no email: it has neither a sender nor a subject.');
  }
  const sent = Date.parse(mail.date ?? '');
  return {
    from,
    to: (mail.to ?? []).flatMap(({ address }) => address?.toLowerCase() ?? []),
    subject: mail.subject?.trim() ?? '',
    text: (mail.text ?? '').trim().slice(0, longestText),
    date: Number.isNaN(sent) ? null : new Date(sent).toISOString(),
    messageId: mail.messageId ?? null,
    autoSubmitted:
      (headers.get('auto-submitted') ?? 'no').split(';', 1)[0]?.trim().toLowerCase() ?? '',
    isOwn: headers.has(ownMessageHeader.toLowerCase()),
  };
}
