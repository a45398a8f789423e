import { html, nothing, type TemplateResult } from 'lit';
import { cssVars } from '../../base/css-vars.ts';
import { readSla } from '../../base/sla-reading.ts';
import { type ColumnName, type RowModel, textOf } from './queue-columns.ts';
import { nextClock } from './queue-order.ts';
import type { QueueRow } from './queue-rows.ts';

export interface RowState {
  /** From 0. */
  index: number;
  isActive: boolean;
  /** The pointer is on it. */
  isPointed: boolean;
  isSelected: boolean;
  /** It is open beside the list. */
  isChosen: boolean;
  /** It is only still there until the order is updated. */
  hasLeft: boolean;
  /** Why the last that was tried with it was refused. */
  problem: string | undefined;
}

/** A row: nothing but its cells, so that hundreds of thousands of them scroll. Signs are drawn by the styles. */
export function queueRow(row: QueueRow, state: RowState, model: RowModel): TemplateResult {
  const { words, priorities } = model;
  const { incident, title, priority, unread } = row;
  const rank = priorities.findIndex(({ id }) => id === priority);
  const known = priorities[rank];
  const name = [
    incident,
    title,
    known ? `${known.id} ${known.name}` : priority,
    row.status.name,
    row.lastSaid.from === 'reporter' && words.lastWord(row.lastSaid.by ?? words.visitor),
    state.hasLeft ? words.hasLeft : unread && words.unread,
    state.problem,
  ];
  return html`<div
    role="row"
    class="row"
    part="row"
    data-incident=${incident}
    data-unread=${unread ? '' : nothing}
    data-left=${state.hasLeft ? '' : nothing}
    data-problem=${state.problem ? '' : nothing}
    aria-rowindex=${state.index + 2}
    aria-selected=${state.isSelected}
    aria-current=${state.isChosen ? 'true' : nothing}
    aria-label=${name.filter(Boolean).join(', ')}
    tabindex=${state.isActive ? 0 : -1}
    title=${state.problem ?? nothing}
    ${cssVars({
      '--at': state.index,
      '--priority': known?.color ?? null,
      '--steps': rank < 0 ? 0 : Math.max(1, 4 - rank),
    })}
  ><div role="gridcell" class="cell" data-column="select" aria-label=${words.select(incident)}></div>${model.columns.map(
    (column) => cell(column, row, model, state.isActive || state.isPointed),
  )}</div>`;
}

function cell(
  column: ColumnName,
  row: QueueRow,
  model: RowModel,
  offersIt: boolean,
): TemplateResult {
  const text = textOf(column, row, model);
  // What people wrote is in whatever language they wrote it.
  const isWritten = column === 'title' || column === 'requester' || column === 'assignee';
  return html`<div
    role="gridcell"
    class="cell"
    data-column=${column}
    data-state=${stateOf(column, row, model.now) ?? nothing}
    data-from=${column === 'updated' ? row.lastSaid.from : nothing}
    data-none=${column === 'assignee' && !row.assignee ? '' : nothing}
    dir=${isWritten ? 'auto' : nothing}
    lang=${column === 'title' ? '' : nothing}
    tabindex="-1"
  >${
    offersIt && column === 'assignee' && !row.assignee
      ? html`<button type="button" class="take" tabindex="-1">${model.words.actions.take}</button>`
      : text
  }</div>`;
}

function stateOf(column: ColumnName, row: QueueRow, now: number): string | undefined {
  if (column === 'status') return row.status.category;
  if (column !== 'due') return undefined;
  const clock = nextClock(row);
  return clock && readSla(clock, now).state;
}
