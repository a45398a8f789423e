import { html, nothing, type TemplateResult } from 'lit';
import { splitAddresses } from './plain-text.ts';

/** Text of a person: its line breaks and its web addresses, and nothing else of it, mean something. */
export function said(text: string, before: unknown = nothing): TemplateResult {
  const parts = splitAddresses(text).map((part) =>
    part.href
      ? html`<a href=${part.href} target="_blank" rel="noopener nofollow ugc">${part.text}</a>`
      : part.text,
  );
  return html`<div class="words">${before}<div class="text" lang="" dir="auto">${parts}</div></div>`;
}
