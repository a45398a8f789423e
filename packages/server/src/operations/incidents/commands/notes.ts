import { z } from 'zod';
import { assertMay, type Caller, noteAuthorOf } from '../../../access/caller.ts';
import { type Actor, isDesk } from '../../../domain/actor.ts';
import { assertMentionable } from '../../../domain/incident/decide/mentions.ts';
import {
  decideEditNote,
  decideRetractNote,
  noteEvents,
} from '../../../domain/incident/decide/notes.ts';
import type { IncidentEvent } from '../../../domain/incident/events.ts';
import { evolve } from '../../../domain/incident/evolve.ts';
import { incidentStream, numberOfStream } from '../../../domain/incident/reference.ts';
import type { Incident } from '../../../domain/incident/state.ts';
import { limits } from '../../../domain/limits.ts';
import { audienceOf } from '../../../domain/views/audience.ts';
import { withNoteActions } from '../../../domain/views/note-actions.ts';
import { seqAt } from '../../../domain/views/positions.ts';
import { type TimelineEntry, toTimelineEntry } from '../../../domain/views/timeline.ts';
import type { Snapshot } from '../../../store/port/store.ts';
import { takeUploads, uploadIds } from '../../attachments/upload.ts';
import { stamp } from '../../context.ts';
import { prefetchReply, replyOnce } from '../../idempotent-replies.ts';
import {
  changeInput,
  idempotencyKey,
  notePosition,
  personId,
  reference,
  text,
} from '../../input.ts';
import { applyDue } from '../apply-due.ts';
import { defineChange, defineCommand } from '../define-command.ts';
import { findIncident } from '../find-incident.ts';
import { timelineEntries } from '../timeline-entries.ts';

export interface NoteAnswer {
  entry: TimelineEntry;
  seq: number;
}

/** What people say about an incident. */
export const notes = {
  // Not a change as the others: it runs once for its key, is answered with the line of the timeline that
  // it makes, and is never in conflict with what others did meanwhile.
  addNote: defineCommand({
    summary: 'Adds what somebody says, to everybody or to the desk alone.',
    permission: 'note:add',
    offeredAs: ['add-note'],
    offeredUnder: { 'add-internal-note': 'note:add-internal' },
    input: z.strictObject({
      incident: reference,
      text: text('a note', limits.note),
      visibility: z.enum(['public', 'internal']).default('public'),
      /** Uploads that come with it. */
      attachments: uploadIds,
      /** Those of the desk whom it calls by name, by the host's identifiers: they are told. */
      mentions: z.array(personId).max(20, 'Mention at most 20 people.').optional(),
      key: idempotencyKey.optional(),
    }),
    refusals: ['upload-not-found', 'upload-not-finished', 'incident-full', 'person-not-in-team'],
    async execute(context, input): Promise<NoteAnswer> {
      const permission = input.visibility === 'internal' ? 'note:add-internal' : 'note:add';
      assertMay(context.caller, permission);
      // Whom the desk has is nobody else's business.
      if (input.mentions?.length) assertMay(context.caller, 'people:search');
      const { caller } = context;
      const command = { name: 'note', key: input.key, input };
      return context.store.write(
        async (transaction) => {
          let written: { event: IncidentEvent; incident: Incident } | undefined;
          // What is kept under the key is the position only: words are in the log alone, where they can be erased.
          const { seq } = await replyOnce(context, transaction, command, async () => {
            const by = stamp(context);
            const found = await findIncident(transaction, caller, permission, input.incident);
            const incident = await applyDue(transaction, found, by.at, by.actor);
            const rules = await transaction.documents.rules();
            const ids = input.attachments ?? [];
            const attachments = await takeUploads(context, transaction, ids, incident.number);
            const mentions = assertMentionable(rules.teams.document, input.mentions ?? []);
            const said = { ...input, attachments, mentions };
            const { note, resumed } = noteEvents(incident, rules, by.actor, said);
            const stream = incidentStream(incident.number);
            const event = await transaction.log.append(stream, incident.version, note, by);
            const logged = event as IncidentEvent;
            written = { event: logged, incident: evolve(incident, logged) };
            if (resumed) await transaction.log.append(stream, event.version, resumed, by);
            return { seq: event.seq };
          });
          const entry = written
            ? noteAsWritten(written, caller)
            : await noteAsItIs(transaction, seq, caller);
          if (!entry) throw new Error('A note is always visible to whoever may write it.');
          return { entry, seq: entry.seq };
        },
        prefetchReply(context, command),
      );
    },
  }),

  editNote: defineChange({
    summary: 'Puts other words in the place of one’s own note’s.',
    permission: 'note:add',
    input: changeInput.extend({ note: notePosition, text: text('a note', limits.note) }),
    refusals: ['note-not-found', 'note-not-yours', 'note-retracted'],
    async decide({ incident, actor, snapshot }, { note: position, text }) {
      const note = await noteAt(snapshot, incident, position, actor);
      return decideEditNote(incident, note, actor, text);
    },
  }),

  retractNote: defineChange({
    summary: 'Takes a note back: one’s own, or by a manager or an administrator another’s.',
    permission: 'note:add',
    input: changeInput.extend({ note: notePosition }),
    refusals: ['note-not-found', 'note-not-yours', 'note-retracted'],
    async decide({ incident, actor, snapshot }, { note: position }) {
      const note = await noteAt(snapshot, incident, position, actor);
      return decideRetractNote(incident, note, actor);
    },
  }),
};

/** What a sender is told who sends a note for the first time. */
function noteAsWritten(
  { event, incident }: { event: IncidentEvent; incident: Incident },
  caller: Caller,
): TimelineEntry | null {
  const entry = toTimelineEntry(event, audienceOf(caller.role), incident);
  return entry && withNoteActions(entry, event, incident, noteAuthorOf(caller, incident));
}

/** What a sender is told who sends a note again: it may have been edited or taken back since. */
async function noteAsItIs(
  snapshot: Snapshot,
  seq: number,
  caller: Caller,
): Promise<TimelineEntry | undefined> {
  const events = await snapshot.log.at([seq]);
  const number = numberOfStream(events[0]?.stream ?? '');
  const incident = number === null ? null : await snapshot.incidents.get(number);
  if (!incident) return undefined;
  const reader = noteAuthorOf(caller, incident);
  return (await timelineEntries(snapshot, incident, events, audienceOf(caller.role), reader))[0];
}

/** The note, if whoever asks may see it at all. */
async function noteAt(
  snapshot: Snapshot,
  incident: Incident,
  position: number,
  { role }: Actor,
): Promise<IncidentEvent | undefined> {
  const seq = seqAt(audienceOf(role), incident, position);
  const [event] = seq ? await snapshot.log.at([seq]) : [];
  if (event?.stream !== incidentStream(incident.number)) return undefined;
  const note = event as IncidentEvent;
  const isInternal = note.type === 'incident.note-added' && note.data.visibility === 'internal';
  return isInternal && !isDesk(role) ? undefined : note;
}
