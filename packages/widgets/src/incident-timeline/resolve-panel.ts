import type { ResolutionCode } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../base/glyph.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { incidentTimelineWords as words } from '../locales/en/incident-timeline.ts';

/** The panel that asks how the incident ended. Both answers are needed. */
export interface ResolvePanel {
  code: ResolutionCode | '';
  text: string;
  isSending: boolean;
  /** What is wrong, by field; `form` is about neither. */
  problems: Partial<Record<'code' | 'text' | 'form', string>>;
  onInput(patch: { code?: ResolutionCode | ''; text?: string }): void;
  onResolve(): void;
  onCancel(): void;
}

export function resolvePanelTemplate(panel: ResolvePanel): TemplateResult {
  const { problems, isSending } = panel;
  const error = (field: keyof ResolvePanel['problems']) =>
    problems[field]
      ? html`
        <p class="field-error" id="resolve-${field}-error" role="alert">
          ${glyph(circleAlertGlyph)}${problems[field]}
        </p>
      `
      : nothing;
  const describedBy = (field: 'code' | 'text', hint = '') =>
    [hint, problems[field] && `resolve-${field}-error`].filter(Boolean).join(' ') || nothing;
  return html`
    <form
      class="resolve"
      part="resolve"
      novalidate
      aria-label=${words.resolveHeading}
      @submit=${(event: Event) => {
        event.preventDefault();
        panel.onResolve();
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Escape') panel.onCancel();
      }}
    >
      <p class="title">${words.resolveHeading}</p>
      <div class="field">
        <label for="resolve-code">${words.resolveCode}<span class="required" aria-hidden="true"> *</span></label>
        <select
          id="resolve-code"
          required
          aria-describedby=${describedBy('code')}
          aria-invalid=${problems.code ? 'true' : nothing}
          @change=${(event: Event) =>
            panel.onInput({
              code: (event.target as HTMLSelectElement).value as ResolutionCode | '',
            })}
        >
          <option value="" .selected=${panel.code === ''}>${words.chooseCode}</option>
          ${words.codes.map(
            ([code, name]) => html`
              <option value=${code} .selected=${panel.code === code}>${name}</option>
            `,
          )}
        </select>
        ${error('code')}
      </div>
      <div class="field">
        <label for="resolve-text">${words.resolveText}<span class="required" aria-hidden="true"> *</span></label>
        <p class="hint" id="resolve-hint">${words.resolveHint}</p>
        <textarea
          id="resolve-text"
          dir="auto"
          required
          aria-describedby=${describedBy('text', 'resolve-hint')}
          aria-invalid=${problems.text ? 'true' : nothing}
          .value=${panel.text}
          ?readonly=${isSending}
          @input=${(event: Event) =>
            panel.onInput({ text: (event.target as HTMLTextAreaElement).value })}
        ></textarea>
        ${error('text')}
      </div>
      ${error('form')}
      <div class="actions end">
        <button type="button" @click=${panel.onCancel}>${words.cancel}</button>
        <button class="primary" aria-disabled=${String(isSending)}>
          ${isSending ? words.sending : words.resolveSend}
        </button>
      </div>
    </form>
  `;
}
