import { html, nothing, type TemplateResult } from 'lit';
import type { KnowledgeArticleMessages } from '../locales/en/knowledge-article.ts';
import type { Article } from './article.ts';

/** The languages in which the same is said elsewhere. */
export function languageLinks(
  { languages }: Article,
  words: KnowledgeArticleMessages,
  onSelect: (event: Event, article: string) => void,
): TemplateResult | typeof nothing {
  if (languages.length === 0) return nothing;
  return html`<p class="languages small">
    <bdi class="muted">${words.otherLanguages}:</bdi>
    ${languages.map(
      ({ article, language, title }) => html`<button
        type="button"
        class="plain"
        lang=${language}
        @click=${(event: Event) => onSelect(event, article)}
      >${title} (${language})</button>`,
    )}
  </p>`;
}

/** Whether it helped; pressing the same again takes it back. */
export function voteButtons(
  { vote }: Article,
  words: KnowledgeArticleMessages,
  isBusy: boolean,
  onVote: (helpful: boolean) => void,
): TemplateResult {
  const button = (helpful: boolean, label: string) => html`<button
    type="button"
    class="vote"
    aria-pressed=${vote === helpful}
    aria-disabled=${isBusy}
    @click=${() => onVote(helpful)}
  >${label}</button>`;
  return html`<div class="foot" part="vote" role="group" aria-label=${words.helped}>
    <span>${words.helped}</span> ${button(true, words.yes)} ${button(false, words.no)}
  </div>`;
}
