import { z } from 'zod';
import { assertMay } from '../access/caller.ts';
import { decideNote } from '../domain/incident/decide.ts';
import type { IncidentEvent } from '../domain/incident/events.ts';
import { incidentStream } from '../domain/incident/reference.ts';
import { limits } from '../domain/limits.ts';
import { audienceOf, type TimelineEntry, toTimelineEntry } from '../domain/views/timeline.ts';
import { answerOnce, foreseeAnswer } from './answer-once.ts';
import { type OperationContext, stamp } from './context.ts';
import { findIncident } from './find-incident.ts';
import { idempotencyKey, reference, text } from './input.ts';

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
  const command = { name: 'note', key: input.key };
  return context.store.write(
    (transaction) =>
      answerOnce(context, transaction, command, async () => {
        const { caller } = context;
        const incident = await findIncident(transaction, caller, permission, input.incident);
        const event = await transaction.append(
          incidentStream(incident.number),
          incident.version,
          decideNote(input.text, input.visibility),
          stamp(context),
        );
        const entry = toTimelineEntry(event as IncidentEvent, audienceOf(caller.role));
        if (!entry) throw new Error('A note is always visible to whoever may write it.');
        return { entry, seq: event.seq };
      }),
    foreseeAnswer(context, command),
  );
}
