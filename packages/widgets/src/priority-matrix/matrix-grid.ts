import type { Level, PriorityMatrix } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { cssVars } from '../base/css-vars.ts';
import type { PriorityMatrixMessages } from '../locales/en/priority-matrix.ts';
import { type CellPlace, cellAt, placeKey } from './cell-place.ts';

/** What a cell shows besides its priority. */
export interface CellState {
  classes?: string;
  /** Whether it is the one that is meant: of an incident, or the one that differs. */
  isCurrent?: boolean;
  /** Seen in it, above the priority. */
  mark?: unknown;
  /** Only heard, after the priority. */
  said?: string;
}

/** What makes a matrix a grid to work in rather than a table to read. */
export interface GridInteraction {
  /** The one cell that the Tab key reaches. */
  current: CellPlace;
  /** The cell whose list is open. */
  open: CellPlace | null;
  isSelected(place: CellPlace): boolean;
  onClick(place: CellPlace, event: MouseEvent): void;
  onKeydown(event: KeyboardEvent, place: CellPlace): void;
  onPointer(event: PointerEvent, place: CellPlace): void;
}

export interface MatrixGrid {
  matrix: PriorityMatrix;
  label: string;
  messages: PriorityMatrixMessages;
  stateOf(place: CellPlace): CellState;
  interaction?: GridInteraction | undefined;
}

export function isSamePlace(a: CellPlace | null, b: CellPlace | null): boolean {
  return a !== null && b !== null && a[0] === b[0] && a[1] === b[1];
}

/** The matrix as every book on service management prints it: impact down, urgency across. */
export function matrixGrid(grid: MatrixGrid): TemplateResult {
  const { messages, interaction } = grid;
  const { impacts, urgencies } = grid.matrix;
  return html`
    <div class="scroller">
      <table
        class="matrix"
        part="matrix"
        role=${interaction ? 'grid' : nothing}
        aria-multiselectable=${interaction ? 'true' : nothing}
        aria-label=${grid.label}
        ${cssVars({ '--columns': urgencies.length })}
      >
        <colgroup>
          <col class="axis" />
          <col />
          ${urgencies.map(() => html`<col />`)}
        </colgroup>
        <thead>
          <tr>
            <td colspan="2"></td>
            <th class="axis-name" scope="colgroup" colspan=${urgencies.length}>
              <span>${messages.urgency}</span>
            </th>
          </tr>
          <tr>
            <td colspan="2"></td>
            ${urgencies.map((level) => heading('col', level))}
          </tr>
        </thead>
        <tbody>
          ${impacts.map(
            (impact, row) => html`
              <tr>
                ${
                  row === 0
                    ? html`
                      <th class="axis-name" scope="rowgroup" rowspan=${impacts.length}>
                        <span>${messages.impact}</span>
                      </th>
                    `
                    : nothing
                }
                ${heading('row', impact)}
                ${urgencies.map((urgency) => cell(grid, impact, urgency))}
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}

function heading(scope: string, { name, everyday }: Level): TemplateResult {
  return html`
    <th scope=${scope}><span class="level">${name}</span><span class="hint">${everyday}</span></th>
  `;
}

function cell(
  { matrix, messages, stateOf, interaction }: MatrixGrid,
  impact: Level,
  urgency: Level,
): TemplateResult {
  const place: CellPlace = [impact.id, urgency.id];
  const id = cellAt(matrix, ...place);
  const priority = matrix.priorities.find((each) => each.id === id);
  const { classes = '', isCurrent, mark, said } = stateOf(place);
  const onPointer = interaction && ((event: PointerEvent) => interaction.onPointer(event, place));
  return html`
    <td
      class=${`cell ${priority ? '' : 'hole'} ${classes}`}
      part="cell"
      data-place=${placeKey(...place)}
      tabindex=${interaction ? (isSamePlace(interaction.current, place) ? 0 : -1) : nothing}
      aria-current=${isCurrent ? 'true' : nothing}
      aria-selected=${interaction ? interaction.isSelected(place) : nothing}
      aria-haspopup=${interaction ? 'listbox' : nothing}
      aria-expanded=${interaction ? isSamePlace(interaction.open, place) : nothing}
      @click=${interaction && ((event: MouseEvent) => interaction.onClick(place, event))}
      @keydown=${interaction && ((event: KeyboardEvent) => interaction.onKeydown(event, place))}
      @pointerdown=${onPointer}
      @pointerenter=${onPointer}
      @pointerup=${onPointer}
      ${cssVars({ '--priority': priority?.color ?? null })}
    >
      <span class="quiet">${messages.cellHead(impact.name, urgency.name)}</span>
      ${mark}
      <span class="id">${priority?.id ?? '?'}</span>
      <span class="name">${priority?.name ?? messages.hole}</span>
      ${said ? html`<span class="quiet">${said}</span>` : nothing}
    </td>
  `;
}
