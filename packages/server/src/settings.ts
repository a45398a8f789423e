import { z } from 'zod';
import { channelSettingsSchema } from './access/channels.ts';
import { trustedProxiesSchema } from './access/client-address.ts';
import { limitsSchema } from './access/limits/settings.ts';
import { siteSchema } from './access/sites.ts';
import { sourcesSchema } from './access/sources.ts';
import { attachmentSettingsSchema } from './blobs/settings.ts';
import { documentSchemas } from './domain/configuration/documents.ts';

/** What a kit can be configured with in a file; `createIncidentKit` takes a little more. */
export const settingsSchema = z.strictObject({
  /** `sqlite:./path/to/file.db`, or `postgres://user:password@host:5432/database`. */
  database: z.string().min(1).default('sqlite:./data/incident-kit.db'),
  /** Where the kit is reached from outside, for links; by default where a request came to. */
  publicUrl: z
    .url()
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  /** Other names under which it is asked, as `Host` has them: `incidents.internal:4000`. */
  hosts: z
    .array(
      z.string().refine((host) => URL.canParse(`http://${host}`) && isHost(host), {
        error: 'Write a host as in incidents.internal or incidents.internal:4000.',
      }),
    )
    .max(100)
    .default([]),
  /** How many proxies are in front of it, or their addresses: only they are believed who asks, and how. */
  trustedProxies: trustedProxiesSchema,
  /** How much anybody may ask of it. */
  limits: limitsSchema,
  /** Files that come with reports and notes. */
  attachments: attachmentSettingsSchema,
  /** Who may read `/metrics`: nobody, unless there is a token to read it with. */
  metrics: z
    .strictObject({
      token: z
        .string()
        .min(16, 'The token for metrics has at least 16 characters.')
        .refine((value) => /^[\x21-\x7e]+$/.test(value), 'It has letters, digits and signs only.'),
    })
    .optional(),
  /** Which requests leave a line in the log. */
  requestLines: z.enum(['all', 'refusals', 'none']).default('all'),
  /** The sites that embed the elements, until they are changed in the database. */
  sites: z.array(siteSchema).default([]),
  /** What sends alerts: each to `/intake/<key>/<secret>`. */
  sources: sourcesSchema,
  /** What the ways out need that the document `channels` names: secrets, above all. */
  channels: channelSettingsSchema,
  /** With which secrets of sites that the kit makes are sealed in the database; best 32 random bytes. */
  secretsKey: z.string().min(32, 'The key for secrets has at least 32 characters.').optional(),
  /** What they were sealed with before: they are still read with these, until `sites reseal` has sealed them anew. */
  oldSecretsKeys: z
    .array(z.string().min(32, 'The key for secrets has at least 32 characters.'))
    .max(5)
    .default([]),
  /**
   * The first version of documents (`catalogue`, `teams`, `matrix`, …) for a database that has none.
   * From then on the database has them, and they are changed by publishing.
   */
  configuration: z.strictObject(documentSchemas).partial().default({}),
  /** The folder with the built elements, served under `/kit/`. */
  widgets: z.string().optional(),
});

function isHost(host: string): boolean {
  return new URL(`http://${host}`).host === host.toLowerCase();
}

export type Settings = z.output<typeof settingsSchema>;
export type SettingsInput = z.input<typeof settingsSchema>;
