import { z } from 'zod';
import type { ReadDelivery } from '../../domain/signal/signal.ts';
import {
  DeliveryUnreadable,
  jsonOrNothing,
  parseJson,
  type RawDelivery,
} from '../../operations/signals/source-kind.ts';
import { readAs } from '../reading/read-as.ts';
import { instantOf, keyOf, signalOf } from '../reading/signal-of.ts';

const event = z.object({
  id: z.string().min(1),
  source: z.string().min(1),
  specversion: z.literal('1.0'),
  type: z.string().min(1),
  subject: z.string().nullish(),
  time: z.string().nullish(),
  data: z.unknown().optional(),
  data_base64: z.string().nullish(),
});

const details = z
  .object({
    status: z.string(),
    state: z.string(),
    severity: z.string(),
    summary: z.string(),
    title: z.string(),
    description: z.string(),
    url: z.string(),
  })
  .partial();

const over = new Set(['resolved', 'ok', 'closed', 'recovered', 'normal', 'up', 'inactive']);

/** @throws DeliveryUnreadable */
export function readCloudEvents({ headers, body }: RawDelivery): ReadDelivery {
  const said = headers.has('ce-specversion') ? fromHeaders(headers, body) : parseJson(body);
  if (Array.isArray(said)) {
    return { signals: said.map((one) => toSignal(readAs(event, one))) };
  }
  const one = readAs(event, said);
  // Source and id name the delivery, not what alerts.
  return { deliveryId: `${one.source} ${one.id}`, signals: [toSignal(one)] };
}

function fromHeaders(headers: Headers, body: string): Record<string, unknown> {
  const attributes = [...headers].flatMap(([name, value]) =>
    name.startsWith('ce-') ? [[name.slice(3), decoded(value)]] : [],
  );
  return { ...Object.fromEntries(attributes), data: jsonOrNothing(body) };
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch (error) {
    throw new DeliveryUnreadable('A ce- header is not percent-encoded.', { cause: error });
  }
}

function toSignal(said: z.infer<typeof event>) {
  const base64 = said.data_base64;
  const data = base64 ? jsonOrNothing(Buffer.from(base64, 'base64').toString()) : said.data;
  const told = details.safeParse(data).data ?? {};
  return signalOf({
    key: keyOf(said.source, said.subject),
    state: over.has((told.status ?? told.state ?? '').toLowerCase()) ? 'resolved' : 'firing',
    at: instantOf(said.time),
    severity: told.severity,
    title: told.summary ?? told.title ?? said.subject ?? said.type,
    text: told.description,
    labels: {
      ...(typeof data === 'object' ? data : {}),
      source: said.source,
      subject: said.subject,
      type: said.type,
    },
    links: [{ label: 'Source', url: told.url }],
  });
}
