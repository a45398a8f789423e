import { html, nothing } from 'lit';
import type { IncidentReviewMessages } from '../locales/en/incident-review.ts';
import { type Action, type Answer, sections } from './review-draft.ts';
import type { FactsModel } from './review-facts.ts';
import { dayOf } from './review-markdown.ts';

/** What people wrote, and what is to be done about it; nothing until somebody begins. */
export function reviewSections({ review }: Answer, { words, locale, level }: FactsModel): unknown {
  if (!review || review.state === 'asked' || review.state === 'declined') return nothing;
  return html`
    ${sections.map(
      (each) => html`
        <section>
          <h3 aria-level=${level}>${words.sections[each]}</h3>
          ${
            review[each]
              ? html`<p class="said" lang="" dir="auto">${review[each]}</p>`
              : html`<p class="hint">${words.notWritten}</p>`
          }
        </section>
      `,
    )}
    <section>
      <h3 aria-level=${level}>${words.actions}</h3>
      ${
        review.actions.length === 0
          ? html`<p class="hint">${words.noActions}</p>`
          : html`<ul class="rows">
            ${review.actions.map(
              (each) => html`
                <li>
                  <span lang="" dir="auto">${each.what}</span>
                  <bdi class="hint">${factsOfAction(each, words, locale)}</bdi>
                </li>
              `,
            )}
          </ul>`
      }
    </section>
  `;
}

/** Whose it is, until when, and whether it is done. */
export function factsOfAction(
  { owner, due, isDone }: Action,
  words: IncidentReviewMessages,
  locale: string,
): string {
  return [
    owner && (owner.name ?? owner.id),
    due && `${words.action.due} ${dayOf(locale, due)}`,
    isDone ? words.action.done : words.actionOpen,
  ]
    .filter(Boolean)
    .join(' · ');
}
