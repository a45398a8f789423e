import type { Topic } from '@incident-kit/server/domain';
import { html, nothing, render, type TemplateResult } from 'lit';
import { addStyles } from '../base/add-styles.ts';
import { LiveResource } from '../base/controllers/live-resource.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { cloudOffGlyph } from '../base/glyphs/cloud-off.ts';
import { headingLevel } from '../base/heading-level.ts';
import { notice } from '../base/notice.ts';
import type { KitApi } from '../client/api.ts';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import { aimChangesIn } from './aim.ts';
import { styles } from './incident-list.styles.ts';
import type { ListHost, ListModel, ListView } from './list-view.ts';
import { reportRow } from './report-row.ts';
import { ReportRows } from './report-rows.ts';

type ListAnswer = Awaited<ReturnType<KitApi['incidents']['list']['query']>>;

const topic = 'incidents' satisfies Topic;
/** As many as are read at once. */
const limit = 20;
/** What somebody else reports within this time is looked at together, milliseconds. */
const gatherMs = 1_000;

/** What the person who looks at it reported: a plain list, newest first. */
export class ReportsView implements ListView {
  readonly #host: ListHost;
  readonly #reports = new ReportRows();
  readonly #resource: LiveResource<typeof topic, ListAnswer>;
  #kit: KitClient | undefined;
  #gathering: ReturnType<typeof setTimeout> | undefined;
  /** The page that is on its way; an answer to anything else comes too late. */
  #paging: object | undefined;
  #problem: KitRequestError | undefined;
  #model: ListModel | undefined;
  #items = new Map<string, HTMLElement>();

  constructor(host: ListHost) {
    this.#host = host;
    this.#resource = new LiveResource(host.changed, {
      read: (kit) => this.#read(kit),
      received: (answer) => this.#reports.receiveFirst(answer),
      changed: ({ incident }) => {
        if (this.#reports.change(incident)) {
          this.#gathering ??= setTimeout(() => {
            this.#gathering = undefined;
            void this.#resource.readAgain();
          }, gatherMs);
        }
        host.changed();
      },
      failed: ({ definite }) => {
        // What one may no longer see is no longer shown; what is out of reach stays as it stood.
        if (definite) this.#forget();
      },
      putBack: () => this.#forget(),
      forget: () => this.#forget(),
    });
  }

  get isReady(): boolean {
    return this.#reports.isKnown;
  }

  get failure(): KitRequestError | undefined {
    return this.#resource.failure;
  }

  connect(kit: KitClient): () => void {
    this.#kit = kit;
    const disconnect = this.#resource.connect(kit, topic);
    return () => {
      disconnect();
      clearTimeout(this.#gathering);
      this.#gathering = undefined;
    };
  }

  reload(): void {
    this.#resource.reload();
  }

  changesIn(now: number): number {
    return Math.min(Infinity, ...this.#reports.rows.map((row) => aimChangesIn(row, now)));
  }

  #addStyles(): void {
    addStyles(this.#host.root().getRootNode() as ShadowRoot, styles);
  }

  template(model: ListModel): TemplateResult {
    this.#addStyles();
    this.#model = model;
    const { messages, heading } = model;
    const { rows, next } = this.#reports;
    return html`
      <section class="frame" part="list" aria-label=${heading || messages.heading}>
        ${
          heading
            ? html`<h2 part="heading" tabindex="-1" aria-level=${headingLevel(model.headingLevel)}>${heading}</h2>`
            : nothing
        }
        ${model.isStale ? notice('warning', cloudOffGlyph, messages.offline) : nothing}
        ${this.#resource.isLive ? nothing : notice('', circleAlertGlyph, messages.notLive)}
        <div class="slot" role="alert">
          ${this.#problem ? notice('danger', circleAlertGlyph, this.#host.explain(this.#problem)) : nothing}
        </div>
        ${
          rows.length > 0
            ? html`<ul class="reports" role="list"></ul>`
            : html`<div class="none"><p>${messages.empty}</p><p class="hint">${messages.emptyHint}</p></div>`
        }
        ${
          next === null
            ? nothing
            : html`<button
                type="button"
                class="more"
                aria-disabled=${!!this.#paging}
                @click=${() => this.#readMore()}
              >${this.#paging ? messages.loadingMore : messages.more}</button>`
        }
      </section>
    `;
  }

  /** Draws the rows. Each stays the element that it is, wherever it comes to stand: it may have the focus. */
  updated(): void {
    const list = this.#host.root().querySelector('ul.reports');
    const model = this.#model;
    if (!list || !model) return;
    const before = this.#items;
    this.#items = new Map();
    let at = list.firstElementChild;
    for (const row of this.#reports.rows) {
      const item = before.get(row.incident) ?? document.createElement('li');
      item.setAttribute('part', 'row');
      this.#items.set(row.incident, item);
      render(reportRow(row, model, this.#open), item);
      if (item === at) at = at.nextElementSibling;
      else list.insertBefore(item, at);
    }
    while (list.children.length > this.#items.size) list.lastElementChild?.remove();
  }

  readonly #open = (event: MouseEvent, incident: string): void => {
    // In another tab, or in none that this page knows of.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const isWanted = this.#host.select({ incident, intent: 'open' });
    if (!isWanted) event.preventDefault();
  };

  skeleton(loading: string | undefined): TemplateResult {
    this.#addStyles();
    const row = html`<div class="report"><span class="bone line"></span><span class="bone line short"></span></div>`;
    return html`
      <div class="frame" aria-busy="true">
        <span class="quiet" data-say>${loading}</span>
        <span class="bone line heading"></span>
        <div class="reports">${row}${row}${row}</div>
      </div>
    `;
  }

  #read(kit: KitClient, before?: number | string): Promise<ListAnswer> {
    return kit.call((api) =>
      api.incidents.list.query({
        status: 'all',
        reportedBy: 'me',
        limit,
        ...(before && { before }),
      }),
    );
  }

  async #readMore(): Promise<void> {
    const { next, rows } = this.#reports;
    if (!this.#kit || next === null || this.#paging) return;
    const paging = {};
    this.#paging = paging;
    this.#problem = undefined;
    this.#host.changed();
    let page: ListAnswer | undefined;
    let problem: KitRequestError | undefined;
    try {
      page = await this.#read(this.#kit, next);
    } catch (thrown) {
      problem = thrown as KitRequestError;
    }
    // All was read anew meanwhile, or for somebody else.
    if (paging !== this.#paging) return;
    this.#paging = undefined;
    this.#problem = problem;
    if (page && this.#reports.next === next) this.#reports.receiveNext(page);
    this.#host.changed();
    // The button that was pressed may be gone.
    const first = page?.next === null ? this.#reports.rows[rows.length] : undefined;
    if (first) await this.#host.focusOn(`[data-incident="${first.incident}"]`);
  }

  #forget(): void {
    this.#reports.forget();
    this.#paging = this.#problem = undefined;
  }
}
