import { html, nothing } from 'lit';
import { type Answer, sections } from './review-draft.ts';
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
              ({ what, owner, due, isDone }) => html`
                <li>
                  <span lang="" dir="auto">${what}</span>
                  <bdi class="hint">
                    ${[
                      owner && (owner.name ?? owner.id),
                      due && `${words.action.due} ${dayOf(locale, due)}`,
                      isDone ? words.action.done : words.actionOpen,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </bdi>
                </li>
              `,
            )}
          </ul>`
      }
    </section>
  `;
}
