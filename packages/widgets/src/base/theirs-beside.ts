import { css } from '@lit/reactive-element';
import { html, type TemplateResult } from 'lit';
import { addStyles } from './add-styles.ts';

const styles = css`
  .theirs {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2px;
    padding-inline-start: 8px;
    border-inline-start: 2px solid var(--_warning);
    font-size: var(--_small);
  }
  .theirs b {
    color: var(--_muted);
    font-weight: 500;
  }
`;

/** What somebody else wrote where one writes something else. */
export function theirsBeside(
  root: ShadowRoot,
  id: string,
  label: string,
  text: string,
): TemplateResult {
  addStyles(root, styles);
  return html`<div class="theirs" id=${id}>
    <b>${label}</b>
    <p class="said" lang="" dir="auto">${text}</p>
  </div>`;
}
