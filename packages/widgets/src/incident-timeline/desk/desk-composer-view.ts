import type { NoteVisibility } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../../base/glyph.ts';
import { lockGlyph } from '../../base/glyphs/lock.ts';
import { messageSquareGlyph } from '../../base/glyphs/message-square.ts';
import { triangleAlertGlyph } from '../../base/glyphs/triangle-alert.ts';
import { undo2Glyph } from '../../base/glyphs/undo-2.ts';
import type { TimelineDeskMessages } from '../../locales/en/timeline-desk.ts';
import type { NoteBox } from '../composer.ts';
import type { NoteDraft } from '../note-draft.ts';
import type { WorkMessages } from '../work-messages.ts';
import type { Doubts } from './before-sending.ts';
import { keyOf } from './desk-keys.ts';
import type { MentionPicker } from './mention-picker.ts';
import { optionsTemplate } from './search-field-view.ts';

interface GoingReply {
  text: string;
  /** 0 once it is on its way. */
  secondsLeft: number;
  onTakeBack(): void;
  onSendNow(): void;
}

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
  /** A reply that can be taken back or is on its way. */
  going: GoingReply | undefined;
  /** Where files are attached; nothing where they are not. */
  files: unknown;
  /** What is told beside it: who else is here. */
  beside: unknown;
  /** A button was pressed. */
  onToggle(visibility: NoteVisibility): void;
  onClose(): void;
  onInput(field: HTMLTextAreaElement): void;
  /** Who can be called by name in it; nothing where nobody can. */
  mentions: MentionPicker | undefined;
  /** What may not be meant for everybody who reads it. */
  doubts: Doubts | undefined;
  /** @param isSure - whether what is doubtful about it has been seen */
  onSend(isSure: boolean): void;
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
        model.onSend(!!model.doubts);
      }}
      @keydown=${(event: KeyboardEvent) => {
        // While a word is being composed, keys are about that word.
        if (event.isComposing || event.defaultPrevented) return;
        if (model.noteBox.isSendKey(event)) sendByKey(event, model);
        else if (event.key === 'Escape' && note) model.onClose();
        else return;
        event.preventDefault();
      }}
    >
      ${model.going ? goingTemplate(model.going, model) : nothing}
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
                <bdi>${isSending ? messages.sending : model.doubts ? messages.sendAnyhow : sendLabel(note, model)}</bdi>
              </button>
            </div>
          `
          : nothing
      }
    </form>
  `;
}

/** What goes in a moment. How long that is says nobody aloud each second. */
function goingTemplate(going: GoingReply, model: DeskComposerModel): TemplateResult {
  const { messages, reporter } = model;
  const { text, secondsLeft } = going;
  return html`
    <div class="going" role="group" aria-label=${messages.going(reporter)}>
      <p class="hint">
        <bdi>${messages.going(reporter)}</bdi>
        <span aria-hidden="true">
          ${secondsLeft ? messages.goesIn(secondsLeft) : messages.isGoing}
        </span>
      </p>
      <p class="text" lang="" dir="auto">${text}</p>
      ${
        secondsLeft
          ? html`
            <div class="actions">
              <button
                type="button"
                class="take-back"
                aria-keyshortcuts=${keyOf('take-back') ?? nothing}
                @click=${going.onTakeBack}
              >
                ${glyph(undo2Glyph)}${messages.takeBack}
              </button>
              <button type="button" class="plain send-now" @click=${going.onSendNow}>
                ${messages.sendNow}
              </button>
            </div>
            <span class="quiet" data-say>${messages.canTakeBack(reporter)}</span>
          `
          : nothing
      }
    </div>
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
  const { messages, reporter, mentions } = model;
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
      aria-autocomplete=${mentions ? 'list' : nothing}
      aria-controls=${mentions?.isListed ? 'note-list' : nothing}
      aria-activedescendant=${mentions?.isListed ? `note-${mentions.search.active}` : nothing}
      @input=${(event: Event) => model.onInput(event.target as HTMLTextAreaElement)}
      @click=${(event: Event) => mentions?.follow(event.target as HTMLTextAreaElement)}
      @blur=${() => mentions?.close()}
      @keydown=${(event: KeyboardEvent) => {
        if (mentions?.press(event, note)) event.preventDefault();
      }}
    ></textarea>
    ${mentions ? mentionsTemplate(mentions, note, messages) : nothing}
    ${model.noteBox.noteProblemTemplate(note)} ${model.doubts ? doubtsTemplate(model.doubts, messages) : nothing}
    ${model.files}
  `;
}

/** Who is meant, below the note that calls them. */
function mentionsTemplate(
  mentions: MentionPicker,
  note: NoteDraft,
  messages: TimelineDeskMessages,
): TemplateResult {
  const { search, isListed } = mentions;
  return html`
    ${optionsTemplate(search, 'note', messages, (index) => mentions.take(index, note))}
    ${isListed ? html`<p class="quiet" data-say>${messages.found(search.found.length)}</p>` : nothing}
  `;
}

/** Somebody who is asked whether they are sure goes to the button first: the same keys again are no answer. */
function sendByKey(event: KeyboardEvent, model: DeskComposerModel): void {
  const form = event.currentTarget as HTMLElement;
  if (model.doubts) form.querySelector<HTMLElement>('button.primary')?.focus();
  else model.onSend(false);
}

function doubtsTemplate(
  { repeated, mention }: Doubts,
  messages: TimelineDeskMessages,
): TemplateResult {
  const said = (sentence: string) =>
    html`<p data-say>${glyph(triangleAlertGlyph)}<bdi>${sentence}</bdi></p>`;
  return html`
    <div class="doubts">
      ${repeated ? said(messages.repeatsInternal(repeated)) : nothing}
      ${mention ? said(messages.mentionsColleague(mention)) : nothing}
    </div>
  `;
}

function sendLabel({ visibility }: NoteDraft, { messages, reporter }: DeskComposerModel): string {
  return visibility === 'internal' ? messages.sendInternal : messages.sendTo(reporter);
}
