import type { NoteVisibility } from '@incident-kit/server/domain';
import { newKey } from '../base/new-key.ts';
import type { KitClient } from '../client/client.ts';
import type { Audience } from './actions.ts';

/** A note that is being written for these readers, and for no others. It stays until it has been sent. */
export class NoteDraft {
  readonly visibility: NoteVisibility;
  text = '';
  /** What is wrong with it, or why it could not be sent. */
  problem: string | undefined;
  /** Sent with it, so that it counts once however often it is sent. */
  key: string = newKey();
  /** Whom it calls by name: their ids, and how each is called in it. */
  mentioned: Map<string, string> = new Map();

  constructor(visibility: NoteVisibility) {
    this.visibility = visibility;
  }

  /** Whom it calls by name, as a command takes it. */
  get mentions(): { mentions?: string[] } {
    const called = [...this.mentioned].filter(([, name]) => this.text.includes(`@${name}`));
    return called.length ? { mentions: called.map(([id]) => id) } : {};
  }

  write(text: string): void {
    this.text = text;
    this.problem = undefined;
  }

  /** What went under its key before, with other words, has arrived after all: these are another note. */
  arrivedBefore(problem: string | undefined): void {
    this.key = newKey();
    this.problem = problem;
  }

  /** It was sent. */
  sent(): void {
    this.write('');
    this.key = newKey();
    this.mentioned.clear();
  }
}

/** A reply that was sent and can be taken back for a moment, as the server takes it. */
export interface OutgoingReply {
  text: string;
  key: string;
  /** When it was sent, epoch milliseconds. */
  at: number;
  attachments?: string[];
}

/** Other words for a note that is there, not saved yet. */
export interface NoteEdit {
  text: string;
  /** How the note read when its writer began. */
  seen: string;
  /** Whether its box is open; a closed one keeps the words. */
  isOpen: boolean;
  /** What is wrong with it, or why it could not be saved. */
  problem?: string | undefined;
}

/** What a person has written about an incident and not sent: what is for some readers never comes before others. */
export class IncidentDraft {
  readonly public: NoteDraft = new NoteDraft('public');
  readonly internal: NoteDraft = new NoteDraft('internal');
  /** Other words for notes that are there, by their positions. */
  readonly edits: Map<number, NoteEdit> = new Map();
  /** Which box is open where there are two; null for none, undefined while nobody has chosen. */
  open: NoteVisibility | null | undefined;
  /** What stands in the forms of actions, by who reads it. */
  readonly answers: Record<Audience, string> = { desk: '', everybody: '' };
  /** The reply that goes to the server in a moment, or is on its way. */
  going: OutgoingReply | undefined;
  /** Draws it where it is shown now: what it holds may change when the element that sent it is gone. */
  changed: (() => void) | undefined;
  /** Under which name it is kept, which says whose it is. */
  owner: string | undefined;

  /** Adds what was written elsewhere, for those readers, and found no use there. */
  append(text: string, audience: Audience): void {
    if (!text) return;
    const note = audience === 'desk' ? this.internal : this.public;
    note.text = [note.text, text].filter(Boolean).join('\n\n');
    // What is being written stays before its writer.
    if (!this.open || !this[this.open].text) this.open = note.visibility;
  }
}

const drafts = new WeakMap<KitClient, Map<string, IncidentDraft>>();

/**
 * What is being written about an incident as this identity. It stays while the page does, however often
 * another incident is looked at meanwhile.
 */
export function draftOf(client: KitClient, incident: string): IncidentDraft {
  const all = drafts.get(client) ?? new Map<string, IncidentDraft>();
  drafts.set(client, all);
  const draft = all.get(incident) ?? new IncidentDraft();
  all.set(incident, draft);
  return draft;
}
