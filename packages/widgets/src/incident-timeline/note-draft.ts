import type { NoteVisibility } from '@incident-kit/server/domain';
import { newKey } from '../base/new-key.ts';
import type { KitClient } from '../client/client.ts';
import type { Audience } from './actions.ts';

/** A note that is being written. It stays until it has been sent. */
export class NoteDraft {
  /** What is wrong with it, or why it could not be sent. */
  problem: string | undefined;
  /** Sent with it, so that it counts once however often it is sent. */
  key: string = newKey();

  #visibility: NoteVisibility = 'public';
  readonly #texts: Record<NoteVisibility, string> = { public: '', internal: '' };
  /** Whether what is internal was written where only the desk reads: it never becomes public. */
  #isForDesk = false;

  get visibility(): NoteVisibility {
    return this.#visibility;
  }

  get text(): string {
    return this.#texts[this.#visibility];
  }

  write(text: string): void {
    this.#texts[this.#visibility] = text;
    if (!text) this.#isForDesk = false;
    this.problem = undefined;
  }

  /** Chooses who reads it. What was typed goes along, unless something else is written there already. */
  choose(visibility: NoteVisibility): void {
    const { text } = this;
    const staysBehind = this.#isForDesk || this.#texts[visibility];
    if (!staysBehind) this.#texts[this.#visibility] = '';
    this.#visibility = visibility;
    if (!staysBehind) this.write(text);
  }

  /** Goes to what is written for these readers; what is written for others stays where it is. */
  turnTo(visibility: NoteVisibility): void {
    this.#visibility = visibility;
    this.problem = undefined;
  }

  /** Adds what was written elsewhere and found no use there. What the desk alone was to read stays so. */
  append(text: string, audience: Audience): void {
    if (!text) return;
    if (audience === 'desk') {
      // A public note that is being written stays before its writer.
      const isIdle = this.#visibility === 'public' && !this.text;
      if (isIdle) this.#visibility = 'internal';
      this.#isForDesk = true;
    }
    const into = audience === 'desk' ? 'internal' : this.#visibility;
    this.#texts[into] = [this.#texts[into], text].filter(Boolean).join('\n\n');
  }

  /** It was sent: the next one is for the same readers. */
  sent(): void {
    this.write('');
    this.key = newKey();
  }
}

/** What a person has written about an incident and not sent. */
export class IncidentDraft {
  readonly note: NoteDraft = new NoteDraft();
  /** What stands in the forms of actions, by who reads it. */
  readonly answers: Record<Audience, string> = { desk: '', everybody: '' };
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
