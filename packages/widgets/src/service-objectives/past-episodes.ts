import { html, nothing } from 'lit';
import { LiveResource } from '../base/controllers/live-resource.ts';
import { formatInstant } from '../base/intl.ts';
import { standIn } from '../base/stand-in.ts';
import type { KitApi } from '../client/api.ts';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import type { ObjectiveDetailsMessages } from '../locales/en/objective-details.ts';
import type { ServiceObjectivesMessages } from '../locales/en/service-objectives.ts';
import { spanOf, timesOf } from './objective-card.ts';
import type { Objective } from './objectives.ts';

type Page = Awaited<ReturnType<KitApi['objectives']['history']['query']>>;
type Episode = Page['episodes'][number];
export type DetailsMessages = ServiceObjectivesMessages & ObjectiveDetailsMessages;

/** The element that shows them. */
interface EpisodesView {
  words: DetailsMessages;
  locale: string;
  /** The server's, epoch milliseconds. */
  now: number;
  explain(failure: KitRequestError): string;
}

/** A table of them is seen at a glance; there are more behind it. */
const pageSize = 20;

/** When the budget of an objective burned too fast, the newest first. Read once it is shown, and again with each change. */
export class PastEpisodes {
  readonly #id: string;
  readonly #changed: () => void;
  readonly #resource: LiveResource<string, Page & { seq: number }>;
  #shown: Page | undefined;
  #kit: KitClient | undefined;
  #stop: (() => void) | undefined;
  /** How the objective stood when they were read. */
  #readAt: string | undefined;
  #isReadingMore = false;

  /** @param changed - called when there is something else to show */
  constructor(objective: string, changed: () => void) {
    this.#id = objective;
    this.#changed = changed;
    this.#resource = new LiveResource(changed, {
      read: async (kit) => ({ ...(await this.#read(kit)), seq: 0 }),
      received: (page) => {
        this.#shown = page;
      },
      forget: () => {
        this.#shown = undefined;
      },
    });
  }

  /** Begins to read them. */
  connect(kit: KitClient): void {
    this.#kit = kit;
    this.#stop = this.#resource.connect(kit, this.#id);
  }

  disconnect(): void {
    this.#stop?.();
  }

  draw({ name, burning }: Objective, view: EpisodesView): unknown {
    const { words } = view;
    const now = JSON.stringify(burning);
    if (this.#readAt !== undefined && now !== this.#readAt) void this.#resource.readAgain();
    this.#readAt = now;
    if (!this.#shown) {
      return standIn(
        { ...words, failed: words.pastFailed },
        {
          ...{ isConfigured: true, resource: this.#resource, explain: view.explain },
          skeleton: html`<p class="hint" aria-busy="true" data-say>${words.pastLoading}</p>`,
        },
      );
    }
    const { episodes, before } = this.#shown;
    if (episodes.length === 0) return html`<p class="hint" data-say>${words.noEpisodes}</p>`;
    return html`
      <div class="scroller" role="region" tabindex="0" aria-label=${words.pastOf(name)}>
        <table>
          <thead>
            <tr>
              <th scope="col">${words.began}</th>
              <th scope="col">${words.lasted}</th>
              <th scope="col">${words.howFast}</th>
            </tr>
          </thead>
          <tbody>
            ${episodes.map((each) => row(each, words, view))}
          </tbody>
        </table>
      </div>
      ${
        before === null
          ? nothing
          : html`<button type="button" aria-disabled=${this.#isReadingMore} @click=${() => void this.#readMore()}>${words.earlier}</button>`
      }
    `;
  }

  #read(kit: KitClient, before?: number): Promise<Page> {
    const asked = { id: this.#id, limit: pageSize, ...(before !== undefined && { before }) };
    return kit.call((api) => api.objectives.history.query(asked));
  }

  /** Without an answer the button is still there to be pressed. */
  async #readMore(): Promise<void> {
    const shown = this.#shown;
    if (!this.#kit || !shown || shown.before === null || this.#isReadingMore) return;
    this.#isReadingMore = true;
    this.#changed();
    const page = await this.#read(this.#kit, shown.before).catch(() => undefined);
    this.#isReadingMore = false;
    if (page && this.#shown === shown) {
      this.#shown = { ...page, episodes: [...shown.episodes, ...page.episodes] };
    }
    this.#changed();
  }
}

function row(
  { at, endedAt, level, burn }: Episode,
  words: DetailsMessages,
  { locale, now }: EpisodesView,
): unknown {
  const began = formatInstant(locale, at, { dateStyle: 'medium', timeStyle: 'short' });
  const span = spanOf(locale, (endedAt ?? now) - at);
  return html`
    <tr>
      <td>${began}</td>
      <td>${endedAt === null ? words.soFar(span) : span}</td>
      <td>
        ${words.kinds[level]}: ${timesOf(burn.long, { words, locale })} ·
        ${timesOf(burn.short, { words, locale })}
      </td>
    </tr>
  `;
}
