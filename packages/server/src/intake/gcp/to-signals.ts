import { z } from 'zod';
import type { ReadDelivery } from '../../domain/signal/signal.ts';
import type { RawDelivery } from '../../operations/signals/source-kind.ts';
import { readJsonAs } from '../reading/read-as.ts';
import { epochOf, signalOf } from '../reading/signal-of.ts';

const word = z.string().nullish();
const labels = z.object({ labels: z.record(z.string(), z.unknown()).nullish() }).nullish();
const epoch = z.union([z.number(), z.string()]).nullish();

const message = z.object({
  incident: z.object({
    incident_id: z.string(),
    state: z
      .string()
      .transform((state) => state.toLowerCase())
      .pipe(z.enum(['open', 'closed'])),
    started_at: epoch,
    ended_at: epoch,
    summary: word,
    severity: word,
    policy_name: word,
    condition_name: word,
    resource_name: word,
    url: word,
    policy_user_labels: z.record(z.string(), z.unknown()).nullish(),
    resource: labels,
  }),
});

/** @throws DeliveryUnreadable */
export function readGcp({ body }: RawDelivery): ReadDelivery {
  const { incident: said } = readJsonAs(message, body);
  const signal = signalOf({
    key: said.incident_id,
    state: said.state === 'closed' ? 'resolved' : 'firing',
    startsAt: epochOf(said.started_at),
    at: epochOf(said.ended_at),
    severity: said.severity ?? undefined,
    title: said.policy_name || said.condition_name || '',
    text: said.summary ?? undefined,
    labels: {
      ...said.resource?.labels,
      ...said.policy_user_labels,
      policy: said.policy_name,
      condition: said.condition_name,
      resource: said.resource_name,
    },
    links: [{ label: 'Google Cloud', url: said.url }],
  });
  return { signals: [signal] };
}
