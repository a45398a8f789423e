import type { OutgoingMessage } from '../../domain/channels/outgoing.ts';
import { ownMessageHeader } from '../../domain/signal/own-message.ts';
import { answerAbove } from './reply-text.ts';

export interface From {
  name: string;
  address: string;
}

/**
 * A message as a mail. All mails of an incident refer to the same one, which nobody ever got, and have one subject:
 * so programs show them together, whichever of them somebody was sent.
 */
export function mailOf(
  message: OutgoingMessage,
  { from, to, replyTo }: { from: From; to: string; replyTo?: string | undefined },
) {
  const { id, at, incident, subject, personal } = message;
  const unsubscribe = personal?.unsubscribe ?? message.unsubscribe;
  const thread = incident?.reference ?? message.thread;
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  const root = thread && `<${thread.toLowerCase()}@${domain}>`;
  return {
    from,
    // As an object, it is one address whatever is in it.
    to: { name: '', address: to },
    subject,
    text: replyTo ? `${answerAbove}\n\n${textOf(message)}` : textOf(message),
    ...(replyTo && { replyTo: { name: from.name, address: replyTo } }),
    date: new Date(at),
    messageId: `<${id}@${domain}>`,
    ...(root && { inReplyTo: root, references: root }),
    headers: {
      // No answering machine answers (RFC 3834), nor does Exchange.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      [ownMessageHeader]: id,
      // RFC 8058: programs for mail show a button that sends one POST.
      ...(unsubscribe && {
        'List-Unsubscribe': `<${unsubscribe}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
  };
}

export function textOf({ text, incident, link, personal }: OutgoingMessage): string {
  if (incident === null) return text;
  const end = personal?.unsubscribe ? ['', `No more of these mails: ${personal.unsubscribe}`] : [];
  const { title, status, priority, service, team, assignee } = incident;
  const facts = { Status: status, Priority: priority, Service: service, Team: team };
  const lines = Object.entries({ ...facts, Assignee: assignee }).flatMap(([name, value]) =>
    value === null ? [] : [`${name}: ${value}`],
  );
  return [text, '', title, ...lines, ...(link ? ['', link] : []), ...end].join('\n');
}
