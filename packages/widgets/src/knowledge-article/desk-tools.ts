import { html, nothing, type TemplateResult } from 'lit';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { notice } from '../base/notice.ts';
import type { KnowledgeArticleMessages } from '../locales/en/knowledge-article.ts';
import type { Article, Rating } from './article.ts';

interface Tools {
  /** @returns whether it can be said now */
  rate(said: Partial<Rating>): boolean;
  /** What is just being said of it. */
  saying: Partial<Rating>;
  edit(): void;
  translate(): void;
  openVersions(): void;
  isOpen: boolean;
}

/** What the desk sees of an article and does with it besides reading it. */
export function deskTools(
  article: Article,
  words: KnowledgeArticleMessages,
  tools: Tools,
): unknown {
  const { desk, from, body } = article;
  if (!desk) return nothing;
  const { uses, saved, helpful, unhelpful } = desk;
  const { confidence, audience } = { ...desk, ...tools.saying };
  const votes = helpful + unhelpful;
  return html`
    ${
      desk.isToBeReviewed
        ? notice('warning', circleAlertGlyph, words.toBeReviewed, {
            label: words.stillRight,
            onClick: () => void tools.rate({ confidence: 'validated' }),
          })
        : nothing
    }
    <div class="desk" part="desk">
      <p class="facts small muted">
        <bdi>${words.uses(uses)}</bdi><bdi>${words.saved(saved)}</bdi>
        ${votes > 0 ? html`<bdi>${words.votes(helpful, votes)}</bdi>` : nothing}
        ${from ? html`<bdi>${words.madeFrom} ${from}</bdi>` : nothing}
      </p>
      ${choice('confidence', words.confidence, words.confidences, confidence, (said) =>
        tools.rate({ confidence: said as Rating['confidence'] }),
      )}
      ${choice('audience', words.audience, words.audiences, audience, (said) =>
        tools.rate({ audience: said as Rating['audience'] }),
      )}
      <div class="actions">
        <button type="button" @click=${tools.edit}>${words.edit}</button>
        ${
          body === null
            ? nothing
            : html`<button type="button" class="plain" @click=${tools.translate}>${words.translate}</button>`
        }
        <button
          type="button"
          class="plain open-versions"
          aria-expanded=${tools.isOpen}
          @click=${tools.openVersions}
        >${words.versions}</button>
      </div>
    </div>
  `;
}

function choice(
  id: string,
  label: string,
  options: Record<string, string>,
  chosen: string,
  onChoose: (value: string) => boolean,
): TemplateResult {
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select
      id=${id}
      .value=${chosen}
      @change=${({ target }: Event) => {
        const select = target as HTMLSelectElement;
        // What is not even asked for is drawn by nobody: it goes back to what is so.
        if (!onChoose(select.value)) select.value = chosen;
      }}
    >
      ${Object.entries(options).map(
        ([value, said]) =>
          html`<option value=${value} ?selected=${value === chosen}>${said}</option>`,
      )}
    </select>
  </div>`;
}
