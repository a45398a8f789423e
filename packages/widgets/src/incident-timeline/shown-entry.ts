import type { TimelineEntry } from '@incident-kit/server/domain';

/** An entry that is shown by itself; the others change the note that they name. */
export type ShownEntry = Exclude<TimelineEntry, { kind: 'note-edited' | 'note-retracted' }>;

export type ShownNote = Extract<ShownEntry, { kind: 'note' }>;
