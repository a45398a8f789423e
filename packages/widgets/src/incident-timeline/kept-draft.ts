import { keepForTab, keptForTab, nameOfOwn } from '../base/kept-for-tab.ts';
import type { KitClient } from '../client/client.ts';
import type { IncidentDraft, NoteDraft, NoteEdit } from './note-draft.ts';

/** As it lies in the tab's storage. */
interface Kept {
  public: KeptNote;
  internal: KeptNote;
  open: IncidentDraft['open'];
  answers: IncidentDraft['answers'];
  going: IncidentDraft['going'];
  edits: [number, NoteEdit][];
}

type KeptNote = Pick<NoteDraft, 'text' | 'key'> & { mentioned: [string, string][] };

/**
 * Keeps what somebody writes about an incident for as long as their tab is there, also when the page is loaded again.
 * It is theirs alone: whoever signs in after them in the same tab finds what they wrote themselves.
 */
export class KeptDraft {
  readonly #kit: KitClient;
  readonly incident: string;
  readonly #draft: IncidentDraft;
  readonly #changed: () => void;

  /** @param changed - called when something else is written than before */
  constructor(kit: KitClient, incident: string, draft: IncidentDraft, changed: () => void) {
    this.#kit = kit;
    this.incident = incident;
    this.#draft = draft;
    this.#changed = changed;
  }

  /** Takes what was kept, the first time and for another person; then keeps what there is. */
  async keep(): Promise<void> {
    const draft = this.#draft;
    const name = await nameOfOwn(this.#kit, 'draft', this.incident);
    if (draft.owner !== name) {
      if (draft.owner) clear(draft);
      draft.owner = name;
      take(draft, (keptForTab(name) ?? {}) as Partial<Kept>);
      this.#changed();
    }
    write(name, draft);
  }
}

/** It is another person's from now on. */
function clear(draft: IncidentDraft): void {
  draft.public.sent();
  draft.internal.sent();
  draft.answers.desk = draft.answers.everybody = '';
  draft.going = draft.open = undefined;
  draft.edits.clear();
}

/** What is in a form by now stays: it is newer. What was begun in a box before this was read comes after it. */
function take(draft: IncidentDraft, kept: Partial<Kept>): void {
  for (const readers of ['public', 'internal'] as const) {
    const { text, key, mentioned } = kept[readers] ?? {};
    if (typeof text !== 'string' || typeof key !== 'string') continue;
    const note = draft[readers];
    if (!note.text || text) note.key = key;
    if (text !== note.text) note.text = [text, note.text].filter(Boolean).join('\n\n');
    if (Array.isArray(mentioned)) note.mentioned = new Map([...mentioned, ...note.mentioned]);
  }
  for (const audience of ['desk', 'everybody'] as const) {
    const text = kept.answers?.[audience];
    if (typeof text === 'string') draft.answers[audience] ||= text;
  }
  if (typeof kept.going?.text === 'string') draft.going ??= kept.going;
  for (const [note, edit] of Array.isArray(kept.edits) ? kept.edits : []) {
    if (typeof edit?.text === 'string' && !draft.edits.has(note)) draft.edits.set(note, edit);
  }
  if (kept.open === 'public' || kept.open === 'internal') draft.open ??= kept.open;
}

function write(name: string, draft: IncidentDraft): void {
  const { open, answers, going, edits } = draft;
  const isEmpty =
    [draft.public.text, draft.internal.text, ...Object.values(answers)].join('') === '';
  const kept: Kept = {
    public: keptOf(draft.public),
    internal: keptOf(draft.internal),
    open,
    answers,
    going,
    edits: [...edits],
  };
  keepForTab(name, isEmpty && !going && !edits.size ? null : kept);
}

function keptOf({ text, key, mentioned }: NoteDraft): KeptNote {
  return { text, key, mentioned: [...mentioned] };
}
