import { decideEraseAll } from '../../domain/incident/decide/erase.ts';
import type { IncidentEvent } from '../../domain/incident/events.ts';
import { incidentStream, toReference } from '../../domain/incident/reference.ts';
import type { Incident } from '../../domain/incident/state.ts';
import type { Stamp } from '../../store/port/log.ts';
import type { Transaction } from '../../store/port/store.ts';
import { releasedBytes } from '../attachments/sweep-uploads.ts';
import { appendToIncident } from '../incidents/apply-due.ts';
import { beginChange } from '../incidents/change-incident.ts';
import { defineCommand } from '../incidents/define-command.ts';
import { incidentInput, optionalReason } from '../input.ts';
import { eraseDraftsFrom } from './erase-articles.ts';
import { eraseReview } from './erase-records.ts';

export const eraseIncidentInput = incidentInput.extend({ reason: optionalReason });

export interface ErasedAnswer {
  incident: string;
  /** From how many events something was erased. */
  events: number;
  /** Position in the log of the record of it. */
  seq: number;
}

// Not a change as the others: besides appending it takes words out of what was appended before.
export const eraseIncident = defineCommand({
  summary:
    'Erases everything personal in the incident and in its review, for ever: names, contact, every text.',
  permission: 'personal:erase',
  input: eraseIncidentInput,
  refusals: ['nothing-changed'],
  execute: (context, input): Promise<ErasedAnswer> =>
    context.store.write(async (transaction) => {
      const { before, by } = await beginChange(context, transaction, 'personal:erase', input);
      return eraseAll(transaction, before, input.reason, by);
    }),
});

/** @throws KitError `nothing-changed` */
export async function eraseAll(
  transaction: Transaction,
  incident: Incident,
  reason: string | null,
  by: Stamp,
): Promise<ErasedAnswer> {
  const stream = incidentStream(incident.number);
  const events = await transaction.log.streamAfter(stream, 0, Number.MAX_SAFE_INTEGER);
  const ofReview = await eraseReview(transaction, incident.number, reason, by);
  const record = decideEraseAll(incident, events as IncidentEvent[], reason, ofReview);
  await eraseEvents(transaction, record.data.events, by.at);
  await eraseDraftsFrom(transaction, [incident.number], record.data.events, reason, by);
  const { seq } = await appendToIncident(transaction, incident, record, by);
  const count = record.data.events.length + ofReview;
  return { incident: toReference(incident.number), events: count, seq };
}

/** Takes what is personal out of events, and their files with it: the bytes go when that is committed. */
export async function eraseEvents(
  transaction: Transaction,
  seqs: readonly number[],
  now: number,
): Promise<void> {
  const digests = await transaction.attachments.digestsOf(seqs);
  await transaction.log.erase(seqs);
  for (const each of digests) await transaction.uploads.keep(releasedBytes(each, now));
}
