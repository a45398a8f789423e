import type { ChannelSettings } from '../../access/channels.ts';
import type { OutgoingMessage } from '../../domain/channels/outgoing.ts';
import type { ChannelSender } from '../channel.ts';
import { mailOf, textOf } from './mail.ts';
import { problemOf } from './problem.ts';
import { replyAddress } from './reply-address.ts';
import { replyReader } from './reply-reader.ts';

/** For all that a mail server is asked for one mail, milliseconds. */
const timeoutMs = 40_000;
/** For each thing that it is asked. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

type EmailSettings = Extract<ChannelSettings, { kind: 'email' }>;

/** By a mail server, which takes it from there. */
export function emailSender(settings: EmailSettings): ChannelSender {
  return {
    kind: 'email',
    preview: (message, address) =>
      [`To: ${address}`, `Subject: ${message.subject}`, '', textOf(message)].join('\n'),
    async send(message, address) {
      const problem = await problemOf(() => sendWithin(settings, message, address));
      return problem ?? { sent: true };
    },
    ...(settings.replies && { replies: replyReader(settings.id, settings.replies) }),
  };
}

async function sendWithin(
  settings: EmailSettings,
  message: OutgoingMessage,
  address: string,
): Promise<void> {
  const { personal } = message;
  const replyTo =
    settings.replies && personal
      ? replyAddress(settings.id, settings.replies, personal)
      : undefined;
  const transport = await transportTo(settings);
  const timer = setTimeout(() => transport.close(), timeoutMs);
  try {
    await transport.sendMail(mailOf(message, { from: settings.from, to: address, replyTo }));
  } finally {
    clearTimeout(timer);
    transport.close();
  }
}

/** Loaded where mail is sent only. */
async function transportTo({ server, requireTls }: EmailSettings) {
  const { createTransport } = await import('nodemailer');
  const { protocol, hostname, port, username, password } = new URL(server);
  const secure = protocol === 'smtps:';
  return createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (secure ? 465 : 587),
    secure,
    requireTLS: requireTls && !secure,
    // Encrypted by a certificate of whomever is still better than not at all, where that is allowed.
    tls: { rejectUnauthorized: requireTls },
    ...(username && {
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    }),
    ...patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}
