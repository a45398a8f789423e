import { html, type TemplateResult } from 'lit';

/** The outline of a timeline while nothing is there yet. */
export function skeletonTemplate(loading: string | undefined): TemplateResult {
  const entry = html`
    <div class="entry">
      <span class="mark bone"></span>
      <span class="bone line"></span>
      <span class="bone words"></span>
    </div>
  `;
  return html`
    <div class="frame waiting" aria-busy="true">
      <span class="quiet" data-say>${loading}</span>
      <header>
        <span class="bone line"></span>
      </header>
      <div>${entry}${entry}${entry}</div>
    </div>
  `;
}
