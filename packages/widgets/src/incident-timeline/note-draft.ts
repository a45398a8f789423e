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

  constructor(visibility: NoteVisibility) {
    this.visibility = visibility;
  }

  write(text: string): void {
    this.text = text;
    this.problem = undefined;
  }

  /** It was sent. */
  sent(): void {
    this.write('');
    this.key = newKey();
  }
}

/** What a person has written about an incident and not sent: what is for some readers never comes before others. */
export class IncidentDraft {
  readonly public: NoteDraft = new NoteDraft('public');
  readonly internal: NoteDraft = new NoteDraft('internal');
  /** Which box is open where there are two; null for none, undefined while nobody has chosen. */
  open: NoteVisibility | null | undefined;
  /** What stands in the forms of actions, by who reads it. */
  readonly answers: Record<Audience, string> = { desk: '', everybody: '' };

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
