import { keyBy } from '../../domain/signal/key-template.ts';
import { ownMessageHeader } from '../../domain/signal/own-message.ts';
import type { ReadDelivery } from '../../domain/signal/signal.ts';
import type { Sent } from './sent.ts';
import {
  DeliveryDistrusted,
  DeliveryOfDisabled,
  DeliveryOwn,
  DeliveryUnreadable,
  type RawDelivery,
} from './source-kind.ts';
import type { Source } from './sources.ts';

export interface Reading {
  raw: RawDelivery;
  read: ReadDelivery;
  /** Why nothing was read. */
  refusal: DeliveryUnreadable | undefined;
}

interface ReadOptions {
  id: string;
  /** Epoch milliseconds. */
  now: number;
  /** Whether it is read whoever sent it. */
  isBelieved?: boolean;
  /** Why it is not to be read, where that is known before. */
  refusedFor?: DeliveryUnreadable | undefined;
}

/** What a delivery says, if it is to be believed. */
export async function readDelivery(
  source: Source,
  { headers, query, body }: Sent,
  { id, now, isBelieved = false, refusedFor }: ReadOptions,
): Promise<Reading> {
  const text = new TextDecoder().decode(body);
  const raw = { headers, query, body: text, bytes: body, receivedAs: id };
  try {
    if (refusedFor !== undefined) throw refusedFor;
    if (!isBelieved) await assertBelieved(source, raw, now);
    const read = await source.kind.read(raw, source.options);
    if (read.own) throw new DeliveryOwn();
    return { raw, read: withKeys(read, source.alertKey), refusal: undefined };
  } catch (error) {
    if (!(error instanceof DeliveryUnreadable)) throw error;
    return { raw, read: { signals: [] }, refusal: error };
  }
}

function withKeys(read: ReadDelivery, template: string | undefined): ReadDelivery {
  if (template === undefined) return read;
  const signals = read.signals.map((signal) => ({ ...signal, key: keyBy(template, signal) }));
  return { ...read, signals };
}

/** @throws DeliveryUnreadable */
async function assertBelieved(
  { kind, signingSecrets, options, isEnabled }: Source,
  raw: RawDelivery,
  now: number,
): Promise<void> {
  if (!isEnabled) throw new DeliveryOfDisabled();
  if (raw.headers.has(ownMessageHeader)) throw new DeliveryOwn();
  const distrust =
    signingSecrets.length === 0
      ? await kind.verifyIssuer?.(raw, options)
      : kind.verify?.(raw, signingSecrets, now);
  if (distrust !== undefined) throw new DeliveryDistrusted(distrust);
}

/** As every database can keep it: names that a delivery made up may be in it. */
export function plainLine(text: string, longest: number): string {
  return text
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, longest);
}
