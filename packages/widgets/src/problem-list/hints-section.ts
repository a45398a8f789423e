import { html, nothing, type TemplateResult } from 'lit';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { circleCheckGlyph } from '../base/glyphs/circle-check.ts';
import { headingLevel } from '../base/heading-level.ts';
import { formatInstant } from '../base/intl.ts';
import { notice } from '../base/notice.ts';
import { formatShare } from '../base/share.ts';
import type { ProblemListMessages } from '../locales/en/problem-list.ts';
import { type Doing, hintCard, hintTitle } from './hint-card.ts';
import type { Problems } from './problem-pages.ts';

interface SectionModel {
  words: ProblemListMessages;
  locale: string;
  /** Where the element's first heading stands, as the page says it. */
  level: number | undefined;
  /** Undefined where nothing is done from here. */
  doing: Doing | 'not-yet' | undefined;
  /** What is written of one; nothing until that has come. */
  form(doing: Doing, title: string): unknown;
  onBegin(what: Doing['what'], hint: string, text: string): void;
  onIncident(incident: string): boolean;
}

const day = 86_400_000;

/** What seems to keep coming back; or that nothing does, or that it cannot be said yet. */
export function hintsSection({ hints: answer }: Problems, model: SectionModel): TemplateResult {
  const { words, locale, level, doing, form, onBegin, onIncident } = model;
  const { hints, resting, tested, falseAlarms, periods } = answer;
  const days = periods ? Math.round((periods.to - periods.recentFrom) / day) : 0;
  const none = periods
    ? notice('', circleCheckGlyph, words.noHints(tested, formatShare(locale, falseAlarms)))
    : notice('', circleAlertGlyph, words.tooEarly);
  // One thing at a time: to begin another would drop what is written.
  const doingOf = (id: string) =>
    typeof doing === 'object' && doing.hint !== id ? undefined : doing;
  return html`
    <section>
      <h3 aria-level=${headingLevel(level, 1)}>${words.hints}</h3>
      ${
        hints.length === 0
          ? none
          : html`<ul class="rows">
            ${hints.map((each) =>
              hintCard(each, {
                ...{ words, locale, level: headingLevel(level, 2), days, form, onIncident },
                doing: doingOf(each.id),
                onBegin: (what) =>
                  onBegin(what, each.id, what === 'open' ? hintTitle(each, words) : ''),
              }),
            )}
          </ul>`
      }
      ${resting.length === 0 ? nothing : restingHints(resting, words, locale)}
    </section>
  `;
}

function restingHints(
  resting: Problems['hints']['resting'],
  words: ProblemListMessages,
  locale: string,
): TemplateResult {
  const until = (at: number) => formatInstant(locale, at, { dateStyle: 'medium' });
  return html`
    <details class="resting">
      <summary>${words.resting(resting.length)}</summary>
      <ul class="rows">
        ${resting.map(
          (each) => html`
            <li>
              <span lang="" dir="auto">${each.reason}</span>
              <span class="hint">
                <bdi>${words.restsUntil(until(each.until), each.by ?? words.somebody)}</bdi>
              </span>
            </li>
          `,
        )}
      </ul>
    </details>
  `;
}
