import { z } from 'zod';
import type { ReadDelivery } from '../../domain/signal/signal.ts';
import type { RawDelivery } from '../../operations/signals/source-kind.ts';
import { DeliveryUnreadable, parseJson } from '../../operations/signals/source-kind.ts';
import { readAs } from '../reading/read-as.ts';
import { instantOf, signalOf } from '../reading/signal-of.ts';

const message = z.object({
  heartbeat: z
    .object({ status: z.number(), time: z.string().nullish(), msg: z.string().nullish() })
    .nullable(),
  monitor: z
    .object({
      id: z.number(),
      name: z.string().nullish(),
      url: z.string().nullish(),
      hostname: z.string().nullish(),
      type: z.string().nullish(),
    })
    .nullable(),
  msg: z.string().nullish(),
});

const [down, up, maintenance] = [0, 1, 3];

/** @throws DeliveryUnreadable */
export function readUptimeKuma(delivery: RawDelivery): ReadDelivery {
  const { heartbeat, monitor, msg } = readAs(message, saidBy(delivery));
  if (heartbeat === null || monitor === null) {
    return {
      signals: [signalOf({ key: 'test', state: 'firing', title: msg ?? '', kind: 'test' })],
    };
  }
  if (![down, up, maintenance].includes(heartbeat.status)) return { signals: [] };
  const signal = signalOf({
    key: String(monitor.id),
    // Its maintenance is over without a word: what went into it burning would never end.
    state: heartbeat.status === down ? 'firing' : 'resolved',
    at: instantOf(heartbeat.time ? `${heartbeat.time.replace(' ', 'T')}Z` : undefined),
    title: monitor.name ?? '',
    text: heartbeat.msg ?? msg ?? undefined,
    labels: { monitor: monitor.name, host: monitor.hostname, type: monitor.type },
    links: [{ label: 'Monitored', url: monitor.url }],
  });
  return { signals: [signal] };
}

/** JSON; or JSON in a field of a form, or in parameters of the address. */
function saidBy({ body, query }: RawDelivery): unknown {
  if (body.trim() === '' && query !== undefined) {
    const part = (name: string) => parseJson(query.get(name) || 'null');
    return { heartbeat: part('heartbeat'), monitor: part('monitor'), msg: query.get('msg') };
  }
  const start = body.indexOf('{');
  const end = body.lastIndexOf('}');
  if (start < 0 || end < start) throw new DeliveryUnreadable('The body is not JSON.');
  return parseJson(body.slice(start, end + 1));
}
