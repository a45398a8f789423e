import { type Actor, isDesk } from '../../actor.ts';
import type { Attachment } from '../../attachments/attachment.ts';
import type { Rules } from '../../configuration/documents.ts';
import { fieldError, KitError } from '../../errors.ts';
import type {
  IncidentEvent,
  IncidentMoved,
  IncidentReported,
  NoteAdded,
  NoteEdited,
  NoteRetracted,
  NoteVisibility,
} from '../events.ts';
import { type Incident, isFromReporter } from '../state.ts';
import { decideResume } from './progress.ts';

/** Adds what somebody said. Notes may follow a resolution: people still have things to say. */
export function decideNote(
  text: string,
  visibility: NoteVisibility,
  attachments: readonly Attachment[] = [],
): NoteAdded {
  return withAttachments(
    { type: 'incident.note-added', data: { visibility }, personal: { text } },
    attachments,
  );
}

/** What was attached to a report or a note: how many files for ever, what they are until that is erased. */
export function withAttachments<Event extends NoteAdded | IncidentReported>(
  event: Event,
  attachments: readonly Attachment[],
): Event {
  if (attachments.length === 0) return event;
  return {
    ...event,
    data: { ...event.data, attachments: attachments.length },
    personal: { ...event.personal, attachments: [...attachments] },
  };
}

/**
 * What a note becomes in the log: an incident that waits for the reporter waits no longer when the
 * reporter writes.
 */
export function noteEvents(
  state: Incident,
  rules: Pick<Rules, 'workflow'>,
  by: Actor,
  {
    text,
    visibility,
    attachments = [],
    mentions = [],
  }: {
    text: string;
    visibility: NoteVisibility;
    attachments?: readonly Attachment[];
    mentions?: readonly string[];
  },
): { note: NoteAdded; resumed: IncidentMoved | null } {
  const note = decideNote(text, visibility, attachments);
  if (mentions.length > 0) note.data.mentions = [...mentions];
  return { note, resumed: isFromReporter(state, by) ? resumeOnReply(state, rules) : null };
}

function resumeOnReply(state: Incident, rules: Pick<Rules, 'workflow'>): IncidentMoved | null {
  const { statuses } = rules.workflow.document;
  const status = statuses.find((each) => each.id === state.status.id);
  if (state.status.category !== 'waiting' || !status?.resumesOnReply) return null;
  try {
    return decideResume(state, rules, null);
  } catch (error) {
    // The workflow asks for more than a reporter can know. What they wrote counts all the same.
    if (error instanceof KitError) return null;
    throw error;
  }
}

/** What can be done with a note that is there. */
export const noteActions = ['edit', 'retract'] as const;

export type NoteAction = (typeof noteActions)[number];

/**
 * What somebody may do with a note as it stands: exactly what would not be refused, if they may write notes about
 * the incident at all.
 */
export function allowedNoteActions(
  state: Pick<Incident, 'notes'>,
  note: Pick<IncidentEvent, 'seq' | 'actor'>,
  by: Actor,
): NoteAction[] {
  return isRetracted(state, note) ? [] : noteActions.filter((action) => mayDo(action, note, by));
}

/**
 * Puts other words in the place of a note's. What was written first stays in the log.
 * @throws KitError `note-not-found`, `note-not-yours`, `note-retracted`
 */
export function decideEditNote(
  state: Incident,
  note: IncidentEvent | undefined,
  by: Actor,
  text: string,
): NoteEdited {
  const { seq, data } = assertNote(state, note, 'edit', by);
  return {
    type: 'incident.note-edited',
    data: { note: seq, visibility: data.visibility },
    personal: { text },
  };
}

/**
 * Takes a note back. Its author may, and so may managers and administrators.
 * @throws KitError `note-not-found`, `note-not-yours`, `note-retracted`
 */
export function decideRetractNote(
  state: Incident,
  note: IncidentEvent | undefined,
  by: Actor,
): NoteRetracted {
  const { seq, data } = assertNote(state, note, 'retract', by);
  return {
    type: 'incident.note-retracted',
    data: { note: seq, visibility: data.visibility },
    personal: {},
  };
}

function assertNote(
  state: Incident,
  note: IncidentEvent | undefined,
  action: NoteAction,
  by: Actor,
) {
  if (note?.type !== 'incident.note-added') {
    throw new KitError('note-not-found', 'There is no such note on this incident.', {
      fields: [fieldError(['note'], 'No such note.', 'not-found')],
    });
  }
  if (isRetracted(state, note)) {
    throw new KitError('note-retracted', 'This note was already taken back.');
  }
  if (!mayDo(action, note, by)) throw notYours(action);
  return note;
}

function isRetracted({ notes }: Pick<Incident, 'notes'>, { seq }: { seq: number }): boolean {
  const now = notes[seq];
  return now !== undefined && 'retracted' in now;
}

/** Whoever wrote a note may do both with it, managers and administrators may take back anybody's. */
function mayDo(action: NoteAction, { actor: author }: { actor: Actor }, by: Actor): boolean {
  if (isSame(author, by)) return true;
  return action === 'retract' && (by.role === 'manager' || by.role === 'admin');
}

/** Visitors have no identity, but a receipt is one: it was given to whoever reported. */
function isSame(author: Actor, by: Actor): boolean {
  if (author.role !== by.role && !(isDesk(author.role) && isDesk(by.role))) return false;
  return author.id === by.id && author.site === by.site;
}

function notYours(what: NoteAction): KitError {
  return new KitError('note-not-yours', `Only whoever wrote a note may ${what} it.`, {
    details: { action: what },
  });
}
