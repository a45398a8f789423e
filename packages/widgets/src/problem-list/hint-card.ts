import { html, nothing, type TemplateResult } from 'lit';
import type { Leavable } from '../base/form-end.ts';
import { format } from '../base/intl.ts';
import type { ProblemListMessages } from '../locales/en/problem-list.ts';
import type { HintShown } from './problem-pages.ts';

/** What somebody is about to do: make a problem of a hint, or dismiss it; or begin a problem of nothing. */
export interface Doing extends Leavable {
  what: 'open' | 'dismiss' | 'create';
  /** The id of the hint; null for a new problem. */
  hint: string | null;
  text: string;
  /** What stood there when it was begun. */
  began: string;
  isBusy: boolean;
  /** Why it was refused, as a sentence. */
  problem: string | undefined;
}

interface HintModel {
  words: ProblemListMessages;
  locale: string;
  level: unknown;
  days: number;
  /** Undefined where nothing is done from here, or something else is done now. */
  doing: Doing | 'not-yet' | undefined;
  /** What is written of it; nothing until that has come. */
  form(doing: Doing, title: string): unknown;
  onBegin(what: Doing['what']): void;
  onIncident(incident: string): void;
}

const hour = 3_600_000;
/** `reopened` looks at three times as long. */
const longer = 3;

/** Something that seems to keep coming back: its rule, how many were expected and seen, and what it cost. */
export function hintCard(hint: HintShown, model: HintModel): TemplateResult {
  const { words, locale, level, days, onIncident } = model;
  const title = hintTitle(hint, words);
  const span = hint.rule === 'reopened' ? days * longer : days;
  const hours = format(
    Intl.NumberFormat,
    locale,
    { style: 'unit', unit: 'hour', unitDisplay: 'long', maximumFractionDigits: 0 },
    hint.lostMs / hour,
  );
  const expected = digits(locale, hint.expected);
  return html`
    <li class="hint-card" part="hint" data-hint=${hint.id}>
      <h4 aria-level=${level} tabindex="-1"><bdi>${title}</bdi></h4>
      <p>
        ${words.seen[hint.rule](hint.seen, expected, span)}
        ${words.byChance(digits(locale, Math.min(1 / hint.chance, 1e9)))} ${words.lost(hours)}
      </p>
      <details>
        <summary>${words.incidents(hint.incidents.length)}</summary>
        <ul class="incidents">
          ${hint.incidents.map(
            ({ incident, title: said }) => html`
              <li>
                <button type="button" class="plain" @click=${() => onIncident(incident)}>${incident}</button>
                <span lang="" dir="auto">${said}</span>
              </li>
            `,
          )}
        </ul>
      </details>
      ${actionsOf(title, model)}
    </li>
  `;
}

export function hintTitle(
  { rule, words: shared, serviceName, categoryName }: HintShown,
  words: ProblemListMessages,
): string {
  const where = [serviceName, categoryName].filter((each) => each !== null).join(', ');
  return words.rules[rule](
    rule === 'same-words' ? shared.map((each) => `“${each}”`).join(', ') : where || words.nowhere,
  );
}

function actionsOf(title: string, { words, doing, form, onBegin }: HintModel): unknown {
  if (doing === undefined) return nothing;
  if (doing !== 'not-yet') return form(doing, title);
  return html`
    <div class="actions">
      ${(['open', 'dismiss'] as const).map(
        (what) => html`
          <button
            type="button"
            class=${what}
            aria-label=${words.actionOf(words[what], title)}
            @click=${() => onBegin(what)}
          >
            ${words[what]}
          </button>
        `,
      )}
    </div>
  `;
}

/** Few digits: nobody reads the others. */
function digits(locale: string, value: number): string {
  return format(Intl.NumberFormat, locale, { maximumSignificantDigits: 2 }, value);
}
