import { html, type TemplateResult } from 'lit';

/** As high as what is on its way: who is on call, and a month. */
export function bones(loading: string | undefined): TemplateResult {
  return html`
    <div class="frame" aria-busy="true">
      <span class="quiet" data-say>${loading}</span>
      <div class="bone title"></div>
      <div class="bone cards"></div>
      <div class="bone grid"></div>
    </div>
  `;
}

export function formBone(): TemplateResult {
  return html`<div class="bone form" aria-busy="true"></div>`;
}
