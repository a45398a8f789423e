import { html, nothing, type TemplateResult } from 'lit';
import type { KitApi } from '../client/api.ts';
import type { AlertSourceDetailMessages } from '../locales/en/alert-source-detail.ts';

type Tested = Awaited<ReturnType<KitApi['signals']['test']['mutate']>>;

export type Reading = Tested['reading'];

/** What a delivery says: each of its signals, with the key that tells alerts apart. */
export function readingView(
  { problem, signals, total }: Reading,
  words: AlertSourceDetailMessages,
): TemplateResult {
  if (problem !== null) return html`<p class="why">${words.why(problem)}</p>`;
  if (signals.length === 0) return html`<p class="hint">${words.nothing}</p>`;
  return html`
    <ul class="signals">
      ${signals.map(
        ({ key, isUsable, state, severity, title, kind }) => html`
          <li>
            <span class="said ${state}">${words.states[state]}</span>
            <bdi class="key">${key || words.noKey}</bdi>
            ${isUsable ? nothing : html`<span class="why">${words.names}</span>`}
            ${kind === null ? nothing : html`<span class="hint">${words.kinds[kind] ?? kind}</span>`}
            ${severity === null ? nothing : html`<span class="hint">${words.severity(severity)}</span>`}
            <bdi>${title}</bdi>
          </li>
        `,
      )}
    </ul>
    ${total > signals.length ? html`<p class="hint">${words.moreSignals(total - signals.length)}</p>` : nothing}
  `;
}
