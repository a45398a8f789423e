import type { NoteVisibility } from '@incident-kit/server/domain';
import { addStyles } from '../base/add-styles.ts';
import type { KitApi } from '../client/api.ts';
import type { KitRequestError } from '../client/errors.ts';
import type { Seen } from './actions.ts';
import type { NoteBox } from './composer.ts';
import { styles } from './note-changes.styles.ts';
import { askTemplate, buttonsTemplate, editTemplate, takenTemplate } from './note-changes-view.ts';
import type { IncidentDraft, NoteEdit } from './note-draft.ts';
import type { ShownNote } from './shown-entry.ts';
import type { WorkMessages } from './work-messages.ts';

/** What changing notes asks of the element that shows them. */
export interface NoteChangesHost {
  readonly root: ShadowRoot;
  readonly draft: IncidentDraft;
  readonly noteBox: NoteBox;
  messages(): WorkMessages | undefined;
  /** Whether something is on its way to the server. */
  isBusy(): boolean;
  /** Sends a command, one at a time. Gives whether it went well. */
  run(
    command: (api: KitApi, seen: Seen) => Promise<{ seq: number }>,
    onFailed: (error: KitRequestError) => void,
    onDone: () => void,
  ): Promise<boolean>;
  explain(error: KitRequestError): string;
  changed(): void;
  focusOn(selector: string): Promise<void>;
  /** Reads the timeline again. */
  reload(): void;
  /** Opens the box for a note that these readers read. */
  compose(readers: NoteVisibility): void;
}

/** What somebody does with notes that are there: puts other words in their place, or takes them back. */
export class NoteChanges {
  readonly #host: NoteChangesHost;
  /** The note whose writer is asked whether to take it back. */
  #asked: { seq: number; problem?: string | undefined } | undefined;
  /** What is said in the place of notes that were taken back here, or while somebody was at them. */
  readonly #taken = new Map<number, string>();
  /** What is on its way: the position of its note. */
  #sending: number | undefined;

  constructor(host: NoteChangesHost) {
    this.#host = host;
    addStyles(host.root, styles);
  }

  /** What stands below a note, or in its place. */
  template(note: ShownNote): unknown {
    const messages = this.#host.messages();
    if (!messages) return undefined;
    const { seq, may = [] } = note;
    const edit = this.#host.draft.edits.get(seq);
    const canEdit = !note.retracted && may.includes('edit');
    const isSending = this.#sending === seq;
    // What was begun is shown also where it can be of no more use here: it is somebody's words.
    if (edit && (edit.isOpen || !canEdit)) {
      return editTemplate({
        note,
        edit,
        messages,
        canEdit,
        isSending,
        noteBox: this.#host.noteBox,
        onInput: (text) => {
          edit.text = text;
          edit.problem = undefined;
          this.#host.changed();
        },
        onSave: () => void this.#save(note, edit),
        onCancel: () => this.#close(note, edit),
        onMove: () => this.#move(note, edit),
      });
    }
    if (note.retracted || this.#taken.has(seq)) return this.#takenTemplate(note, messages);
    if (this.#asked?.seq === seq) {
      const { problem } = this.#asked;
      return askTemplate({
        note,
        messages,
        problem,
        isSending,
        onTake: () => void this.#take(note),
        onKeep: () => {
          this.#asked = undefined;
          void this.#host.focusOn(`${placeOf(seq)} .retract-note`);
        },
      });
    }
    return buttonsTemplate({
      note,
      messages,
      may,
      isBegun: edit !== undefined,
      onEdit: () => this.#open(note),
      onRetract: () => {
        this.#asked = { seq };
        void this.#host.focusOn(`${placeOf(seq)} .take`);
      },
    });
  }

  /** Whether it was taken back under the hands of whoever is here: that is said in its place. */
  takes(seq: number): boolean {
    return this.#taken.has(seq) || this.#sending === seq;
  }

  #takenTemplate({ seq }: ShownNote, { retracted, tookBack }: WorkMessages): unknown {
    const { root, focusOn } = this.#host;
    // Somebody else took it back, or the news was faster than the answer: whoever was at its buttons stays where it was.
    if (!this.#taken.has(seq) && root.activeElement?.closest(placeOf(seq))) {
      this.#asked = undefined;
      this.#taken.set(seq, this.#sending === seq ? tookBack : retracted);
      void focusOn(placeOf(seq));
    }
    const said = this.#taken.get(seq);
    return said && takenTemplate(seq, said);
  }

  #open({ seq, text }: ShownNote): void {
    const { edits } = this.#host.draft;
    const edit = edits.get(seq) ?? { text, seen: text, isOpen: true };
    edit.isOpen = true;
    edits.set(seq, edit);
    void this.#host.focusOn(`${placeOf(seq)} textarea`);
  }

  #close({ seq }: ShownNote, edit: NoteEdit): void {
    edit.isOpen = false;
    edit.problem = undefined;
    if (edit.text === edit.seen) this.#host.draft.edits.delete(seq);
    void this.#host.focusOn(`${placeOf(seq)} .edit-note`);
  }

  async #save(note: ShownNote, edit: NoteEdit): Promise<void> {
    const { draft, isBusy, explain, reload, focusOn } = this.#host;
    const { seq } = note;
    const messages = this.#host.messages();
    if (isBusy() || !messages) return;
    const { text } = edit;
    if (text.trim() === note.text) {
      edit.text = edit.seen;
      return this.#close(note, edit);
    }
    edit.problem = text.trim() ? undefined : messages.missingNote;
    if (edit.problem) return focusOn(`${placeOf(seq)} textarea`);
    this.#sending = seq;
    const isSaved = await this.#host.run(
      ({ incidents }, { incident }) => incidents.editNote.mutate({ incident, note: seq, text }),
      (error) => {
        edit.problem = error.passes ? messages.editOffline : explain(error);
        // What may be done by now is to be seen.
        if (error.definite) reload();
      },
      () => {
        draft.edits.delete(seq);
        reload();
      },
    );
    this.#sending = undefined;
    await focusOn(`${placeOf(seq)} ${isSaved ? '.edit-note' : 'textarea'}`);
  }

  async #take({ seq }: ShownNote): Promise<void> {
    const { isBusy, explain, reload, focusOn } = this.#host;
    const messages = this.#host.messages();
    if (isBusy() || !messages) return;
    this.#sending = seq;
    const isDone = await this.#host.run(
      ({ incidents }, { incident }) => incidents.retractNote.mutate({ incident, note: seq }),
      (error) => {
        const problem = error.passes ? messages.retractOffline : explain(error);
        // Somebody else was faster: it is as it was meant to be.
        if (error.code === 'note-retracted') this.#taken.set(seq, problem);
        else this.#asked = { seq, problem };
        if (error.definite) reload();
      },
      () => {
        this.#taken.set(seq, messages.tookBack);
        reload();
      },
    );
    this.#sending = undefined;
    if (this.#taken.has(seq)) this.#asked = undefined;
    await focusOn(isDone || this.#taken.has(seq) ? placeOf(seq) : `${placeOf(seq)} .take`);
  }

  /** Its words go to the box for a new note, for the same readers. */
  #move({ seq, visibility }: ShownNote, { text }: NoteEdit): void {
    const { draft, compose } = this.#host;
    draft.edits.delete(seq);
    draft.append(text, visibility === 'internal' ? 'desk' : 'everybody');
    compose(visibility);
  }
}

/** Where what can be done with a note stands. */
function placeOf(seq: number): string {
  return `[data-note="${seq}"]`;
}
