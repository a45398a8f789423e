import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from './glyph.ts';
import type { Glyph } from './glyph-shape.ts';

/** A sentence that stands in for an element or above it, with what one can do about it. */
export function notice(
  tone: '' | 'danger' | 'warning' | 'success',
  shape: Glyph,
  sentence: unknown,
  action?: { label: string; onClick: () => void },
): TemplateResult {
  return html`
    <div class="notice ${tone}" part="notice">
      ${glyph(shape)}
      <div>
        <div>${sentence}</div>
        ${
          action
            ? html`<button type="button" @click=${action.onClick}>${action.label}</button>`
            : nothing
        }
      </div>
    </div>
  `;
}
