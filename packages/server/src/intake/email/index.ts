import { z } from 'zod';
import { DeliveryUnreadable, type SourceKind } from '../../operations/signals/source-kind.ts';
import { mapping } from '../mapping/options.ts';
import { readMapped } from '../mapping/read-mapped.ts';
import { runMapping } from '../mapping/run-mapping.ts';
import { readMessage } from './message.ts';
import { toSignals } from './to-signals.ts';

const options = z.strictObject({
  /** Addresses, or what stands behind their `@`, from which mail is read; any when missing. */
  senders: z.array(z.string().toLowerCase().max(200)).min(1).max(50).optional(),
  mapping: mapping.optional(),
});

/** What alerts by email, as a mail server passes it on. */
export const email: SourceKind<z.output<typeof options>> = {
  name: 'email',
  resolves: true,
  options,
  async read(delivery, { senders, mapping: program }) {
    const message = await readMessage(delivery);
    const { isOwn, autoSubmitted, from, messageId } = message;
    if (isOwn) return { signals: [], own: true };
    const isKnown = senders?.some((each) => from === each || from.endsWith(`@${each}`)) ?? true;
    if (!isKnown) throw new DeliveryUnreadable('Nothing is read from its sender.');
    // Programs that alert say so of themselves; whoever answers by a program alerts nobody.
    if (!['no', 'auto-generated'].includes(autoSubmitted)) {
      throw new DeliveryUnreadable('It is an automatic answer.');
    }
    if (program === undefined) return toSignals(message);
    const named = messageId === null ? {} : { deliveryId: messageId };
    return { ...named, ...readMapped(await runMapping(program, message)) };
  },
  setup: (
    address,
  ) => `Let your mail server pass on what comes to an address of its own, as it came. For Postfix or Sendmail, save this as
\`/usr/local/bin/incident-kit-mail\`, make it executable, and add \`alerts: "|/usr/local/bin/incident-kit-mail"\` to
\`/etc/aliases\`:

\`\`\`sh
#!/bin/sh
# What is refused is not bounced: whoever sends alerts reads no mail. 75 lets the mail server try again.
code=$(curl --silent --output /dev/null --write-out '%{http_code}' --max-time 30 \\
  --header 'Content-Type: message/rfc822' --data-binary @- \\
  '${address}')
case $code in 2*|4*) exit 0 ;; *) exit 75 ;; esac
\`\`\`

The subject tells alerts apart, without \`Re:\`, \`[FIRING:2]\`, \`PROBLEM:\` and the like; \`[RESOLVED]\`, \`RECOVERY:\`, \`OK:\` or
\`Resolved in 5m:\` before it says that it is over. In the source's options, \`senders\` are the addresses or domains that
may send, and \`mapping\` is a [JSONata](https://docs.jsonata.org) expression that reads \`from\`, \`to\`, \`subject\`, \`text\` and
\`date\` in another way, as for [any JSON](#any-json). Automatic answers, and mail of a kit, are refused.`,
  samples: [
    {
      headers: { 'content-type': 'message/rfc822' },
      body: [
        'From: Monitoring <monitoring@example.com>',
        'To: alerts@incidents.example.com',
        'Subject: [FIRING:1] Mail waits',
        'Date: Mon, 5 Jan 2026 09:00:00 +0000',
        'Message-ID: <1@monitoring.example.com>',
        'Auto-Submitted: auto-generated',
        '',
        '40 messages have waited for ten minutes.',
      ].join('\r\n'),
    },
    {
      headers: { 'content-type': 'message/rfc822' },
      body: [
        'From: monitoring@example.com',
        'Subject: =?utf-8?q?=5BRESOLVED=5D_Mail_waits?=',
        'Message-ID: <2@monitoring.example.com>',
        '',
        'All is well.',
      ].join('\r\n'),
    },
  ],
};
