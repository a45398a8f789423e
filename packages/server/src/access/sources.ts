import { z } from 'zod';
import { keyTemplate } from '../domain/signal/key-template.ts';
import { weaknessOf } from './secrets.ts';

const source = z.strictObject({
  /** Its name in addresses. */
  key: z
    .string()
    .max(60)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Write a key as in prometheus-berlin.'),
  /** `alertmanager`, `grafana`, `pagerduty`, …: as what it sends is read. */
  kind: z.string().min(1).max(40),
  /** It is a part of an address, so it has what needs no escaping there. */
  secret: z
    .string()
    .max(200)
    .regex(/^[\w-]{32,}$/, 'The secret of a source has at least 32 letters, digits, _ and -.')
    .refine((value) => weaknessOf(value) === null, {
      error: 'This secret can be guessed. Make one with: openssl rand -hex 32',
    }),
  /** What it signs with, where its kind does: two while it is being changed. */
  signingSecrets: z.array(z.string().min(8).max(500)).min(1).max(2).optional(),
  /** False switches it off: what it sends is kept and refused. */
  enabled: z.boolean().optional(),
  /** What tells its alerts apart, in place of what its kind goes by, e.g. `{service}/{host}`, made of labels. */
  alertKey: keyTemplate.optional(),
  /** After how many seconds an alert is over of which nothing more is said. Needed by kinds that never say so. */
  expireSeconds: z
    .int()
    .min(60)
    .max(30 * 24 * 3_600)
    .optional(),
  /** How many seconds it may send nothing: after that, it is itself what an incident is made of. */
  heartbeatSeconds: z
    .int()
    .min(30)
    .max(7 * 24 * 3_600)
    .optional(),
  /** What its kind lets one choose; see docs/guides/monitoring-sources.md. */
  options: z.record(z.string(), z.unknown()).optional(),
});

export const sourcesSchema = z
  .array(source)
  .max(200)
  .refine((all) => new Set(all.map(({ key }) => key)).size === all.length, {
    error: 'Two sources have the same key.',
  })
  .default([]);

export type SourceSettings = z.output<typeof source>;
