import type { PriorityMatrix } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { addStyles } from '../../../base/add-styles.ts';
import { circleAlertGlyph } from '../../../base/glyphs/circle-alert.ts';
import { circleCheckGlyph } from '../../../base/glyphs/circle-check.ts';
import { cloudOffGlyph } from '../../../base/glyphs/cloud-off.ts';
import { triangleAlertGlyph } from '../../../base/glyphs/triangle-alert.ts';
import { notice } from '../../../base/notice.ts';
import type { KitClient } from '../../../client/client.ts';
import type { ElementMessages } from '../../../locales/language.ts';
import { PastReplay, type ReplayResult, type ReplayTotals } from './past-replay.ts';
import { ReplayedList } from './replayed-list.ts';
import { totalsPicture } from './totals-picture.ts';
import { styles } from './what-if-panel.styles.ts';

/** What the panel is drawn with. */
export interface WhatIfModel {
  root: ShadowRoot;
  /** The draft that is tried, and the matrix in force. */
  matrix: PriorityMatrix;
  base: PriorityMatrix;
  words: ElementMessages['matrix-what-if'];
  locale: string;
  headingLevel: unknown;
  /** Whether every cell has a priority. */
  isWhole: boolean;
  kit: KitClient | undefined;
  /** Why something was refused, as a sentence. */
  explain(problem: NonNullable<PastReplay['problem']>): string;
  /** Where the page says that an incident has one of its own; anything. */
  href: unknown;
  /** Somebody chose one. False when the host does with it what it wants. */
  onSelect(incident: string): boolean;
  focusOn(selector: string): void;
}

const periods = [30, 90, 365];

/** A draft of the matrix tried on past incidents, before it is published. */
export class WhatIfPanel {
  readonly #replay: PastReplay;
  readonly #list: ReplayedList;
  #days = 90;

  /** @param again - draws it anew */
  constructor(again: () => void) {
    this.#replay = new PastReplay(again);
    this.#list = new ReplayedList(again);
  }

  /** Forgets what has come, and asks for no more: the draft is published or dropped, or nobody looks at it. */
  forget(): void {
    this.#replay.forget();
    this.#list.reset();
  }

  template(model: WhatIfModel): TemplateResult {
    addStyles(model.root, styles);
    const { words, matrix, kit } = model;
    const replay = this.#replay;
    replay.draft = matrix;
    const { result } = replay;
    const isOutdated = result !== undefined && result.matrix !== matrix;
    const mayStart = model.isWhole && kit !== undefined;
    // One button for both: whoever pressed it has the focus on it still.
    const start = () => {
      if (replay.isRunning) replay.stop();
      else if (mayStart && kit) {
        this.#list.reset();
        void replay.start(kit, matrix, this.#days);
      }
    };
    return html`
      <section class="what-if" part="what-if" aria-labelledby="what-if-heading" aria-busy=${replay.isRunning}>
        <div>
          <h3 id="what-if-heading" tabindex="-1" aria-level=${model.headingLevel}>${words.heading}</h3>
          <p class="hint">${words.hint}</p>
        </div>
        <div class="ask">
          <fieldset class="periods">
            <legend class="hint">${words.period}</legend>
            ${periods.map(
              (days) => html`
                <label class="period">
                  <input
                    type="radio"
                    name="what-if-period"
                    .checked=${days === this.#days}
                    ?disabled=${replay.isRunning}
                    @change=${() => {
                      this.#days = days;
                    }}
                  />
                  <span>${words.days(days)}</span>
                </label>
              `,
            )}
          </fieldset>
          <button
            type="button"
            class="start"
            aria-disabled=${!replay.isRunning && !mayStart}
            @click=${start}
          >
            ${replay.isRunning ? words.stop : result || replay.problem ? words.again : words.start}
          </button>
        </div>
        ${model.isWhole ? nothing : html`<p class="hint" data-say>${words.filled}</p>`}
        ${replay.isRunning ? this.#progress(words) : nothing}
        <div class="slot" role="alert">${this.#problem(model)}</div>
        ${result ? this.#result(model, isOutdated) : nothing}
      </section>
    `;
  }

  #progress(words: WhatIfModel['words']): TemplateResult {
    const { examined = 0, left = 0 } = this.#replay.result ?? {};
    const all = examined + left;
    const text = words.progressOf(examined, all);
    // Before the first answer nobody knows how many there are.
    return html`
      <div class="progress">
        <progress
          aria-label=${words.progress}
          aria-valuetext=${all ? text : nothing}
          max=${all ? all : nothing}
          value=${all ? examined : nothing}
        ></progress>
        <span class="hint">${all ? text : nothing}</span>
      </div>
    `;
  }

  #problem({ words, explain, kit }: WhatIfModel): unknown {
    const { problem, isPartial, result } = this.#replay;
    if (!problem) return nothing;
    const why = explain(problem);
    if (problem.definite) return notice('danger', triangleAlertGlyph, words.refused(why));
    const onClick = () => {
      if (kit) void this.#replay.resume(kit);
    };
    const action = isPartial && result ? { label: words.goOn, onClick } : undefined;
    return notice('warning', cloudOffGlyph, words.failed(why), action);
  }

  #result(model: WhatIfModel, isOutdated: boolean): unknown {
    const { words, kit } = model;
    const { isRunning, isPartial, problem, result } = this.#replay;
    if (!result) return nothing;
    const { totals, undecidable, examined, left, changed } = result;
    const { withdrawn } = totals;
    if (!examined) return isRunning ? nothing : notice('', circleAlertGlyph, words.nothing);
    const isStopped = isPartial && !isRunning && !problem;
    const onClick = () => {
      if (kit) void this.#replay.resume(kit);
    };
    return html`
      ${isOutdated ? notice('warning', triangleAlertGlyph, words.outdated) : nothing}
      ${
        isStopped
          ? notice('', circleAlertGlyph, words.stopped(examined, left), {
              label: words.goOn,
              onClick,
            })
          : nothing
      }
      <div class=${isOutdated ? 'outdated result' : 'result'}>
        <div class="verdict" ?data-say=${!isRunning}>${this.#verdict(totals, words)}</div>
        ${undecidableNotice(undecidable, words)}
        ${withdrawn > 0 ? html`<p class="hint">${words.withdrawn(withdrawn)}</p>` : nothing}
        ${
          changed.length > 0
            ? [totalsPicture(totals, result.matrix, model), this.#list.template(changed, model)]
            : nothing
        }
      </div>
    `;
  }

  #verdict({ changed, compared }: ReplayTotals, words: WhatIfModel['words']): unknown {
    if (changed > 0) return html`<p class="title">${words.changed(changed, compared)}</p>`;
    return compared > 0 ? notice('success', circleCheckGlyph, words.same(compared)) : nothing;
  }
}

/** What nobody knows, and why: a sentence for each thing that the draft does not have. */
function undecidableNotice(
  incidents: ReplayResult['undecidable'],
  words: WhatIfModel['words'],
): unknown {
  if (!incidents.length) return nothing;
  const groups = Map.groupBy(incidents, ({ because }) => `${because.field}/${because.value}`);
  const sentences = [...groups.values()].flatMap(([first, ...others]) =>
    first ? [words.undecidable[first.because.field](others.length + 1, first.name)] : [],
  );
  return notice(
    'warning',
    triangleAlertGlyph,
    sentences.map((each) => html`<p>${each}</p>`),
  );
}
