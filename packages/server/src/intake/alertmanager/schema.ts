import { z } from 'zod';

const texts = z.record(z.string(), z.string());

const alert = z.object({
  status: z.enum(['firing', 'resolved']),
  labels: texts,
  annotations: texts.default({}),
  startsAt: z.iso.datetime({ offset: true }),
  /** The year 1 while it fires. */
  endsAt: z.iso.datetime({ offset: true }).optional(),
  generatorURL: z.string().optional(),
  /** A hash of the labels. Versions before 0.16 have none. */
  fingerprint: z.string().optional(),
});

/** What is read of Alertmanager's webhook, version 4: the status of the group is not, as each alert has its own. */
export const alertmanagerMessage = z.object({
  version: z.literal('4'),
  alerts: z.array(alert),
  truncatedAlerts: z.number().int().nonnegative().default(0),
});

export type AlertmanagerAlert = z.infer<typeof alert>;
