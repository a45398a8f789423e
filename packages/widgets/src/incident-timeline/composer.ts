import type { NoteVisibility } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../base/glyph.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { lockGlyph } from '../base/glyphs/lock.ts';
import { usersGlyph } from '../base/glyphs/users.ts';
import type { WorkMessages } from './work-messages.ts';
import type { NoteDraft } from './note-draft.ts';

/** The box in which a note is written. What failed to be sent stays in it. */
export interface Composer {
  messages: WorkMessages;
  note: NoteDraft;
  /** Whether this person may write notes that the reporter does not see. */
  mayBeInternal: boolean;
  isSending: boolean;
  /** Where files are attached; nothing where they are not. */
  files: unknown;
  /** What is told beside it: who else is here. */
  beside: unknown;
  /** Something was written or chosen. */
  onChange(): void;
  onSend(): void;
}

export function composerTemplate(composer: Composer): TemplateResult {
  const { messages, note, mayBeInternal, isSending } = composer;
  const { visibility, problem } = note;
  const isInternal = visibility === 'internal';
  const send = mayBeInternal
    ? isInternal
      ? messages.sendInternal
      : messages.sendToReporter
    : messages.sendPublic;
  return html`
    <form
      class="composer"
      part="composer"
      data-visibility=${visibility}
      aria-label=${messages.note}
      aria-busy=${isSending}
      @submit=${(event: Event) => {
        event.preventDefault();
        composer.onSend();
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        composer.onSend();
      }}
    >
      ${mayBeInternal ? visibilitySwitch(composer) : nothing}
      <textarea
        id="note"
        rows="3"
        aria-label=${messages.note}
        placeholder=${messages.notePlaceholder}
        aria-describedby=${problem ? 'note-error' : nothing}
        aria-invalid=${problem ? 'true' : nothing}
        .value=${note.text}
        ?readonly=${isSending}
        @input=${(event: Event) => {
          note.write((event.target as HTMLTextAreaElement).value);
          composer.onChange();
        }}
      ></textarea>
      ${
        problem
          ? html`
            <p class="field-error" id="note-error" data-say>
              ${glyph(circleAlertGlyph)}${problem}
            </p>
          `
          : nothing
      }
      ${composer.files} ${composer.beside}
      <div class="actions">
        <span class="hint">
          ${mayBeInternal ? (isInternal ? messages.internalFor : messages.publicFor) : nothing}
          <span class="shortcut">${messages.shortcut(isMac() ? '⌘ Enter' : 'Ctrl + Enter')}</span>
        </span>
        <button class="primary" aria-disabled=${isSending}>
          ${isInternal ? glyph(lockGlyph) : nothing}${isSending ? messages.sending : send}
        </button>
      </div>
    </form>
  `;
}

function visibilitySwitch({ messages, note, onChange }: Composer): TemplateResult {
  const choice = (value: NoteVisibility, label: string) => html`
    <label>
      <input
        type="radio"
        name="visibility"
        value=${value}
        .checked=${note.visibility === value}
        @change=${() => {
          note.choose(value);
          onChange();
        }}
      />
      ${glyph(value === 'internal' ? lockGlyph : usersGlyph)}${label}
    </label>
  `;
  return html`
    <div class="switch" role="radiogroup" aria-label=${messages.visibility}>
      ${choice('public', messages.public)} ${choice('internal', messages.internal)}
    </div>
  `;
}

function isMac(): boolean {
  return /mac|iphone|ipad/i.test(navigator.userAgent);
}
