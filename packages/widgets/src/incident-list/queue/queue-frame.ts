import { html, nothing, type TemplateResult } from 'lit';
import { cssVars } from '../../base/css-vars.ts';
import { circleAlertGlyph } from '../../base/glyphs/circle-alert.ts';
import { cloudOffGlyph } from '../../base/glyphs/cloud-off.ts';
import { headingLevel } from '../../base/heading-level.ts';
import { notice } from '../../base/notice.ts';
import type { QueueMessages } from '../../locales/en/incident-queue.ts';
import type { ListModel } from '../list-view.ts';
import { columns } from './queue-columns.ts';
import type { QueueShell } from './queue-shell.ts';

/**
 * From top to bottom: the heading and the search, or what to do with what is selected; notices; the grid, whose rows
 * are drawn by hand. What there is to work with stands where room was kept for it.
 */
export function queueFrame(
  view: QueueShell,
  words: QueueMessages,
  model: ListModel,
): TemplateResult {
  const { desk, data } = view;
  const { rows, filter } = data;
  const { messages, heading } = model;
  const count = rows.isKnown
    ? words.count(Math.max(rows.total, rows.next === null ? rows.order.length : 0), rows.isMore)
    : '';
  return html`<section class="queue" part="list" aria-label=${heading || words.heading}>
    ${
      desk?.selectionBar() ??
      html`<div class="bar">
        ${heading ? html`<h2 part="heading" tabindex="-1" aria-level=${headingLevel(model.headingLevel)}>${heading}</h2>` : nothing}
        <span class="count muted small">${count}</span>
        <span class="quiet" data-say>${desk?.told}</span>
        <input
          type="search"
          aria-label=${words.search}
          placeholder=${words.searchPlaceholder}
          maxlength="200"
          .value=${filter.text ?? ''}
        />
        <button type="button" class="open-filters" aria-expanded=${!!desk?.panel}>${words.filter}</button>
      </div>
      ${desk?.underBar() ?? html`<div class="views"></div>`}`
    }
    ${model.isStale ? notice('warning', cloudOffGlyph, messages.offline) : nothing}
    ${data.resource.isLive ? nothing : notice('', circleAlertGlyph, messages.notLive)}
    ${desk?.notices(model)}
    ${gridTemplate(view, words)}
    ${rows.isKnown && rows.order.length === 0 ? emptyTemplate(view, words) : nothing}
    ${desk?.keys?.template(desk.words)}
  </section>`;
}

function gridTemplate(view: QueueShell, words: QueueMessages): TemplateResult {
  const { rows, shownOrder } = view.data;
  const count = rows.order.length;
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
    >
      <div role="row" class="head" aria-rowindex="1">
        <div role="columnheader" class="cell" data-column="select"><span class="quiet">${words.columns.select}</span></div>
        ${view.columns.map((name) => {
          const { order } = columns[name];
          const isDown = order === 'updated' || order === 'newest';
          const sort = order !== shownOrder ? 'none' : isDown ? 'descending' : 'ascending';
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
      <div class="rows" role="rowgroup"></div>
    </div>
    ${rows.isKnown ? nothing : bones}
  </div>`;
}

function emptyTemplate({ desk, data }: QueueShell, words: QueueMessages): unknown {
  return Object.values(data.filter).some(Boolean)
    ? desk?.emptyByFilter()
    : html`<div class="none"><p>${words.empty}</p><p class="hint">${words.emptyHint}</p></div>`;
}

const bone = html`<span class="bone"></span>`;
const bones = html`<div class="rows waiting">${[bone, bone, bone]}</div>`;

export function queueSkeleton(loading: string | undefined): TemplateResult {
  return html`<div class="queue" aria-busy="true">
    <span class="quiet" data-say>${loading}</span>
    <div class="bar"><span class="bone short"></span></div>
    <div class="views"></div>
    <div class="scroller">${bones}${bones}</div>
  </div>`;
}
