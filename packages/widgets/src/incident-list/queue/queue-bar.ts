import { html, nothing, type TemplateResult } from 'lit';
import { headingLevel } from '../../base/heading-level.ts';
import type { QueueMessages } from '../../locales/en/incident-queue.ts';
import type { ListModel } from '../list-view.ts';
import { type FilterName, filterNames } from './queue-filter.ts';
import { bulkActions, moreActions, type QueueAction } from './queue-keys.ts';
import type { Queue } from './queue-model.ts';

/** What stands above the rows: the heading, search and filters; or, while rows are selected, what to do with them. */
export function queueBar(view: Queue, words: QueueMessages, model: ListModel): TemplateResult {
  return view.selection.size > 0 ? selectionBar(view, words) : filterBar(view, words, model);
}

function filterBar(view: Queue, words: QueueMessages, model: ListModel): TemplateResult {
  const { data, panel } = view;
  const { rows, filter } = data;
  const count = rows.isKnown
    ? words.count(Math.max(rows.total, rows.next === null ? rows.order.length : 0), rows.isMore)
    : '';
  return html`
    <div class="bar">
      ${model.heading ? html`<h2 part="heading" tabindex="-1" aria-level=${headingLevel(model.headingLevel)}>${model.heading}</h2>` : nothing}
      <span class="count muted small">${count}</span>
      <span class="quiet" data-say>${view.told}</span>
      <input
        type="search"
        aria-label=${words.search}
        placeholder=${words.searchPlaceholder}
        maxlength="200"
        .value=${filter.text ?? ''}
        @input=${view.input.onSearch}
        @keydown=${view.input.onSearchKey}
      />
      <button type="button" class="open-filters" aria-expanded=${!!panel} @click=${() => view.toggleFilters()}>${words.filter}</button>
    </div>
    ${view.views?.template(words) ?? nothing}
    ${chips(view, words)}
    ${panel?.template(words) ?? nothing}
  `;
}

/** Each thing that it is narrowed to, with what takes it away. */
function chips(view: Queue, words: QueueMessages): unknown {
  const { filter } = view.data;
  const set = filterNames.filter(
    (name) => filter[name] && name !== 'text' && (name !== 'status' || filter.status !== 'open'),
  );
  if (set.length === 0) return nothing;
  const without = (names: readonly FilterName[]) =>
    Object.fromEntries(
      Object.entries(filter).filter(([name]) => !names.includes(name as FilterName)),
    );
  return html`<ul class="chips" role="list" aria-label=${words.filters}>
    ${set.map((name) => {
      const said = `${words.by[name]}: ${view.nameOf(name, words)}`;
      return html`<li><button
        type="button"
        class="chip"
        aria-label=${words.remove(said)}
        @click=${() => void view.removeFilter(without([name]))}
      ><bdi>${said}</bdi><span aria-hidden="true">×</span></button></li>`;
    })}
    <li><button type="button" class="plain" @click=${() => void view.removeFilter({})}>${words.clear}</button></li>
  </ul>`;
}

function selectionBar(view: Queue, words: QueueMessages): TemplateResult {
  const { selection } = view;
  const button = (action: QueueAction) => html`<button
    type="button"
    @click=${() => void view.act(action)}
  >${words.actions[action]}</button>`;
  const more = async () => {
    await view.loadActions();
    view.showsMore = !view.showsMore;
    // In a sheet, where there is no room for them.
    await (view.isNarrow ? view.host.focusOn('.choices button') : view.host.changed());
  };
  return html`<div class="bar" role="toolbar" aria-label=${words.selected(selection.size)} @keydown=${onToolbarKey}>
    <b data-say>${words.selected(selection.size)}</b>
    ${
      view.isNarrow
        ? html`<button type="button" class="primary" aria-haspopup="dialog" @click=${more}>${words.do}</button>`
        : html`${bulkActions.map(button)}
          <button type="button" aria-expanded=${view.showsMore} @click=${more}>${words.more}</button>
          ${view.showsMore ? moreActions.map(button) : nothing}`
    }
    <button type="button" class="plain" @click=${() => view.clearSelection()}>${words.clearSelection}</button>
  </div>`;
}

/** The arrow keys move along a toolbar. */
function onToolbarKey(event: KeyboardEvent): void {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const bar = event.currentTarget as HTMLElement;
  const buttons = [...bar.querySelectorAll('button')];
  const at = buttons.indexOf(event.target as HTMLButtonElement);
  if (!by || at < 0) return;
  event.preventDefault();
  const turn = getComputedStyle(bar).direction === 'rtl' ? -by : by;
  buttons[(at + turn + buttons.length) % buttons.length]?.focus();
}
