import type { NoteVisibility } from '@incident-kit/server/domain';
import type { TimelineDeskMessages } from '../../locales/en/timeline-desk.ts';
import type { NoteDraft } from '../note-draft.ts';
import type { WorkMessages } from '../work-messages.ts';
import { deskComposerTemplate } from './desk-composer-view.ts';
import type { DeskHost } from './desk-host.ts';

/** Two boxes, one at a time: what is written to the reporter, and what the desk writes among itself. */
export class DeskComposer {
  readonly #host: DeskHost;

  constructor(host: DeskHost) {
    this.#host = host;
  }

  /** @param beside - what stands beside the note that is open */
  template(
    messages: TimelineDeskMessages,
    shared: WorkMessages,
    beside: (note: NoteDraft | undefined) => unknown,
  ): unknown {
    const { incident, isSending, sendNote, files, draft, allowed, changed, noteBox } = this.#host;
    const may = allowed();
    const note = this.#note;
    return deskComposerTemplate({
      messages,
      shared,
      noteBox,
      reporter: incident()?.reporter ?? null,
      boxes: [
        ...(may.has('add-note') ? [draft.public] : []),
        ...(may.has('add-internal-note') ? [draft.internal] : []),
      ],
      note,
      isSending: isSending(),
      files: note && files(note.visibility),
      beside: beside(note),
      onToggle: (visibility) => this.#toggle(visibility),
      onClose: () => this.#close(),
      onInput: (text) => {
        note?.write(text);
        // It stays open whatever the page has as its default.
        draft.open = note?.visibility;
        changed();
      },
      onSend: () => note && sendNote(note),
    });
  }

  /** The one that is open. */
  get #note(): NoteDraft | undefined {
    const { draft, defaultNote, allowed } = this.#host;
    const chosen = draft.open === undefined ? (defaultNote() ?? 'internal') : draft.open;
    if (chosen === 'internal') return draft.internal;
    return chosen === 'public' && allowed().has('add-note') ? draft.public : undefined;
  }

  #toggle(visibility: NoteVisibility): void {
    if (this.#note?.visibility === visibility) this.#close();
    else this.#host.compose(visibility);
  }

  /** What was written stays, and comes back with the box. */
  #close(): void {
    const note = this.#note;
    if (!note) return;
    this.#host.draft.open = null;
    void this.#host.focusOn(`.audiences [data-readers=${note.visibility}]`);
  }
}
