import type { Measurement } from '../../domain/objectives/measured.ts';
import type { Signal } from '../../domain/signal/signal.ts';
import { isUsableKey } from '../../domain/signal/usable-key.ts';
import type { Delivery } from '../../store/port/signals.ts';
import { plainLine, readDelivery } from './read-delivery.ts';
import type { Source } from './sources.ts';

/** What a delivery says. */
export interface DeliveryReading {
  /** Why nothing can be read; null where it can. */
  problem: string | null;
  /** The first hundred. */
  signals: {
    key: string;
    /** Whether its key names an alert. */
    isUsable: boolean;
    state: Signal['state'];
    title: string;
    severity: string | null;
    /** Epoch milliseconds; null where its source does not say. */
    startsAt: number | null;
    at: number | null;
    labels: Readonly<Record<string, string>>;
    /** `test`, `acknowledged` or `heartbeat`: no alert; null for one. */
    kind: NonNullable<Signal['kind']> | null;
  }[];
  /** How many there are in all. */
  total: number;
  /** The first hundred numbers that it pushes; instants in epoch milliseconds, null where its source does not say. */
  numbers: { name: string; value: number; at: number | null }[];
  /** The first hundred minutes that it counts of objectives, by their start. */
  measurements: Measurement[];
}

const mostShown = 100;

/** What a source would make of a delivery that is kept, whoever signed it. */
export async function readKept(source: Source, delivery: Delivery): Promise<DeliveryReading> {
  const { contentType, sent, body, id, receivedAt } = delivery;
  const headers = new Headers(sent.headers);
  if (contentType !== null) headers.set('content-type', contentType);
  const { read, refusal } = await readDelivery(
    source,
    { headers, query: new URLSearchParams(sent.query), body: Buffer.from(body, 'base64') },
    { id, now: receivedAt, isBelieved: true },
  );
  return {
    problem: refusal === undefined ? null : plainLine(refusal.message, 500),
    signals: read.signals.slice(0, mostShown).map(toShown),
    total: read.signals.length,
    numbers: (read.numbers ?? [])
      .slice(0, mostShown)
      .map(({ name, value, at = null }) => ({ name, value, at })),
    measurements: (read.measurements ?? []).slice(0, mostShown),
  };
}

function toShown({ key, state, title, labels, ...said }: Signal) {
  return {
    ...{ key, isUsable: isUsableKey(key), state, title, labels },
    ...{ severity: said.severity ?? null, kind: said.kind ?? null },
    ...{ startsAt: said.startsAt ?? null, at: said.at ?? null },
  };
}
