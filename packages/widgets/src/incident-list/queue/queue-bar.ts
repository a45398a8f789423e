import { html, nothing, type TemplateResult } from 'lit';
import { circleAlertGlyph } from '../../base/glyphs/circle-alert.ts';
import { cloudOffGlyph } from '../../base/glyphs/cloud-off.ts';
import { notice } from '../../base/notice.ts';
import type { ListModel } from '../list-view.ts';
import { type FilterName, filterNames, isNarrowed } from './queue-filter.ts';
import { bulkActions, moreActions, type QueueAction } from './queue-keys.ts';
import type { Queue, QueueWords } from './queue-model.ts';

/** Under the search: the views, what it is narrowed to, and what it can be narrowed to. */
export function underBar(view: Queue, words: QueueWords): TemplateResult {
  return html`${view.views?.template(words)}${chips(view, words)}${view.panel?.template(words)}`;
}

/** What is said above the rows of what was done, and of what did not come. */
export function notices(view: Queue, words: QueueWords, { messages }: ListModel): TemplateResult {
  const { pages, moves, host, missing } = view;
  const { problem } = pages;
  return html`
    ${view.bulk?.template()}
    <div class="slot" role="alert">
      ${missing ? notice('warning', cloudOffGlyph, missing) : nothing}
      ${
        problem
          ? notice('danger', circleAlertGlyph, host.explain(problem), {
              label: messages.retry,
              onClick: () => void pages.readNext(),
            })
          : nothing
      }
    </div>
    ${
      moves.changes > 0
        ? html`<button type="button" class="changes" @click=${() => view.updateOrder()}>${words.changes(moves.changes)}</button>`
        : nothing
    }
  `;
}

/** Where nothing fits: that it is the filters, and what takes them away. */
export function emptyByFilter(view: Queue, words: QueueWords): TemplateResult | undefined {
  if (!isNarrowed(view.data.filter)) {
    return html`<div class="none"><p>${words.empty}</p><p class="hint">${words.emptyHint}</p></div>`;
  }
  return html`<div class="none">
    <p>${words.emptyByFilter}</p>
    <button type="button" @click=${() => view.show({})}>${words.clear}</button>
  </div>`;
}

/** Each thing that it is narrowed to, with what takes it away. */
function chips(view: Queue, words: QueueWords): unknown {
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

/** What to do with what is selected; nothing while nothing is. */
export function selectionBar(view: Queue, words: QueueWords): TemplateResult | undefined {
  const { selection } = view;
  if (selection.size === 0) return undefined;
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
