import { z } from 'zod';
import type { ReadDelivery } from '../../domain/signal/signal.ts';
import type { RawDelivery } from '../../operations/signals/source-kind.ts';
import { fieldsOf } from '../reading/fields.ts';
import { readAs } from '../reading/read-as.ts';
import { epochOf, keyOf, signalOf } from '../reading/signal-of.ts';

const word = z.coerce.string().nullish();

const message = z.object({
  type: z.string(),
  host: z.string(),
  service: word,
  state: word,
  output: word,
  time: word,
  url: word,
});

/** Flapping and downtimes leave the state as it is. */
const meanings: Readonly<Record<string, 'firing' | 'resolved' | 'acknowledged' | 'test'>> = {
  PROBLEM: 'firing',
  RECOVERY: 'resolved',
  ACKNOWLEDGEMENT: 'acknowledged',
  CUSTOM: 'test',
};

/** @throws DeliveryUnreadable */
export function readIcinga(delivery: RawDelivery): ReadDelivery {
  const said = readAs(message, fieldsOf(delivery));
  const meaning = meanings[said.type.toUpperCase()];
  if (meaning === undefined) return { signals: [] };
  const { host } = said;
  // A template without a service leaves the field empty: then the host itself is meant.
  const service = said.service || undefined;
  const signal = signalOf({
    key: service === undefined ? keyOf(host) : keyOf(host, service),
    state: meaning === 'resolved' ? 'resolved' : 'firing',
    at: epochOf(said.time),
    severity: said.state ?? undefined,
    title: service === undefined ? host : `${service} on ${host}`,
    text: said.output ?? undefined,
    labels: { host, service },
    links: [{ label: 'Monitoring', url: said.url }],
    kind: meaning === 'acknowledged' || meaning === 'test' ? meaning : undefined,
  });
  return { signals: [signal] };
}
