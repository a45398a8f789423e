import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../base/glyph.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import type { NoteBox } from './composer.ts';
import type { NoteEdit } from './note-draft.ts';
import { said } from './said.ts';
import type { ShownNote } from './shown-entry.ts';
import type { WorkMessages } from './work-messages.ts';

/** Each part is found by the position of its note, and so gets the focus back. */
interface NoteModel {
  note: ShownNote;
  messages: WorkMessages;
}

/** Quiet, below a note: what may be done with it. */
export function buttonsTemplate({
  note: { seq, text },
  messages,
  may,
  isBegun,
  onEdit,
  onRetract,
}: NoteModel & {
  may: readonly string[];
  /** Whether other words for it were begun. */
  isBegun: boolean;
  onEdit(): void;
  onRetract(): void;
}): TemplateResult {
  const { editNote, retractNote } = messages;
  return html`
    <div class="note-actions" data-note=${seq}>
      ${
        may.includes('edit')
          ? html`
            <button
              type="button"
              class="plain edit-note"
              aria-label=${messages.ofNote(isBegun ? messages.editBegun : editNote, beginning(text))}
              @click=${onEdit}
            >
              ${isBegun ? messages.editBegun : editNote}
            </button>
          `
          : nothing
      }
      ${
        may.includes('retract')
          ? html`
            <button
              type="button"
              class="plain retract-note"
              aria-label=${messages.ofNote(retractNote, beginning(text))}
              @click=${onRetract}
            >
              ${retractNote}
            </button>
          `
          : nothing
      }
    </div>
  `;
}

/** Enough of a note to know it by. */
function beginning(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? '';
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}

/** In the place of a note: the box in which it gets other words. */
export function editTemplate({
  note,
  edit,
  messages,
  canEdit,
  isSending,
  noteBox,
  onInput,
  onSave,
  onCancel,
  onMove,
}: NoteModel & {
  edit: NoteEdit;
  /** Whether it can be saved still. */
  canEdit: boolean;
  isSending: boolean;
  noteBox: NoteBox;
  onInput(text: string): void;
  onSave(): void;
  onCancel(): void;
  /** To a new note. */
  onMove(): void;
}): TemplateResult {
  const { seq, visibility, text } = note;
  const problemId = `note-${seq}-problem`;
  const hasChanged = canEdit && !isSending && text !== edit.seen;
  const problem = canEdit
    ? edit.problem
    : note.retracted
      ? messages.editGone
      : messages.editRefused;
  return html`
    <form
      class="note-edit"
      data-note=${seq}
      aria-label=${messages.editForm}
      aria-busy=${isSending}
      @submit=${(event: Event) => {
        event.preventDefault();
        if (canEdit) onSave();
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (event.isComposing) return;
        const isSave = noteBox.isSendKey(event);
        if (!isSave && event.key !== 'Escape') return;
        event.preventDefault();
        const form = event.currentTarget as HTMLElement;
        // Whoever has to be told something first presses the button: the same keys are no answer.
        if (isSave && (hasChanged || !canEdit)) {
          form.querySelector<HTMLElement>('button.primary')?.focus();
        } else if (isSave) onSave();
        else if (canEdit) onCancel();
      }}
    >
      <textarea
        rows="3"
        dir="auto"
        aria-label=${messages.editForm}
        aria-describedby=${problem ? problemId : nothing}
        aria-invalid=${problem ? 'true' : nothing}
        .value=${edit.text}
        ?readonly=${isSending}
        @input=${(event: Event) => onInput((event.target as HTMLTextAreaElement).value)}
      ></textarea>
      ${problem ? problemTemplate(problem, problemId) : nothing}
      ${
        hasChanged
          ? html`
            <div class="note-changed">
              <p data-say>${messages.editChanged}</p>
              ${said(text)}
            </div>
          `
          : nothing
      }
      <p class="hint">${messages.editReaders[visibility]}</p>
      <div class="actions">
        ${
          canEdit
            ? html`
              <button class="primary" aria-disabled=${isSending}>
                ${isSending ? messages.sending : hasChanged ? messages.saveOver : messages.saveNote}
              </button>
              <button type="button" class="plain" @click=${onCancel}>${messages.cancel}</button>
              <span class="hint">${shortcutTemplate(noteBox, messages)}</span>
            `
            : html`
              <button type="button" class="primary" @click=${onMove}>${messages.editMove}</button>
            `
        }
      </div>
    </form>
  `;
}

function shortcutTemplate(noteBox: NoteBox, messages: WorkMessages): TemplateResult {
  return noteBox.shortcutTemplate({ ...messages, shortcut: messages.shortcutSaves });
}

function problemTemplate(problem: string, id: string): TemplateResult {
  return html`<p class="field-error" id=${id} data-say>${glyph(circleAlertGlyph)}${problem}</p>`;
}

/** Below a note: whether it is to be taken back. */
export function askTemplate({
  note: { seq },
  messages,
  problem,
  isSending,
  onTake,
  onKeep,
}: NoteModel & {
  problem: string | undefined;
  isSending: boolean;
  onTake(): void;
  onKeep(): void;
}): TemplateResult {
  const [question, error] = [`note-${seq}-question`, `note-${seq}-problem`];
  return html`
    <div
      class="note-ask"
      data-note=${seq}
      role="group"
      aria-labelledby=${question}
      aria-busy=${isSending}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onKeep();
      }}
    >
      <p id=${question}>${messages.retractQuestion}</p>
      ${problem ? problemTemplate(problem, error) : nothing}
      <div class="actions">
        <button
          type="button"
          class="take"
          aria-describedby=${problem ? `${question} ${error}` : question}
          aria-disabled=${isSending}
          @click=${onTake}
        >
          ${messages.retractNote}
        </button>
        <button type="button" class="plain" @click=${onKeep}>${messages.keepNote}</button>
      </div>
    </div>
  `;
}

/** In the place of a note that was taken back; whoever did it is here. */
export function takenTemplate(seq: number, said: string): TemplateResult {
  return html`<p class="hint chosen note-taken" data-note=${seq} tabindex="-1">${said}</p>`;
}
