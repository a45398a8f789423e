import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { cssVars } from '../../base/css-vars.ts';
import { circleAlertGlyph } from '../../base/glyphs/circle-alert.ts';
import { cloudOffGlyph } from '../../base/glyphs/cloud-off.ts';
import { notice } from '../../base/notice.ts';
import type { QueueMessages } from '../../locales/en/incident-queue.ts';
import type { ListModel } from '../list-view.ts';
import { queueBar } from './queue-bar.ts';
import { columns, type RowModel } from './queue-columns.ts';
import { isNarrowed } from './queue-filter.ts';
import type { Queue } from './queue-model.ts';
import { queueRow, type RowState } from './queue-row.ts';

/** How often a row reads what counts down, milliseconds: it is told in minutes. */
export const grainMs = 10_000;

/** From top to bottom: what it is narrowed to, or what to do with what is selected; notices; the rows. */
export function queueTemplate(view: Queue, words: QueueMessages, model: ListModel): TemplateResult {
  const { data, host } = view;
  const { rows, resource, problem } = data;
  const { messages } = model;
  return html`<section
    class="queue"
    part="list"
    aria-label=${model.heading || words.heading}
    @pointerenter=${view.input.onPointer}
    @pointerleave=${view.input.onPointer}
    @focusin=${view.input.onFocus}
    @focusout=${view.input.onFocus}
  >
    ${queueBar(view, words, model)}
    ${model.isStale ? notice('warning', cloudOffGlyph, messages.offline) : nothing}
    ${resource.isLive ? nothing : notice('', circleAlertGlyph, messages.notLive)}
    ${view.bulk?.template() ?? nothing}
    <div class="slot" role="alert">
      ${view.missing ? notice('warning', cloudOffGlyph, view.missing) : nothing}
      ${
        problem
          ? notice('danger', circleAlertGlyph, host.explain(problem), {
              label: messages.retry,
              onClick: () => void data.readNext(),
            })
          : nothing
      }
    </div>
    ${
      rows.changes > 0
        ? html`<button type="button" class="changes" @click=${() => view.updateOrder()}>${words.changes(rows.changes)}</button>`
        : nothing
    }
    ${gridTemplate(view, words, model)}
    ${rows.isKnown && rows.order.length === 0 ? emptyTemplate(view, words) : nothing}
    ${view.keys?.template(words) ?? nothing}
  </section>`;
}

function gridTemplate(view: Queue, words: QueueMessages, model: ListModel): TemplateResult {
  const { data, cursor, selection } = view;
  const { rows, shownOrder, priorities } = data;
  const count = rows.order.length;
  const [first, last] = view.window.range(count);
  const active = cursor.index;
  const drawn = rows.order
    .slice(first, last)
    .map((incident, at) => ({ incident, index: first + at }));
  // The row with the focus stays, wherever is looked at.
  if (active >= 0 && active < first) {
    drawn.unshift({ incident: rows.order[active] as string, index: active });
  } else if (active >= last) {
    drawn.push({ incident: rows.order[active] as string, index: active });
  }
  const row: RowModel = {
    words,
    locale: model.locale,
    now: Math.floor(model.now / grainMs) * grainMs,
    columns: view.columns,
    priorities,
  };
  const isAll = !rows.isMore && rows.next === null;
  const template = ['2rem', ...view.columns.map((name) => columns[name].width)].join(' ');
  return html`<div class="scroller" ${cssVars({ '--template': template, '--rows': count + (rows.next === null ? 0 : 1) })}>
    <i class="probe"></i>
    <div
      class="grid"
      role="grid"
      tabindex=${count > 0 ? nothing : -1}
      aria-label=${words.grid}
      aria-multiselectable="true"
      aria-busy=${!rows.isKnown}
      aria-rowcount=${isAll ? count + 1 : rows.isMore ? -1 : Math.max(rows.total, count) + 1}
      @pointerover=${view.input.onOver}
      @click=${view.input.onClick}
      @keydown=${view.input.onKey}
    >
      <div role="row" class="head" aria-rowindex="1">
        <div role="columnheader" class="cell" data-column="select"><span class="quiet">${words.columns.select}</span></div>
        ${view.columns.map((name) => {
          const { order } = columns[name];
          const sort =
            order !== shownOrder
              ? 'none'
              : order === 'updated' || order === 'newest'
                ? 'descending'
                : 'ascending';
          return html`<div
            role="columnheader"
            class="cell"
            data-column=${name}
            data-order=${order ?? nothing}
            tabindex=${order ? -1 : nothing}
            aria-sort=${order ? sort : nothing}
          >${words.columns[name]}</div>`;
        })}
      </div>
      <div class="rows" role="rowgroup">
        ${repeat(
          drawn,
          ({ incident }) => incident,
          ({ incident, index }) => {
            const known = rows.row(incident);
            if (!known) return nothing;
            const state: RowState = {
              index,
              isActive: index === active,
              isPointed: incident === view.pointed,
              isSelected: selection.has(incident),
              isChosen: model.chosen === incident,
              hasLeft: rows.hasLeft(incident),
              problem: view.refused.get(incident),
            };
            // While it is scrolled most rows stay what they are.
            const decides = [known, ...Object.values(state), ...Object.values(row)];
            return guard(decides, () => queueRow(known, state, row));
          },
        )}
        ${rows.isKnown ? nothing : html`<span class="bone"></span><span class="bone"></span><span class="bone"></span>`}
      </div>
    </div>
  </div>`;
}

function emptyTemplate(view: Queue, words: QueueMessages): TemplateResult {
  return isNarrowed(view.data.filter)
    ? html`<div class="none">
        <p>${words.emptyByFilter}</p>
        <button type="button" @click=${() => view.show({})}>${words.clear}</button>
      </div>`
    : html`<div class="none"><p>${words.empty}</p><p class="hint">${words.emptyHint}</p></div>`;
}

export function queueSkeleton(loading: string | undefined): TemplateResult {
  const row = html`<span class="bone"></span>`;
  return html`<div class="queue" aria-busy="true">
    <span class="quiet" data-say>${loading}</span>
    <div class="bar"><span class="bone short"></span></div>
    <div class="scroller"><div class="rows waiting">${row}${row}${row}${row}${row}${row}</div></div>
  </div>`;
}
