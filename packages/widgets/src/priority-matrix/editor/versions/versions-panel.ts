import { html, nothing, type TemplateResult } from 'lit';
import { addStyles } from '../../../base/add-styles.ts';
import { cloudOffGlyph } from '../../../base/glyphs/cloud-off.ts';
import { headingLevel } from '../../../base/heading-level.ts';
import { formatInstant } from '../../../base/intl.ts';
import { notice } from '../../../base/notice.ts';
import type { KitClient } from '../../../client/client.ts';
import { describeChange } from '../describe-change.ts';
import { changesBetween } from '../matrix-changes.ts';
import { type Compared, comparison } from './comparison.ts';
import { VersionHistory } from './version-history.ts';
import type { VersionsModel } from './versions-model.ts';
import { styles } from './versions-panel.styles.ts';

/** Changes of a version that are told in its row; the comparison has all of them. */
const told = 4;

/** The versions that were published, two of them side by side, and the way back to one. */
export class VersionsPanel {
  readonly #again: () => void;
  readonly #history: VersionHistory;
  #compared: Compared | undefined;

  /** @param again - draws it anew */
  constructor(kit: () => KitClient | undefined, again: () => void) {
    this.#again = again;
    this.#history = new VersionHistory(kit, again);
  }

  template(model: VersionsModel): TemplateResult {
    addStyles(model.root, styles);
    const { words, editor } = model;
    const history = this.#history;
    history.follow(model.newest);
    const { headers = [], problem } = history;
    const compared = this.#compared;
    return html`
      <section class="versions" part="versions" aria-labelledby="versions-heading" aria-busy=${history.isLoading}>
        <div>
          <h3 id="versions-heading" tabindex="-1" aria-level=${headingLevel(editor.headingLevel, 1)}>
            ${words.heading}
          </h3>
          <p class="hint">${words.hint}</p>
        </div>
        ${
          compared
            ? comparison(compared, {
                ...model,
                headers,
                get: (version) => history.get(version),
                onChoose: (chosen) => {
                  this.#compared = chosen;
                  this.#again();
                },
                onClose: () => {
                  this.#compared = undefined;
                  model.focusOn(`[data-version="${compared.one}"] .compare`);
                },
              })
            : nothing
        }
        ${
          problem
            ? notice('warning', cloudOffGlyph, words.failed(model.explain(problem)), {
                label: words.retry,
                onClick: () => history.retry(),
              })
            : nothing
        }
        ${
          headers.length || problem
            ? html`
              <ol class="history" role="list">
                ${headers.map((header) => this.#row(header, model))}
              </ol>
            `
            : html`
              <span class="quiet" data-say>${words.loading}</span>
              <div class="bone part" aria-hidden="true"></div>
            `
        }
        ${
          history.hasOlder && !problem
            ? html`
              <button
                type="button"
                class="plain older"
                aria-disabled=${history.isLoading}
                @click=${() => history.loadOlder()}
              >
                ${words.older}
              </button>
            `
            : nothing
        }
      </section>
    `;
  }

  #row(
    { version, publishedAt, publishedBy, reason }: NonNullable<VersionHistory['headers']>[number],
    model: VersionsModel,
  ): TemplateResult {
    const { words, editor } = model;
    const history = this.#history;
    const isInForce = version === model.newest;
    const there = history.get(version);
    const isSame = there !== undefined && !changesBetween(model.matrix, there.matrix).length;
    const when = formatInstant(editor.locale, publishedAt);
    const hint = `same-${version}`;
    return html`
      <li data-version=${version}>
        <p class="head">
          <b>${words.version(version)}</b>
          ${isInForce ? html`<span class="badge">${words.inForce}</span>` : nothing}
          <span class="hint">${publishedBy ? words.by(publishedBy, when) : when}</span>
        </p>
        <div class="said">
          ${reason ? html`<p lang="" dir="auto"><q>${reason}</q></p>` : nothing}
          ${this.#changes(version, model)}
        </div>
        <div class="actions">
          ${model.newest > 1 ? this.#compareButton(version, model) : nothing}
          ${
            isInForce
              ? nothing
              : html`
                <button
                  type="button"
                  class="plain restore"
                  aria-label=${words.restoreOf(version)}
                  aria-disabled=${!there || isSame}
                  aria-describedby=${isSame ? hint : nothing}
                  @click=${() => {
                    if (there && !isSame) model.restore(there, words.restoredReason(version));
                  }}
                >
                  ${words.restore}
                </button>
                ${isSame ? html`<span class="hint" id=${hint}>${words.same}</span>` : nothing}
              `
          }
        </div>
      </li>
    `;
  }

  #compareButton(version: number, { words, newest, focusOn }: VersionsModel): TemplateResult {
    return html`
      <button
        type="button"
        class="plain compare"
        aria-label=${words.compareOf(version)}
        @click=${() => {
          // With what is in force; that itself with the one before it.
          const other = version === newest ? Math.max(1, version - 1) : newest;
          this.#compared = { one: Math.min(version, other), other: Math.max(version, other) };
          focusOn('#comparison-heading');
        }}
      >
        ${words.compare}
      </button>
    `;
  }

  /** What a version changed, in words. */
  #changes(version: number, { words, editor }: VersionsModel): unknown {
    const there = this.#history.get(version);
    const before = this.#history.get(version - 1);
    if (version === 1) return html`<p class="hint">${words.first}</p>`;
    if (!there || !before) {
      return this.#history.problem
        ? nothing
        : html`<div class="bone line" aria-hidden="true"></div>`;
    }
    const changes = changesBetween(before.matrix, there.matrix);
    if (!changes.length) return html`<p class="hint">${words.unchanged}</p>`;
    const rest = changes.length - told;
    return html`
      <ul class="small">
        ${changes
          .slice(0, rest === 1 ? told + 1 : told)
          .map((change) => html`<li>${describeChange(change, there.matrix, editor)}</li>`)}
        ${rest > 1 ? html`<li class="hint">${words.andMore(rest)}</li>` : nothing}
      </ul>
    `;
  }
}
