import { holdsPersonal } from '../../domain/log.ts';
import { hintStream } from '../../domain/problem/hints/dismissals.ts';
import type { NewRecordEvent } from '../../domain/problem/records.ts';
import { reviewStream } from '../../domain/review/events.ts';
import type { KitEvent, Stamp } from '../../store/port/log.ts';
import type { Transaction } from '../../store/port/store.ts';

/** Takes down of problems, reviews and hints that rest from which of their events something was erased. */
export async function recordErasures(
  transaction: Transaction,
  erased: readonly KitEvent[],
  reason: string | null,
  by: Stamp,
): Promise<void> {
  for (const [stream, events] of Map.groupBy(erased, (event) => event.stream)) {
    const last = await transaction.log.streamBefore(stream, null, 1);
    const record = recordOf(
      stream,
      events.map(({ seq }) => seq),
      reason,
    );
    await transaction.log.append(stream, last[0]?.version ?? 0, record, by);
  }
}

/**
 * Erases the review of an incident.
 * @returns from how many events something was erased
 */
export async function eraseReview(
  transaction: Transaction,
  incident: number,
  reason: string | null,
  by: Stamp,
): Promise<number> {
  const stream = reviewStream(incident);
  const events = await transaction.log.streamAfter(stream, 0, Number.MAX_SAFE_INTEGER);
  const personal = events.filter((each) => each.type !== 'review.erased' && holdsPersonal(each));
  await transaction.log.erase(personal.map(({ seq }) => seq));
  await recordErasures(transaction, personal, reason, by);
  return personal.length;
}

function recordOf(stream: string, events: number[], reason: string | null): NewRecordEvent {
  const personal = { reason };
  if (stream === hintStream) return { type: 'hint.erased', data: { events }, personal };
  const [kind, number] = stream.split('/');
  return kind === 'review'
    ? { type: 'review.erased', data: { number: Number(number), events }, personal }
    : { type: 'problem.erased', data: { events }, personal };
}
