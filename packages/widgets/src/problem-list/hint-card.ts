import { html, nothing, type TemplateResult } from 'lit';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { format } from '../base/intl.ts';
import { notice } from '../base/notice.ts';
import type { ProblemListMessages } from '../locales/en/problem-list.ts';
import type { HintShown } from './problem-pages.ts';

/** What somebody is about to do: make a problem of a hint, or dismiss it; or begin a problem of nothing. */
export interface Doing {
  what: 'open' | 'dismiss' | 'create';
  /** The id of the hint; null for a new problem. */
  hint: string | null;
  text: string;
  isBusy: boolean;
  /** Why it was refused, as a sentence. */
  problem: string | undefined;
}

interface HintModel {
  words: ProblemListMessages;
  locale: string;
  level: unknown;
  days: number;
  /** Undefined where nothing is done from here. */
  doing: Doing | 'not-yet' | undefined;
  form: FormModel;
  onBegin(what: Doing['what']): void;
  onIncident(incident: string): void;
}

export interface FormModel {
  words: ProblemListMessages;
  onText(text: string): void;
  onSend(): void;
  onLeave(): void;
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
  if (doing !== 'not-yet') return doingForm(doing, title, form);
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

/** Asks for the title of the problem, or why there is none. */
export function doingForm(doing: Doing, title: string, model: FormModel): TemplateResult {
  const { words, onText, onSend, onLeave } = model;
  const { what, text, isBusy, problem } = doing;
  const label = what === 'dismiss' ? words.reason : words.title;
  const explained = { open: words.opens, dismiss: words.rests, create: '' }[what];
  return html`
    <form
      class="doing"
      aria-label=${what === 'create' ? words.create : words.actionOf(words[what], title)}
      aria-busy=${isBusy}
      novalidate
      @submit=${(event: Event) => {
        event.preventDefault();
        onSend();
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Escape' && !event.isComposing) onLeave();
      }}
    >
      ${explained ? html`<p>${explained}</p>` : nothing}
      <div class="field">
        <label for="text">${label}</label>
        <input
          id="text"
          lang=""
          dir="auto"
          maxlength=${what === 'dismiss' ? 500 : 200}
          autocomplete="off"
          .value=${text}
          @input=${(event: Event) => onText((event.target as HTMLInputElement).value)}
        />
      </div>
      <div class="slot" role="alert">
        ${problem ? notice('danger', circleAlertGlyph, problem) : nothing}
      </div>
      <div class="actions">
        <button class="primary" aria-disabled=${isBusy}>
          ${isBusy ? words.sending : what === 'dismiss' ? words.dismiss : words.open}
        </button>
        <button type="button" class="plain" @click=${onLeave}>${words.cancel}</button>
      </div>
    </form>
  `;
}

/** Few digits: nobody reads the others. */
function digits(locale: string, value: number): string {
  return format(Intl.NumberFormat, locale, { maximumSignificantDigits: 2 }, value);
}
