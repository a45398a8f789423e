import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { LiveResource } from '../base/controllers/live-resource.ts';
import { RefreshTimer } from '../base/controllers/refresh-timer.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { cloudOffGlyph } from '../base/glyphs/cloud-off.ts';
import { headingLevel } from '../base/heading-level.ts';
import { hostStyles } from '../base/host-styles.ts';
import { KitElement } from '../base/kit-element.ts';
import { LaterPart } from '../base/later-part.ts';
import { languageOf, messagesOf } from '../base/messages.ts';
import { notice } from '../base/notice.ts';
import { panelStyles } from '../base/panel-styles.ts';
import { bones, standIn, statesOf } from '../base/stand-in.ts';
import type { KitClient } from '../client/client.ts';
import type { AlertSourceDetailMessages } from '../locales/en/alert-source-detail.ts';
import type { AlertSourcesMessages } from '../locales/en/alert-sources.ts';
import type { MessageOverrides } from '../locales/language.ts';
import { styles } from './alert-sources.styles.ts';
import type { SourceDetail } from './source-detail.ts';
import { type SourcesAnswer, type SourceView, sourceRow } from './source-row.ts';

/**
 * What sends alerts from monitoring, and how each source does: when it was heard of last, whether it was refused or is
 * silent. Of the source that is open it shows where to send to and how to set that up, the last deliveries as they came
 * and what was made of each, and what other options would make of them. It is for admins: others are told that they may
 * not see it.
 *
 * @summary Shows the sources of alerts, what they sent, and what was made of it.
 * @csspart source - A source.
 * @csspart detail - What is shown of the source that is open.
 * @csspart delivery - A delivery of it.
 * @csspart try - The form that tries other options.
 * @csspart notice - A sentence above or in place of all that.
 * @cssproperty --incident-kit-accent - Colour of buttons.
 * @cssstate unconfigured - No server is known.
 * @cssstate loading - Nothing is there yet.
 * @cssstate ready - There are sources.
 * @cssstate empty - There are none.
 * @cssstate offline - The server is out of reach; what is shown may be out of date.
 * @cssstate error - The server refuses.
 */
export class AlertSources extends KitElement<'alert-sources'> {
  static override readonly element = 'alert-sources';
  static override styles = [hostStyles, panelStyles, styles];
  static override properties: PropertyDeclarations = {
    heading: {},
    headingLevel: { attribute: 'heading-level' },
    readonly: { type: Boolean },
    source: {},
  };

  /** The heading, in place of the element's own; empty for none. */
  declare heading: string | undefined;
  /** Where the element's first heading stands in the page's outline, from 1 to 6. 2 without it. */
  declare headingLevel: number | undefined;
  /** Only shows what came: no test is sent from here. */
  declare readonly: boolean;
  /** The key of the source that is open. */
  declare source: string | undefined;
  /** What this element says in place of its own messages: any of them, those of the source that is open too. */
  declare messages: MessageOverrides<AlertSourcesMessages & AlertSourceDetailMessages> | undefined;

  readonly #resource = new LiveResource<'incidents', SourcesAnswer>(this.again, {
    read: (kit) => kit.call((api) => api.signals.sources.query()),
    received: ({ sources }) => {
      this.#sources = sources;
      this.#follow();
    },
    // What sources send is told by no stream, but what becomes of it is.
    changed: () => this.#refreshing.soon(),
    forget: () => {
      this.#sources = this.#detail = undefined;
    },
  });
  readonly #refreshing = new RefreshTimer(() => void this.#resource.readAgain());
  readonly #later = new LaterPart<typeof SourceDetail>(
    () => import('./source-detail.ts').then(({ SourceDetail }) => SourceDetail),
    this.again,
  );
  #sources: SourceView[] | undefined;
  #detail: SourceDetail | undefined;
  #opened = '';

  constructor() {
    super();
    this.readonly = false;
  }

  // ---- lifecycle ----

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('source')) {
      this.#opened = String(this.source ?? '').trim();
      this.#follow();
    }
    const { failure } = this.#resource;
    const sources = this.#sources;
    this.setStates(
      statesOf({
        isConfigured: this.kit !== undefined,
        hasSome: sources && sources.length > 0,
        isStale: this.isStale(sources, failure),
        failure,
      }),
    );
  }

  protected override clientChanged(kit: KitClient): () => void {
    return this.#refreshing.beside(this.#resource.connect(kit, 'incidents'));
  }

  /** Has what is open read what it has not: it was opened just now, or something has come since. */
  #follow(): void {
    const source = this.#sources?.find(({ key }) => key === this.#opened);
    if (!source) return;
    void this.#later.come().then(() => {
      const Detail = this.#later.get();
      if (!Detail || this.#opened !== source.key) return;
      if (this.#detail?.key !== source.key) {
        this.#detail = new Detail(source.key, {
          kit: () => this.kit,
          explain: (error) => this.explain(error),
          draw: this.again,
          focusOn: (selector) => void this.focusOn(selector),
          readAgain: () => void this.#resource.readAgain(),
        });
      }
      this.#detail.follow(source);
      this.requestUpdate();
    });
  }

  #toggle(key: string): void {
    this.#opened = this.#opened === key ? '' : key;
    this.#follow();
    this.requestUpdate();
  }

  // ---- rendering ----

  protected override render(messages: AlertSourcesMessages): unknown {
    const sources = this.kit && this.#sources;
    if (sources) return this.#renderSources(sources, messages);
    return standIn(messages, {
      isConfigured: this.kit !== undefined,
      resource: this.#resource,
      explain: (failure) => this.explain(failure),
      skeleton: this.renderSkeleton(),
    });
  }

  protected override renderSkeleton(): unknown {
    return bones(this.text?.loading, ['title', 'row', 'row', 'row']);
  }

  #renderSources(sources: SourceView[], words: AlertSourcesMessages): unknown {
    const heading = this.heading ?? words.heading;
    return html`
      <div class="frame">
        <header>
          ${heading ? html`<h2 aria-level=${headingLevel(this.headingLevel)}>${heading}</h2>` : nothing}
          <button type="button" class="plain" @click=${() => void this.#resource.readAgain()}>
            ${words.refresh}
          </button>
        </header>
        ${
          this.isStale(sources, this.#resource.failure)
            ? notice('warning', cloudOffGlyph, words.offline)
            : nothing
        }
        ${
          sources.length === 0
            ? notice('', circleAlertGlyph, words.none)
            : html`
              <ul class="sources">
                ${sources.map((source) =>
                  sourceRow(source, {
                    words,
                    locale: this.locale,
                    level: headingLevel(this.headingLevel, 1),
                    isOpen: source.key === this.#opened,
                    toggle: () => this.#toggle(source.key),
                    detail:
                      source.key === this.#opened ? this.#renderDetail(source, words) : nothing,
                  }),
                )}
              </ul>
            `
        }
      </div>
    `;
  }

  #renderDetail(source: SourceView, words: AlertSourcesMessages): unknown {
    const language = languageOf(this.locale, 'alert-source-detail');
    const found = messagesOf(language, 'alert-source-detail', this.again);
    if (found && this.#detail?.key === source.key) {
      return this.#detail.draw({
        source,
        words: { ...found, ...this.messages } as AlertSourceDetailMessages,
        locale: this.locale,
        level: headingLevel(this.headingLevel, 2),
        isReadonly: this.readonly,
      });
    }
    return this.#later.hasFailed
      ? notice('warning', cloudOffGlyph, words.partFailed)
      : html`<div class="bone detail" aria-busy="true"></div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'alert-sources': AlertSources;
  }
}
