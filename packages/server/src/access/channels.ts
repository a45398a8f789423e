import { z } from 'zod';
import { id } from '../domain/ids.ts';
import { weaknessOf } from './secrets.ts';

/** As Standard Webhooks has it: 24 to 64 bytes in base64, after `whsec_`. */
const signingSecret = z
  .string()
  .regex(/^whsec_(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, {
    error:
      'Write a secret as whsec_ and base64. Make one with: echo whsec_$(openssl rand -base64 32)',
  })
  .refine((value) => isLong(value) && weaknessOf(value.slice('whsec_'.length)) === null, {
    error:
      'The secret of a webhook has 24 to 64 random bytes. Make one with: echo whsec_$(openssl rand -base64 32)',
  });

function isLong(secret: string): boolean {
  const { length } = Buffer.from(secret.slice('whsec_'.length), 'base64');
  return length >= 24 && length <= 64;
}

const webhook = z.strictObject({
  /** As the document `channels` calls it. */
  id,
  kind: z.literal('webhook'),
  /** What is signed with: two while they are changed. */
  secrets: z.array(signingSecret).min(1).max(2),
  /** Whether it may also send into the own network, and without encryption. */
  allowPrivateAddresses: z.boolean().default(false),
});

/** `smtp://user:password@mail.example.com:587`, or `smtps://…` for TLS from the beginning. */
const mailServer = z
  .string()
  .max(1_000)
  .refine((value) => URL.canParse(value) && /^smtps?:\/\/[^/]+$/.test(value), {
    error: 'Write a mail server as in smtp://user:password@mail.example.com:587.',
  });

/** Answers to mails: to which address they are sent, and what the mail server that passes them on has to know. */
const replies = z.strictObject({
  /** What comes to it with anything behind a `+` is passed on to the kit: `desk+1a-…@example.com`. */
  address: z
    .email()
    .max(200)
    .refine((value) => value.indexOf('@') <= 20 && !value.includes('+'), {
      error: 'Write an address with at most 20 characters before its @, and no + among them.',
    }),
  /** It is a part of an address, so it has what needs no escaping there. */
  secret: z
    .string()
    .max(200)
    .regex(/^[\w-]{32,}$/, 'The secret of replies has at least 32 letters, digits, _ and -.')
    .refine((value) => weaknessOf(value) === null, {
      error: 'This secret can be guessed. Make one with: openssl rand -hex 32',
    }),
});

const email = z.strictObject({
  id,
  kind: z.literal('email'),
  server: mailServer,
  /** Whose mails they are. */
  from: z.strictObject({
    name: z.string().max(120).default('Incident Kit'),
    address: z.email().max(254),
  }),
  /** Whether mails are sent by encrypted connections only. */
  requireTls: z.boolean().default(true),
  /** Without it, answers go to `from`, and the kit reads none. */
  replies: replies.optional(),
});

const sms = z.strictObject({
  id,
  kind: z.literal('sms'),
  /** Where forms are sent to: `https://api.twilio.com/2010-04-01/Accounts/AC…/Messages.json`. */
  url: z.url({ protocol: /^https?$/ }).max(1_000),
  account: z.string().min(1).max(200),
  token: z.string().min(8).max(500),
  /** The number, or the name, that it comes from. */
  from: z.string().min(1).max(50),
  allowPrivateAddresses: z.boolean().default(false),
});

const voice = sms.extend({
  kind: z.literal('voice'),
  /** Where forms are sent to: `https://api.twilio.com/2010-04-01/Accounts/AC…/Calls.json`. */
  url: z.url({ protocol: /^https?$/ }).max(1_000),
  /** Whose voice reads it out (BCP 47): that of the language in which the messages are. */
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Write a language, as in en-GB.')
    .default('en-US'),
});

const teams = z.strictObject({
  id,
  kind: z.literal('teams'),
  /** The addresses of workflows, by what the document calls them: who knows one may post there. */
  workflows: z.record(id, z.url({ protocol: /^https?$/ }).max(2_000)),
  /** An outgoing webhook of a team, by which people there command the kit; without it they cannot. */
  commands: z
    .strictObject({
      /** The security token that Teams shows once, in base64. */
      secret: z.base64().min(24).max(200),
      /** Who may: the object ids of people in Microsoft Entra, and who they are to the host (`sub`). They act as agents. */
      people: z.record(z.uuid().toLowerCase(), z.string().min(1).max(200)).default({}),
    })
    .optional(),
  allowPrivateAddresses: z.boolean().default(false),
});

const slack = z.strictObject({
  id,
  kind: z.literal('slack'),
  /** Of the bot, `xoxb-…`. */
  token: z
    .string()
    .max(500)
    .regex(/^[\x21-\x7e]{16,}$/, 'Write the token of the bot, as in xoxb-….'),
  /** What Slack signs clicks with; without it there is nothing to click. */
  signingSecret: z.string().min(16).max(200).optional(),
  /** Who may click: the ids of people in Slack, and who they are to the host (`sub`). They act as agents. */
  people: z
    .record(
      z.string().regex(/^[UW][A-Z0-9]{5,20}$/, 'Write the id of a member, as in U0123456789.'),
      z.string().min(1).max(200),
    )
    .default({}),
  /** Where Slack is; another one in tests. */
  url: z
    .url({ protocol: /^https?$/ })
    .max(1_000)
    .default('https://slack.com/api'),
  allowPrivateAddresses: z.boolean().default(false),
});

/** What the ways out need that is in no document. */
export const channelSettingsSchema = z
  .array(z.discriminatedUnion('kind', [webhook, email, sms, voice, teams, slack]))
  .max(100)
  .refine((all) => new Set(all.map((each) => each.id)).size === all.length, {
    error: 'Two channels have the same id.',
  })
  .default([]);

export type ChannelSettings = z.output<typeof channelSettingsSchema>[number];
