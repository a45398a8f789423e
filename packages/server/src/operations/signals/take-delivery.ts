import { hash, randomUUID } from 'node:crypto';
import type { Excess } from '../../access/limits/source-limits.ts';
import { KitError } from '../../domain/errors.ts';
import { isNews } from '../../domain/signal/is-news.ts';
import { notAhead } from '../../domain/signal/not-ahead.ts';
import type { Signal } from '../../domain/signal/signal.ts';
import { isUsableKey } from '../../domain/signal/usable-key.ts';
import type { Delivery } from '../../store/port/signals.ts';
import type { Store, Transaction } from '../../store/port/store.ts';
import { countAlerts } from '../anomalies/count-alerts.ts';
import { watchNumbers } from '../anomalies/watch-numbers.ts';
import { keepMeasurements, refuseMeasurements } from '../objectives/take-measurements.ts';
import { AlertIncidents } from './alert-incidents.ts';
import { answerDelivery, answerExcess, type DeliveryAnswer, excessOf } from './answer-delivery.ts';
import { keepAlerts } from './keep-alerts.ts';
import { heardAgain } from './notice-silence.ts';
import { plainLine, readDelivery } from './read-delivery.ts';
import { type Sent, sentBeside } from './sent.ts';
import type { Answer, DeliveryUnreadable } from './source-kind.ts';
import type { Source } from './sources.ts';

/** For how long the same name of a delivery is the same delivery, milliseconds. */
const sameFor = 7 * 24 * 60 * 60_000;
/** So many alerts without a usable key are shown of a delivery. */
const mostUnusable = 20;

export interface Taken extends DeliveryAnswer {
  /** Null where it was not taken: it says nothing new, and there is too much of it; the first of those is kept. */
  delivery: Delivery | null;
  /** Whether it had come before, so that nothing was added. */
  isAgain: boolean;
}

interface TakeOptions {
  /** Why what says nothing new is not to be taken; null where it is. */
  excess?: Excess | null;
  /** It is a sample that somebody sends to try the source: it is kept, and no alert is made of it. */
  isTest?: boolean;
  /** Why it is not to be read. */
  refusedFor?: DeliveryUnreadable | undefined;
}

/** Keeps a delivery as it came, and what it says of each alert, in one transaction. */
export async function takeDelivery(
  { store, now }: { store: Store; now(): number },
  source: Source,
  sent: Sent,
  { excess = null, isTest = false, refusedFor }: TakeOptions = {},
): Promise<Taken> {
  const id = randomUUID();
  const receivedAt = now();
  const reading = await readDelivery(source, sent, {
    ...{ id, now: receivedAt, isBelieved: isTest, refusedFor },
  });
  const { read, raw } = reading;
  const measured = isTest ? [] : (read.measurements ?? []);
  const refusal = reading.refusal ?? (await refuseMeasurements(store, measured, receivedAt));
  const isUsable = ({ key }: Signal) => isUsableKey(key);
  const usable = read.signals.filter(isUsable).map((signal) => notAhead(signal, receivedAt));
  const unusable = read.signals.filter((signal) => !isUsable(signal));
  const refused = excess !== null && !(await hasNews(store, source.key, usable)) ? excess : null;
  const notTaken = (by: Excess): Taken => {
    return { answer: answerExcess(source, by), delivery: null, isAgain: false };
  };
  if (refused !== null && !refused.isFirst) return notTaken(refused);
  const counted = {
    id,
    problem: refusal === undefined ? null : plainLine(refusal.message, 500),
    signals: usable.length,
    unnamed: read.unnamed ?? 0,
    quarantined: unusable.length,
  };
  const answer = answerDelivery(source, raw, counted, refusal);
  const isNamed = read.deliveryId !== undefined && refusal === undefined && !isTest;
  const digest = isNamed ? hash('sha256', String(read.deliveryId)) : null;
  const delivery: Delivery = {
    ...counted,
    source: source.key,
    receivedAt,
    contentType: sent.headers.get('content-type')?.slice(0, 200) ?? null,
    body: Buffer.from(sent.body).toString('base64'),
    sent: { ...sentBeside(sent), ...(isTest && { isTest }) },
    unusable: unusable.slice(0, mostUnusable).map(({ key, title }) => ({
      key: plainLine(key, 200),
      title: plainLine(title, 200),
    })),
    digest,
    answer: digest === null ? null : JSON.stringify(answer.answer),
  };
  if (refused !== null) {
    const none = {
      signals: 0,
      unnamed: 0,
      quarantined: 0,
      unusable: [],
      digest: null,
      answer: null,
    };
    const line = { ...delivery, ...none, problem: excessOf(source, refused) };
    await store.write(({ signals }) => signals.keepDelivery(line));
    return notTaken(refused);
  }
  const keep = (whole: Delivery, makesIncidents: boolean) => async (transaction: Transaction) => {
    const { signals } = transaction;
    const known =
      digest === null ? null : await signals.answerTo(source.key, digest, receivedAt - sameFor);
    if (known !== null) return known;
    await signals.keepDelivery(whole);
    if (isTest) return null;
    const rules = await transaction.documents.rules();
    const incidents = new AlertIncidents(transaction, rules, source.key, now());
    const said = [...usable, ...(await heardAgain(transaction, source, receivedAt))];
    const heard = await keepAlerts(transaction, incidents, source, said, receivedAt);
    if (!makesIncidents) return null;
    await incidents.apply(heard, whole.unnamed);
    await countAlerts(transaction, rules, heard, receivedAt);
    await watchNumbers(transaction, rules, source.key, read.numbers ?? [], receivedAt);
    if (refusal === undefined) await keepMeasurements(transaction, source.key, measured);
    return null;
  };
  const first = await store.write(keep(delivery, true)).catch((error: unknown) => {
    if (error instanceof KitError) throw error;
    // Its source would send it again and again, and nothing that it says would ever be known.
    const why = error instanceof Error ? error.message : String(error);
    delivery.problem = plainLine(`It was kept, but no incident was made of it: ${why}`, 500);
    return store.write(keep(delivery, false));
  });
  if (first === null) return { ...answer, delivery, isAgain: false };
  return { answer: JSON.parse(first) as Answer, delivery, isAgain: true };
}

async function hasNews(store: Store, source: string, said: readonly Signal[]): Promise<boolean> {
  const keys = [...new Set(said.map(({ key }) => key))];
  const known = await store.read(({ signals }) => signals.alerts(source, keys));
  const received = new Map(known.map((alert) => [alert.key, alert.received]));
  return said.some((signal) => isNews(signal, received.get(signal.key) ?? []));
}
