import { randomUUID } from 'node:crypto';
import { foldEpisodes } from '../../domain/signal/episodes.ts';
import { mergeReceived } from '../../domain/signal/merge-received.ts';
import { notAhead } from '../../domain/signal/not-ahead.ts';
import type { ReadDelivery, ReceivedSignal, Signal } from '../../domain/signal/signal.ts';
import { isUsableKey } from '../../domain/signal/usable-key.ts';
import type { Delivery } from '../../store/port/signals.ts';
import type { Store, Transaction } from '../../store/port/store.ts';
import { DeliveryDistrusted, DeliveryUnreadable, type RawDelivery } from './source-kind.ts';
import type { Source } from './sources.ts';

/** How much of what was said of an alert is remembered: its episodes are folded from that. */
const mostRemembered = 100;

export interface Sent {
  headers: Headers;
  query: URLSearchParams;
  body: Uint8Array;
}

export interface Taken {
  delivery: Delivery;
  /** As its kind reads it. */
  raw: RawDelivery;
  refusal: DeliveryUnreadable | undefined;
}

/** Keeps a delivery as it came, and what it says of each alert, in one transaction. */
export async function takeDelivery(
  { store, now }: { store: Store; now(): number },
  source: Source,
  { headers, query, body }: Sent,
): Promise<Taken> {
  const id = randomUUID();
  const text = new TextDecoder().decode(body);
  const receivedAt = now();
  const raw = { headers, query, body: text, receivedAs: id };
  const { read, refusal } = readBy(source, raw, receivedAt);
  const usable = read.signals
    .filter(({ key }) => isUsableKey(key))
    .map((signal) => notAhead(signal, receivedAt));
  const delivery: Delivery = {
    id,
    source: source.key,
    receivedAt,
    contentType: headers.get('content-type')?.slice(0, 200) ?? null,
    body: Buffer.from(body).toString('base64'),
    problem: refusal === undefined ? null : plain(refusal.message),
    signals: usable.length,
    unnamed: read.unnamed ?? 0,
    quarantined: read.signals.length - usable.length,
  };
  await store.write(async (transaction) => {
    await transaction.signals.keepDelivery(delivery);
    await keepAlerts(transaction, source.key, usable, receivedAt);
  });
  return { delivery, raw, refusal };
}

function readBy(
  { kind, signingSecrets }: Source,
  delivery: RawDelivery,
  now: number,
): { read: ReadDelivery; refusal: DeliveryUnreadable | undefined } {
  try {
    const distrust =
      signingSecrets.length === 0 ? undefined : kind.verify?.(delivery, signingSecrets, now);
    if (distrust !== undefined) throw new DeliveryDistrusted(distrust);
    return { read: kind.read(delivery), refusal: undefined };
  } catch (error) {
    if (!(error instanceof DeliveryUnreadable)) throw error;
    return { read: { signals: [] }, refusal: error };
  }
}

async function keepAlerts(
  { signals }: Transaction,
  source: string,
  said: readonly Signal[],
  receivedAt: number,
): Promise<void> {
  const byKey = Map.groupBy(said, ({ key }) => key);
  const known = await signals.alerts(source, [...byKey.keys()]);
  const before = new Map(known.map((alert) => [alert.key, alert.received]));
  for (const [key, news] of byKey) {
    const arrived = news.map((signal) => ({
      signal,
      firstReceivedAt: receivedAt,
      lastReceivedAt: receivedAt,
    }));
    const received = remembered(mergeReceived([...(before.get(key) ?? []), ...arrived]));
    const state = foldEpisodes(received).at(-1)?.state ?? 'resolved';
    await signals.keepAlert({ source, key, state, receivedAt, received });
  }
}

/** What came last, when it is too much. */
function remembered(received: ReceivedSignal[]): ReceivedSignal[] {
  return received
    .sort((one, other) => other.lastReceivedAt - one.lastReceivedAt)
    .slice(0, mostRemembered);
}

/** As every database can keep it: names that a delivery made up may be in it. */
function plain(text: string): string {
  return text
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, 500);
}
