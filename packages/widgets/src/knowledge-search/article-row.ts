import { html, nothing, type TemplateResult } from 'lit';
import type { KitApi } from '../client/api.ts';
import type { KnowledgeSearchMessages } from '../locales/en/knowledge-search.ts';
import { addressOf } from './address.ts';

type Summary = Awaited<ReturnType<KitApi['knowledge']['search']['query']>>['articles'][number];

export type Titled = Pick<Summary, 'article' | 'title' | 'language'>;

/** An article of a list. */
export function articleRow(
  { article, excerpt, language, desk }: Summary,
  title: unknown,
  words: KnowledgeSearchMessages,
): TemplateResult {
  return html`<li part="article" data-article=${article}>
    ${title}
    ${excerpt ? html`<p class="excerpt" lang=${language} dir="auto">${excerpt}</p>` : nothing}
    ${
      desk
        ? html`<p class="facts small muted">
            <bdi>${article}</bdi><bdi>${language}</bdi><bdi>${words.confidences[desk.confidence]}</bdi>
            <bdi>${words.audiences[desk.audience]}</bdi>
            ${desk.uses + desk.saved > 0 ? html`<bdi>${words.helped(desk.uses, desk.saved)}</bdi>` : nothing}
          </p>`
        : nothing
    }
  </li>`;
}

/**
 * What leads to an article: a link where its page is known.
 * @param pattern - the page's address of articles, with `{article}` in it
 */
export function articleTitle(
  { article, title, language }: Titled,
  pattern: string | undefined,
  onClick: (event: Event) => void,
): TemplateResult {
  const href = addressOf(pattern, article);
  const said = title ?? article;
  return href
    ? html`<a href=${href} lang=${language} dir="auto" @click=${onClick}>${said}</a>`
    : html`<button type="button" class="plain" lang=${language} dir="auto" @click=${onClick}>${said}</button>`;
}
