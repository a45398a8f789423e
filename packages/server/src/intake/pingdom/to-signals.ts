import { z } from 'zod';
import type { ReadDelivery } from '../../domain/signal/signal.ts';
import type { RawDelivery } from '../../operations/signals/source-kind.ts';
import { readJsonAs } from '../reading/read-as.ts';
import { epochOf, signalOf } from '../reading/signal-of.ts';

const word = z.string().nullish();

const message = z.object({
  check_id: z.number(),
  check_name: word,
  check_type: word,
  current_state: z.string(),
  state_changed_timestamp: z.number().nullish(),
  importance_level: word,
  long_description: word,
  description: word,
  check_params: z.object({ full_url: word, hostname: word }).nullish(),
});

const over = new Set(['UP', 'SUCCESS']);

/** @throws DeliveryUnreadable */
export function readPingdom({ body }: RawDelivery): ReadDelivery {
  const said = readJsonAs(message, body);
  const signal = signalOf({
    key: String(said.check_id),
    state: over.has(said.current_state) ? 'resolved' : 'firing',
    at: epochOf(said.state_changed_timestamp),
    severity: said.importance_level ?? undefined,
    title: said.check_name ?? '',
    text: said.long_description ?? said.description ?? undefined,
    labels: { check: said.check_name, type: said.check_type, host: said.check_params?.hostname },
    links: [{ label: 'Monitored', url: said.check_params?.full_url }],
  });
  return { signals: [signal] };
}
