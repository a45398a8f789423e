import { html, type TemplateResult } from 'lit';
import type { Glyph } from './glyph-shape.ts';

/**
 * A glyph of the set in `glyphs/`, one em and a quarter high, in the colour of the text around it.
 * Decoration: the word beside it says the same.
 */
export function glyph(shape: Glyph): TemplateResult {
  return html`<svg class="glyph" part="glyph" viewBox="0 0 24 24" aria-hidden="true" width="1.25em" height="1.25em" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"><path d=${shape} /></svg>`;
}
