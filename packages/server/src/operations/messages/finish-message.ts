import { findTarget } from '../../domain/channels/channels.ts';
import { messageTo } from '../../domain/channels/messages.ts';
import type { TryOutcome } from '../../domain/channels/outgoing.ts';
import { pauseAfter } from '../../domain/channels/retries.ts';
import type { Message } from '../../store/port/messages.ts';
import type { Store, Transaction } from '../../store/port/store.ts';

/**
 * Writes down what became of a try: sent, to be tried again, or dead, and then whoever stands in is told.
 * @returns the message as it is then; null when somebody else has it meanwhile
 */
export async function finishMessage(
  store: Store,
  taken: Message,
  outcome: TryOutcome,
  now: () => number,
): Promise<Message | null> {
  return store.write(async (transaction) => {
    const current = await transaction.messages.get(taken.id);
    if (current?.state !== 'waiting' || current.tries !== taken.tries) return null;
    const message = after(current, outcome, now());
    await transaction.messages.keep(message);
    if (message.state === 'dead') await tellOtherwise(transaction, message, now());
    return message;
  });
}

function after(message: Message, outcome: TryOutcome, now: number): Message {
  if (outcome.sent) return { ...message, state: 'sent', problem: null, doneAt: now };
  const { problem, isFinal, retryAfterMs } = outcome;
  const pause = isFinal ? null : pauseAfter(message.tries, retryAfterMs);
  if (pause === null) return { ...message, state: 'dead', problem, doneAt: now };
  return { ...message, problem, nextAt: now + pause + spread(message.id, pause) };
}

/** Up to a tenth more, by the id: those that failed together do not come back together. */
function spread(id: string, pause: number): number {
  return Math.floor((pause / 10) * (Number.parseInt(id.slice(-4), 16) / 0xffff));
}

async function tellOtherwise(transaction: Transaction, dead: Message, now: number): Promise<void> {
  const { channels } = await transaction.documents.rules();
  const otherwise = findTarget(channels.document, dead.target)?.otherwise ?? null;
  const target = otherwise && findTarget(channels.document, otherwise);
  const incident = await transaction.incidents.get(dead.incident);
  if (!target || !incident) return;
  const message = messageTo(target, { about: dead.about, at: now, priority: incident.priority });
  await transaction.messages.add(message, { seq: dead.seq, incident: dead.incident, at: now });
}
