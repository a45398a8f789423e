import type { z } from 'zod';
import { actorOf } from '../../../access/caller.ts';
import { isDesk } from '../../../domain/actor.ts';
import { decideEditNote, decideRetractNote } from '../../../domain/incident/decide/notes.ts';
import type { IncidentEvent } from '../../../domain/incident/events.ts';
import { incidentStream } from '../../../domain/incident/reference.ts';
import { limits } from '../../../domain/limits.ts';
import type { Snapshot } from '../../../store/store.ts';
import type { OperationContext } from '../../context.ts';
import { changeInput, notePosition, text } from '../../input.ts';
import { changeIncident, type IncidentChanged } from '../change-incident.ts';

export const editNoteInput = changeInput.extend({
  note: notePosition,
  text: text('a note', limits.note),
});

export const retractNoteInput = changeInput.extend({ note: notePosition });

/** @throws KitError `incident-not-found`, `note-not-found`, `note-not-yours`, `note-retracted` */
export function editNote(
  context: OperationContext,
  input: z.infer<typeof editNoteInput>,
): Promise<IncidentChanged> {
  return changeIncident(context, 'note:add', input, async (incident, _rules, _now, store) => {
    const note = await noteAt(context, store, incident.number, input.note);
    return decideEditNote(incident, note, actorOf(context.caller), input.text);
  });
}

/** @throws KitError `incident-not-found`, `note-not-found`, `note-not-yours`, `note-retracted` */
export function retractNote(
  context: OperationContext,
  input: z.infer<typeof retractNoteInput>,
): Promise<IncidentChanged> {
  return changeIncident(context, 'note:add', input, async (incident, _rules, _now, store) => {
    const note = await noteAt(context, store, incident.number, input.note);
    return decideRetractNote(incident, note, actorOf(context.caller));
  });
}

/** The note, if whoever asks may see it at all. */
async function noteAt(
  { caller }: OperationContext,
  snapshot: Snapshot,
  number: number,
  seq: number,
): Promise<IncidentEvent | undefined> {
  const [event] = await snapshot.log.at([seq]);
  if (event?.stream !== incidentStream(number)) return undefined;
  const note = event as IncidentEvent;
  const isInternal = note.type === 'incident.note-added' && note.data.visibility === 'internal';
  return isInternal && !isDesk(caller.role) ? undefined : note;
}
