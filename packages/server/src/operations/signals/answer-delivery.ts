import type { Excess } from '../../access/limits/source-limits.ts';
import type { Delivery } from '../../store/port/signals.ts';
import {
  type Answer,
  type DeliveryUnreadable,
  DeliveryUnverified,
  type RawDelivery,
} from './source-kind.ts';
import type { Source } from './sources.ts';

type Counted = Pick<Delivery, 'id' | 'problem' | 'signals' | 'unnamed' | 'quarantined'>;

export interface DeliveryAnswer {
  answer: Answer;
  /** An address that a person opens to confirm that the source may send here. */
  confirm?: string | undefined;
}

/** What a source is told of its delivery: in its own way, where it has one. */
export function answerDelivery(
  { kind }: Source,
  raw: RawDelivery,
  { id, problem, signals, unnamed, quarantined }: Counted,
  refusal: DeliveryUnreadable | undefined,
): DeliveryAnswer {
  if (refusal !== undefined && refusal.status !== 422) {
    const { status } = refusal;
    const headers =
      refusal instanceof DeliveryUnverified
        ? { headers: { 'retry-after': String(refusal.retryAfter) } }
        : {};
    return { answer: { status, ...headers, body: { delivery: id, problem } } };
  }
  // Nobody is shown how to confirm what was refused.
  const shake = refusal === undefined ? kind.handshake?.('POST', raw) : undefined;
  if (shake !== undefined) return shake;
  const wanted = kind.answer?.(raw, refusal);
  if (wanted !== undefined) return { answer: wanted };
  const status = problem === null ? 202 : 422;
  return { answer: { status, body: { delivery: id, signals, unnamed, quarantined, problem } } };
}

/** What a source is told that sends too much: which limit it is, and when to send it again. */
export function answerExcess(source: Source, excess: Excess): Answer {
  const { key, kind } = source;
  const { limit, retryAfter } = excess;
  return {
    status: kind.retriesOn429 ? 429 : 503,
    headers: { 'retry-after': String(retryAfter) },
    body: { problem: excessOf(source, excess), source: key, limit, retryAfter },
  };
}

export function excessOf({ key }: Source, { limit, retryAfter }: Excess): string {
  return `The source ${key} sends more than ${limit}. Send it again in ${retryAfter} s.`;
}
