import { LaterPart } from '../base/later-part.ts';
import type { NoteChanges, NoteChangesHost } from './note-changes.ts';
import type { IncidentDraft } from './note-draft.ts';
import type { ShownEntry } from './shown-entry.ts';
import type { WorkHost } from './work-host.ts';

/** What may be done with notes, and the boxes in which they are changed. What that takes comes with the first such note. */
export class LaterNoteChanges {
  readonly #allowed: WorkHost['allowed'];
  readonly #draft: IncidentDraft;
  readonly #host: () => NoteChangesHost;
  readonly #part: LaterPart<typeof import('./note-changes.ts')>;
  #changes: NoteChanges | undefined;

  constructor({ allowed, changed }: WorkHost, draft: IncidentDraft, host: () => NoteChangesHost) {
    this.#allowed = allowed;
    this.#draft = draft;
    this.#host = host;
    this.#part = new LaterPart(() => import('./note-changes.ts'), changed);
  }

  /** What is drawn below an entry; nothing for what may not be changed. */
  template(entry: ShownEntry): unknown {
    if (entry.kind !== 'note' || !this.#allowed().has('add-note')) return undefined;
    const isMeant = entry.may || this.#draft.edits.has(entry.seq);
    // Of one that is taken back here it is said there, where the focus is.
    if (!isMeant && !this.#changes?.takes(entry.seq)) return undefined;
    const part = this.#part.get();
    if (part) this.#changes ??= new part.NoteChanges(this.#host());
    return this.#changes?.template(entry);
  }
}
