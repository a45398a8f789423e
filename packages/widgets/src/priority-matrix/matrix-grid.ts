import type { Level, PriorityMatrix } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { cssVars } from '../base/css-vars.ts';
import { glyph } from '../base/glyph.ts';
import { triangleAlertGlyph } from '../base/glyphs/triangle-alert.ts';
import type { PriorityMatrixMessages } from '../locales/en/priority-matrix.ts';
import { type CellPlace, cellAt } from './matrix-changes.ts';

/** What a cell shows besides its priority. */
export interface CellState {
  /** The id that the published matrix has there, when it is another. */
  was?: string | null;
  /** Less pressing than a neighbour of less impact or urgency. */
  warned?: boolean;
  /** The other side of a comparison has another priority there. */
  differs?: boolean;
}

/** What makes a matrix a grid to work in rather than a table to read. */
export interface GridInteraction {
  /** The one cell that the Tab key reaches. */
  current: CellPlace;
  /** The cell whose list is open. */
  open: CellPlace | null;
  onClick(place: CellPlace): void;
  onKeydown(event: KeyboardEvent, place: CellPlace): void;
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
  const { messages } = grid;
  const { impacts, urgencies } = grid.matrix;
  return html`
    <div class="scroller">
      <table
        class="matrix"
        part="matrix"
        role=${grid.interaction ? 'grid' : nothing}
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
            <th class="axis-name" scope="colgroup" colspan=${urgencies.length}>${messages.urgency}</th>
          </tr>
          <tr>
            <td colspan="2"></td>
            ${urgencies.map(
              (level) => html`
                <th scope="col">${level.name}<span class="hint">${level.everyday}</span></th>
              `,
            )}
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
                <th scope="row">${impact.name}<span class="hint">${impact.everyday}</span></th>
                ${urgencies.map((urgency) => cell(grid, impact, urgency))}
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
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
  const { was, warned, differs } = stateOf(place);
  const isOpen = isSamePlace(interaction?.open ?? null, place);
  const classes = [
    'cell',
    priority ? '' : 'hole',
    was === undefined ? '' : 'dirty',
    differs ? 'differs' : '',
  ];
  return html`
    <td
      class=${classes.filter(Boolean).join(' ')}
      part="cell"
      data-place=${place.join('/')}
      tabindex=${interaction ? (isSamePlace(interaction.current, place) ? 0 : -1) : nothing}
      aria-haspopup=${interaction ? 'listbox' : nothing}
      aria-expanded=${interaction ? isOpen : nothing}
      @click=${interaction && (() => interaction.onClick(place))}
      @keydown=${interaction && ((event: KeyboardEvent) => interaction.onKeydown(event, place))}
      ${cssVars({ '--priority': priority?.color ?? null })}
    >
      <span class="quiet">${messages.cellHead(impact.name, urgency.name)}</span>
      ${warned ? html`<span class="warned">${glyph(triangleAlertGlyph)}</span>` : nothing}
      <span class="id">${priority?.id ?? '?'}</span>
      <span class="name">${priority?.name ?? messages.hole}</span>
      ${was === undefined ? nothing : html`<span class="quiet">${messages.changedFrom(was)}</span>`}
      ${warned ? html`<span class="quiet">${messages.warned}</span>` : nothing}
      ${differs ? html`<span class="quiet">${messages.differs}</span>` : nothing}
    </td>
  `;
}
