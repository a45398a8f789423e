import type { MatrixVersion } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { headingLevel } from '../../../base/heading-level.ts';
import { describeChange } from '../describe-change.ts';
import { changesBetween } from '../matrix-changes.ts';
import { sideBySide } from '../side-by-side.ts';
import type { VersionHistory } from './version-history.ts';
import type { VersionsModel } from './versions-model.ts';

/** Two versions by their numbers. */
export interface Compared {
  one: number;
  other: number;
}

export interface ComparisonModel extends VersionsModel {
  /** The versions to choose from. */
  headers: NonNullable<VersionHistory['headers']>;
  get(version: number): MatrixVersion | undefined;
  onChoose(chosen: Compared): void;
  onClose(): void;
}

/** Two versions side by side, and what changes from the one to the other, in words. */
export function comparison(compared: Compared, model: ComparisonModel): TemplateResult {
  const { words, editor } = model;
  return html`
    <div class="comparison" role="group" aria-labelledby="comparison-heading">
      <h4 id="comparison-heading" tabindex="-1" aria-level=${headingLevel(editor.headingLevel, 2)}>
        ${words.comparison}
      </h4>
      <div class="between">
        ${(['one', 'other'] as const).map(
          (side) => html`
            <select
              aria-label=${words.between[side]}
              @change=${(event: Event) =>
                model.onChoose({
                  ...compared,
                  [side]: Number((event.target as HTMLSelectElement).value),
                })}
            >
              ${model.headers.map(
                ({ version }) => html`
                  <option value=${version} .selected=${version === compared[side]}>
                    ${version === model.newest ? words.inForceOf(version) : words.version(version)}
                  </option>
                `,
              )}
            </select>
          `,
        )}
      </div>
      ${sides(compared, model)}
      <div class="actions">
        <button type="button" @click=${model.onClose}>${words.close}</button>
      </div>
    </div>
  `;
}

function sides(compared: Compared, { get, words, editor }: ComparisonModel): unknown {
  const one = get(compared.one);
  const other = get(compared.other);
  if (!one || !other) return html`<div class="bone part" aria-hidden="true"></div>`;
  const changes = changesBetween(one.matrix, other.matrix);
  return html`
    <p data-say>${words.differing(changes.length)}</p>
    ${
      changes.length
        ? html`
          <ul class="small">
            ${changes.map((each) => html`<li>${describeChange(each, other.matrix, editor)}</li>`)}
          </ul>
        `
        : nothing
    }
    ${sideBySide(
      [
        { matrix: one.matrix, label: words.version(one.version) },
        { matrix: other.matrix, label: words.version(other.version) },
      ],
      editor,
      headingLevel(editor.headingLevel, 3),
    )}
  `;
}
