import { z } from 'zod';
import type { ReadDelivery, Signal } from '../../domain/signal/signal.ts';
import { readAs } from '../reading/read-as.ts';
import { epochOf, instantOf, signalOf } from '../reading/signal-of.ts';

/** Alerts of one delivery. */
const mostAlerts = 2_000;

const word = z.union([z.string(), z.number()]);
const link = z.object({ label: z.string().max(200), url: z.string() });

const alert = z.object({
  key: word.nullish(),
  state: z.enum(['firing', 'resolved']),
  title: word.nullish(),
  text: z.string().nullish(),
  severity: word.nullish(),
  startsAt: word.nullish(),
  at: word.nullish(),
  labels: z.record(z.string(), z.unknown()).nullish(),
  links: z.array(link).max(20).nullish(),
  kind: z.enum(['acknowledged', 'test', 'heartbeat']).nullish(),
});

/** JSONata has no list of one: that is what is in it, and a list of none is nothing. */
const alerts = z.preprocess(
  (value) => (Array.isArray(value) ? value : [value ?? []].flat()),
  z.array(alert).max(mostAlerts),
);

const delivery = z.object({
  deliveryId: word.nullish(),
  unnamed: z.int().nonnegative().nullish(),
  signals: alerts,
});

/**
 * What says of alerts in our own words: one, a list of them, or a delivery of them; nothing is none.
 * @throws DeliveryUnreadable
 */
export function readMapped(made: unknown): ReadDelivery {
  if (made === null || made === undefined) return { signals: [] };
  if (Array.isArray(made)) return { signals: readAs(alerts, made).map(toSignal) };
  if (!(typeof made === 'object' && 'signals' in made)) {
    return { signals: [toSignal(readAs(alert, made))] };
  }
  const { deliveryId, unnamed, signals } = readAs(delivery, made);
  return {
    signals: signals.map(toSignal),
    ...(deliveryId == null || deliveryId === '' ? {} : { deliveryId: String(deliveryId) }),
    ...(unnamed ? { unnamed } : {}),
  };
}

function toSignal(said: z.output<typeof alert>): Signal {
  return signalOf({
    key: String(said.key ?? ''),
    state: said.state,
    startsAt: whenOf(said.startsAt),
    at: whenOf(said.at),
    severity: said.severity == null ? undefined : String(said.severity),
    title: String(said.title ?? ''),
    text: said.text ?? undefined,
    labels: said.labels,
    links: said.links ?? [],
    kind: said.kind ?? undefined,
  });
}

/** ISO 8601, or a number since 1970 of seconds or milliseconds. */
function whenOf(value: string | number | null | undefined): number | undefined {
  return typeof value === 'number' ? epochOf(value) : instantOf(value);
}
