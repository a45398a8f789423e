import type { NoteVisibility } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../../base/glyph.ts';
import { lockGlyph } from '../../base/glyphs/lock.ts';
import { messageSquareGlyph } from '../../base/glyphs/message-square.ts';
import type { TimelineDeskMessages } from '../../locales/en/timeline-desk.ts';
import type { NoteBox } from '../composer.ts';
import type { NoteDraft } from '../note-draft.ts';
import type { WorkMessages } from '../work-messages.ts';
import { keyOf } from './desk-keys.ts';

/** Where the desk writes: a button for each box, and the one that is open. */
export interface DeskComposerModel {
  messages: TimelineDeskMessages;
  shared: WorkMessages;
  /** What each box for a note has. */
  noteBox: NoteBox;
  /** What whoever reported it is called; null for somebody without a name. */
  reporter: string | null;
  boxes: readonly NoteDraft[];
  /** The one that is open. */
  note: NoteDraft | undefined;
  isSending: boolean;
  /** Where files are attached; nothing where they are not. */
  files: unknown;
  /** What is told beside it: who else is here. */
  beside: unknown;
  /** A button was pressed. */
  onToggle(visibility: NoteVisibility): void;
  onClose(): void;
  onInput(text: string): void;
  onSend(): void;
}

export function deskComposerTemplate(model: DeskComposerModel): TemplateResult {
  const { messages, note, isSending } = model;
  return html`
    <form
      class="composer"
      part="composer"
      data-visibility=${note?.visibility ?? nothing}
      aria-label=${model.shared.note}
      aria-busy=${isSending}
      @submit=${(event: Event) => {
        event.preventDefault();
        model.onSend();
      }}
      @keydown=${(event: KeyboardEvent) => {
        // While a word is being composed, keys are about that word.
        if (event.isComposing || event.defaultPrevented) return;
        if (model.noteBox.isSendKey(event)) model.onSend();
        else if (event.key === 'Escape' && note) model.onClose();
        else return;
        event.preventDefault();
      }}
    >
      <div class="audiences" role="group" aria-label=${messages.writeTo}>
        ${model.boxes.map((box) => audienceButton(box, model))}
      </div>
      ${note ? boxTemplate(note, model) : nothing} ${model.beside}
      ${
        note
          ? html`
            <div class="actions">
              <span class="hint">
                ${messages.readers[note.visibility === 'internal' ? 'desk' : 'everybody']}
                ${model.noteBox.shortcutTemplate(model.shared)}
              </span>
              <button class="primary" aria-disabled=${isSending}>
                ${note.visibility === 'internal' ? glyph(lockGlyph) : nothing}
                <bdi>${isSending ? messages.sending : sendLabel(note, model)}</bdi>
              </button>
            </div>
          `
          : nothing
      }
    </form>
  `;
}

function audienceButton(box: NoteDraft, model: DeskComposerModel): TemplateResult {
  const { messages, note } = model;
  const { visibility, text } = box;
  const isInternal = visibility === 'internal';
  const isOpen = box === note;
  return html`
    <button
      type="button"
      data-readers=${visibility}
      aria-expanded=${isOpen}
      aria-controls=${isOpen ? 'note' : nothing}
      aria-keyshortcuts=${keyOf(isInternal ? 'note' : 'reply') ?? nothing}
      @click=${() => model.onToggle(visibility)}
    >
      ${glyph(isInternal ? lockGlyph : messageSquareGlyph)}
      <bdi>${isInternal ? messages.internalNote : messages.replyTo(model.reporter)}</bdi>
      ${!isOpen && text.trim() ? html`<span class="begun">${messages.begun}</span>` : nothing}
    </button>
  `;
}

function boxTemplate(note: NoteDraft, model: DeskComposerModel): TemplateResult {
  const { messages, reporter } = model;
  const isInternal = note.visibility === 'internal';
  return html`
    <textarea
      id="note"
      rows="3"
      aria-label=${isInternal ? messages.internalNote : messages.replyTo(reporter)}
      placeholder=${isInternal ? messages.internalPlaceholder : model.shared.notePlaceholder}
      aria-describedby=${note.problem ? 'note-error' : nothing}
      aria-invalid=${note.problem ? 'true' : nothing}
      .value=${note.text}
      ?readonly=${model.isSending}
      @input=${(event: Event) => model.onInput((event.target as HTMLTextAreaElement).value)}
    ></textarea>
    ${model.noteBox.noteProblemTemplate(note)} ${model.files}
  `;
}

function sendLabel({ visibility }: NoteDraft, { messages, reporter }: DeskComposerModel): string {
  return visibility === 'internal' ? messages.sendInternal : messages.sendTo(reporter);
}
