import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../base/glyph.ts';
import { chevronRightGlyph } from '../base/glyphs/chevron-right.ts';
import { formatInstant } from '../base/intl.ts';
import type { AlertSourceDetailMessages } from '../locales/en/alert-source-detail.ts';
import type { DeliveryView } from './delivery-pages.ts';
import { type Reading, readingView } from './reading-view.ts';

interface DeliveryModel {
  words: AlertSourceDetailMessages;
  locale: string;
  isOpen: boolean;
  toggle: () => void;
  /** What is made of it today; undefined until that is known, null where its source is gone. */
  reading: Reading | null | undefined;
}

/** A delivery: when it came and what was made of it; opened, all that came. */
export function deliveryView(
  delivery: DeliveryView,
  { words, locale, isOpen, toggle, reading }: DeliveryModel,
): TemplateResult {
  const { problem, signals, unnamed, quarantined, receivedAt, sent } = delivery;
  const isRefused = problem !== null;
  const when = formatInstant(locale, receivedAt, { dateStyle: 'medium', timeStyle: 'medium' });
  return html`
    <li class="delivery ${isRefused ? 'refused' : ''}" part="delivery">
      <button type="button" class="opener" aria-expanded=${isOpen} @click=${toggle}>
        <span class="chevron">${glyph(chevronRightGlyph)}</span><span class="when">${when}</span>
        ${sent.isTest ? html`<span class="is-test">${words.isTest}</span>` : nothing}
        <span class="made"
          >${isRefused ? words.refused : words.made(signals, unnamed, quarantined)}</span
        >
      </button>
      ${problem === null ? nothing : html`<p class="why">${words.why(problem)}</p>`}
      ${isOpen ? whole(delivery, words, reading) : nothing}
    </li>
  `;
}

function whole(
  { unusable, sent, contentType, body }: DeliveryView,
  words: AlertSourceDetailMessages,
  reading: DeliveryModel['reading'],
): TemplateResult {
  const headers = Object.entries(sent.headers);
  return html`
    <div class="whole">
      ${
        unusable.length === 0
          ? nothing
          : html`
            <div>
              <p class="label">${words.unusable}</p>
              <ul class="signals">
                ${unusable.map(
                  ({ key, title }) => html`
                    <li><bdi class="key">${key || words.noKey}</bdi> <bdi>${title}</bdi></li>
                  `,
                )}
              </ul>
            </div>
          `
      }
      ${
        reading === null
          ? nothing
          : html`
            <div>
              <p class="label">${words.reading}</p>
              ${reading ? readingView(reading, words) : html`<div class="bone line" aria-busy="true"></div>`}
            </div>
          `
      }
      ${
        headers.length === 0 && contentType === null
          ? nothing
          : html`
            <div>
              <p class="label">${words.headers}</p>
              <dl class="headers" dir="ltr">
                ${contentType === null ? nothing : header('content-type', contentType)}
                ${headers.map(([name, value]) => header(name, value))}
              </dl>
            </div>
          `
      }
      ${sent.query ? raw(words.query, sent.query) : nothing}
      ${body ? raw(`${words.body} (${words.bytes(body.length)})`, body) : html`<p class="hint">${words.empty}</p>`}
    </div>
  `;
}

const header = (name: string, value: string) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;

/** As it came, however long: it scrolls by itself, also by keyboard. */
function raw(label: string, text: string): TemplateResult {
  return html`
    <div>
      <p class="label">${label}</p>
      <pre dir="ltr" role="region" tabindex="0" aria-label=${label}>${text}</pre>
    </div>
  `;
}
