import { z } from 'zod';
import { assertMay } from '../../../access/caller.ts';
import { KitError } from '../../../domain/errors.ts';
import { decideNote } from '../../../domain/incident/decide/notes.ts';
import { decideResume } from '../../../domain/incident/decide/progress.ts';
import type { IncidentEvent } from '../../../domain/incident/events.ts';
import { incidentStream, numberOfStream } from '../../../domain/incident/reference.ts';
import { type Incident, isFromReporter } from '../../../domain/incident/state.ts';
import { limits } from '../../../domain/limits.ts';
import { type Audience, audienceOf } from '../../../domain/views/audience.ts';
import { type TimelineEntry, toTimelineEntry } from '../../../domain/views/timeline.ts';
import type { KitEvent, Transaction } from '../../../store/store.ts';
import { type OperationContext, stamp } from '../../context.ts';
import { prefetchReply, replyOnce } from '../../idempotent-replies.ts';
import { idempotencyKey, reference, text } from '../../input.ts';
import { appendToIncident, applyDue } from '../apply-due.ts';
import { findIncident } from '../find-incident.ts';
import { timelineEntries } from '../timeline-entries.ts';

export const addNoteInput = z.strictObject({
  incident: reference,
  text: text('a note', limits.note),
  visibility: z.enum(['public', 'internal']).default('public'),
  key: idempotencyKey.optional(),
});

export interface NoteAnswer {
  entry: TimelineEntry;
  seq: number;
}

/** @throws KitError `incident-not-found`, `not-allowed` for an internal note of a reporter */
export async function addNote(
  context: OperationContext,
  input: z.infer<typeof addNoteInput>,
): Promise<NoteAnswer> {
  const permission = input.visibility === 'internal' ? 'note:add-internal' : 'note:add';
  assertMay(context.caller, permission);
  const { caller } = context;
  const command = { name: 'note', key: input.key };
  return context.store.write(
    async (transaction) => {
      const written: KitEvent[] = [];
      // What is kept under the key is the position only: words are in the log alone, where they can be erased.
      const { seq } = await replyOnce(context, transaction, command, async () => {
        const by = stamp(context);
        const found = await findIncident(transaction, caller, permission, input.incident);
        const incident = await applyDue(transaction, found, by.at);
        const event = await transaction.log.append(
          incidentStream(incident.number),
          incident.version,
          decideNote(input.text, input.visibility),
          by,
        );
        written.push(event);
        if (isFromReporter(incident, by.actor))
          await resumeOnReply(context, transaction, incident.number);
        return { seq: event.seq };
      });
      const audience = audienceOf(caller.role);
      const entry = written[0]
        ? toTimelineEntry(written[0] as IncidentEvent, audience)
        : await noteAsItIs(transaction, seq, audience);
      if (!entry) throw new Error('A note is always visible to whoever may write it.');
      return { entry, seq };
    },
    prefetchReply(context, command),
  );
}

/** What a sender is told who sends a note again: it may have been edited or taken back since. */
async function noteAsItIs(
  transaction: Transaction,
  seq: number,
  audience: Audience,
): Promise<TimelineEntry | undefined> {
  const events = await transaction.log.at([seq]);
  const number = numberOfStream(events[0]?.stream ?? '');
  const incident = number === null ? null : await transaction.incidents.get(number);
  return incident ? (await timelineEntries(transaction, incident, events, audience))[0] : undefined;
}

/** An incident that waits for the reporter waits no longer when the reporter writes. */
async function resumeOnReply(
  context: OperationContext,
  transaction: Transaction,
  number: number,
): Promise<Incident | null> {
  const incident = await transaction.incidents.get(number);
  if (incident?.status.category !== 'waiting') return incident;
  const rules = await transaction.documents.rules();
  const status = rules.workflow.document.statuses.find((each) => each.id === incident.status.id);
  if (!status?.resumesOnReply) return incident;
  try {
    const event = decideResume(incident, rules, null);
    return await appendToIncident(transaction, incident, event, stamp(context));
  } catch (error) {
    // The workflow asks for more than a reporter can know. What they wrote counts all the same.
    if (error instanceof KitError) return incident;
    throw error;
  }
}
