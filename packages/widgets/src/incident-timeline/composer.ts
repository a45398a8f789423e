import type { TimelineEntry } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../base/glyph.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import type { NoteDraft } from './note-draft.ts';
import type { WorkMessages } from './work-messages.ts';

/** The box in which whoever can only write to everybody does. What failed to be sent stays in it. */
export interface Composer {
  messages: WorkMessages;
  note: NoteDraft;
  isSending: boolean;
  /** Where files are attached; nothing where they are not. */
  files: unknown;
  /** Something was written. */
  onChange(): void;
  onSend(): void;
}

/** What each box for a note has. */
export interface NoteBox {
  isSendKey(event: KeyboardEvent): boolean;
  noteProblemTemplate(note: NoteDraft): unknown;
  shortcutTemplate(messages: WorkMessages): TemplateResult;
  isAsSent(entry: TimelineEntry, text: string): boolean;
}

export function composerTemplate(composer: Composer): TemplateResult {
  const { messages, note, isSending } = composer;
  return html`
    <form
      class="composer"
      part="composer"
      data-visibility="public"
      aria-label=${messages.note}
      aria-busy=${isSending}
      @submit=${(event: Event) => {
        event.preventDefault();
        composer.onSend();
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (!isSendKey(event)) return;
        event.preventDefault();
        composer.onSend();
      }}
    >
      <textarea
        id="note"
        rows="3"
        aria-label=${messages.note}
        placeholder=${messages.notePlaceholder}
        aria-describedby=${note.problem ? 'note-error' : nothing}
        aria-invalid=${note.problem ? 'true' : nothing}
        .value=${note.text}
        ?readonly=${isSending}
        @input=${(event: Event) => {
          note.write((event.target as HTMLTextAreaElement).value);
          composer.onChange();
        }}
      ></textarea>
      ${noteProblemTemplate(note)} ${composer.files}
      <div class="actions">
        <span class="hint">${shortcutTemplate(messages)}</span>
        <button class="primary" aria-disabled=${isSending}>
          ${isSending ? messages.sending : messages.sendPublic}
        </button>
      </div>
    </form>
  `;
}

/** What is wrong with what was written. */
function noteProblemTemplate({ problem }: NoteDraft): unknown {
  return problem
    ? html`
      <p class="field-error" id="note-error" data-say>${glyph(circleAlertGlyph)}${problem}</p>
    `
    : nothing;
}

function isSendKey({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return key === 'Enter' && (ctrlKey || metaKey);
}

/** Says which key sends. */
function shortcutTemplate({ shortcut }: WorkMessages): TemplateResult {
  const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);
  return html`<span class="shortcut">${shortcut(isMac ? '⌘ Enter' : 'Ctrl + Enter')}</span>`;
}

/**
 * Whether an answer is to these words. One that got no answer may have arrived all the same: sent again with other
 * words, it is answered with what it said then.
 */
export function isAsSent(entry: TimelineEntry, text: string): boolean {
  return entry.kind === 'note' && entry.text === text.trim();
}

/** What the desk's boxes have of it. They are handed it: a chunk that two parts share costs every page some bytes. */
export const noteBox: NoteBox = { isSendKey, noteProblemTemplate, shortcutTemplate, isAsSent };
