import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { LiveResource } from '../base/controllers/live-resource.ts';
import { RefreshTimer } from '../base/controllers/refresh-timer.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { circleCheckGlyph } from '../base/glyphs/circle-check.ts';
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
import type { KitRequestError } from '../client/errors.ts';
import type { SentMessagesMessages } from '../locales/en/sent-messages.ts';
import type { SentMessagesTargetsMessages } from '../locales/en/sent-messages-targets.ts';
import type { MessageOverrides } from '../locales/language.ts';
import {
  type Filter,
  type Messages,
  type MessageView,
  readMore,
  readShown,
} from './message-pages.ts';
import { messageRow } from './message-row.ts';
import './sent-messages.events.ts';
import { styles } from './sent-messages.styles.ts';
import type { TargetForm } from './target-form.ts';

const filters: readonly Filter[] = ['all', 'waiting', 'sent', 'dead'];

/**
 * What the kit tells people outside of it, by email, webhooks and in chats: what waits, what was sent, and what failed
 * for good and why, with a button that sends it again. Targets can be tested, and what they would be sent be shown. It
 * is for admins: others are told that they may not see it.
 *
 * @summary Shows the messages that leave the kit, and sends failed ones again.
 * @fires message-sent-again - A message that had failed is tried again; `detail.message` is its id.
 * @csspart filters - Which messages are shown.
 * @csspart message - A message.
 * @csspart targets - The form that tests a target.
 * @csspart notice - A sentence above or in place of all that.
 * @cssproperty --incident-kit-accent - Colour of buttons and of the filter that is chosen.
 * @cssstate unconfigured - No server is known.
 * @cssstate loading - Nothing is there yet.
 * @cssstate ready - There are messages.
 * @cssstate empty - There are none.
 * @cssstate offline - The server is out of reach; what is shown may be out of date.
 * @cssstate error - The server refuses.
 */
export class SentMessages extends KitElement<'sent-messages'> {
  static override readonly element = 'sent-messages';
  static override styles = [hostStyles, panelStyles, styles];
  static override properties: PropertyDeclarations = {
    heading: {},
    headingLevel: { attribute: 'heading-level' },
    readonly: { type: Boolean },
  };

  /** The heading, in place of the element's own; empty for none. */
  declare heading: string | undefined;
  /** Where the element's first heading stands in the page's outline, from 1 to 6. 2 without it. */
  declare headingLevel: number | undefined;
  /** Only shows the messages: nothing is sent from here. */
  declare readonly: boolean;
  /** What this element says in place of its own messages: any of them, those of the form too. */
  declare messages:
    | MessageOverrides<SentMessagesMessages & SentMessagesTargetsMessages>
    | undefined;

  readonly #resource = new LiveResource<'incidents', Messages>(this.again, {
    read: (kit) => readShown(kit, this.#filter, this.#shown),
    received: (shown) => {
      // What was asked for before another filter was chosen comes too late.
      if (shown.filter === this.#filter) this.#shown = shown;
      if (shown.isSending) this.#refreshing.soon();
    },
    // No stream tells of messages, but what they tell of is told.
    changed: () => this.#refreshing.soon(),
    forget: () => {
      this.#shown = this.#news = undefined;
      this.#form = undefined;
      this.#isTargetsOpen = false;
    },
  });
  readonly #refreshing = new RefreshTimer(() => void this.#resource.readAgain());
  readonly #later = new LaterPart<typeof TargetForm>(
    () => import('./target-form.ts').then(({ TargetForm }) => TargetForm),
    this.again,
  );
  #filter: Filter = 'all';
  #shown: Messages | undefined;
  #form: TargetForm | undefined;
  #isTargetsOpen = false;
  #isReadingMore = false;
  /** What somebody did here last, or why it was refused. */
  #news: { problem: KitRequestError } | { done: string } | undefined;

  constructor() {
    super();
    this.readonly = false;
  }

  // ---- lifecycle ----

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { failure } = this.#resource;
    const shown = this.#shown;
    this.setStates(
      statesOf({
        isConfigured: this.kit !== undefined,
        hasSome: shown && shown.messages.length > 0,
        isStale: this.isStale(shown, failure),
        failure,
      }),
    );
  }

  protected override clientChanged(kit: KitClient): () => void {
    return this.#refreshing.beside(this.#resource.connect(kit, 'incidents'));
  }

  // ---- what somebody does ----

  #choose(filter: Filter): void {
    this.#filter = filter;
    this.#news = undefined;
    void this.#resource.readAgain();
    this.requestUpdate();
  }

  async #more(): Promise<void> {
    const { kit } = this;
    const shown = this.#shown;
    if (!kit || !shown || this.#isReadingMore) return;
    this.#isReadingMore = true;
    try {
      const more = await readMore(kit, shown);
      // Read again meanwhile: what came then may not follow on this.
      if (this.#shown === shown) this.#shown = more;
    } catch (problem) {
      this.#news = { problem: problem as KitRequestError };
    }
    this.#isReadingMore = false;
    // The button may be gone.
    if (this.#shown?.next === null) void this.focusOn('.count');
    else this.requestUpdate();
  }

  readonly #sendAgain = async (message: MessageView): Promise<void> => {
    const { kit } = this;
    const { id, incident, target } = message;
    if (!kit) return;
    this.#news = undefined;
    try {
      const again = await kit.call((api) => api.messages.sendAgain.mutate({ id }));
      this.#news = { done: this.text?.again(target) ?? '' };
      if (this.#shown) {
        const messages = this.#shown.messages.map((each) => (each.id === id ? again : each));
        this.#shown = { ...this.#shown, messages };
      }
      this.emit('message-sent-again', { message: id, incident });
      // The button is gone with which it was done.
      void this.focusOn('.count');
    } catch (problem) {
      this.#news = { problem: problem as KitRequestError };
      this.requestUpdate();
    }
  };

  #toggleTargets(): void {
    this.#isTargetsOpen = !this.#isTargetsOpen;
    if (!this.#isTargetsOpen) return void this.focusOn('.opener');
    void this.#later.come().then(() => {
      const Form = this.#later.get();
      if (!Form || !this.kit) return;
      this.#form ??= new Form({
        kit: () => this.kit,
        explain: (error) => this.explain(error),
        draw: this.again,
        close: () => this.#toggleTargets(),
        focusOn: (selector) => void this.focusOn(selector),
      });
      void this.#form.read();
    });
    this.requestUpdate();
  }

  // ---- rendering ----

  protected override render(messages: SentMessagesMessages): unknown {
    const shown = this.kit && this.#shown;
    if (shown) return this.#renderMessages(shown, messages);
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

  #renderMessages(shown: Messages, words: SentMessagesMessages): unknown {
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
          this.isStale(shown, this.#resource.failure)
            ? notice('warning', cloudOffGlyph, words.offline)
            : nothing
        }
        <div class="filters" part="filters" role="group" aria-label=${words.show}>
          ${filters.map(
            (filter) => html`
              <button
                type="button"
                aria-pressed=${this.#filter === filter}
                @click=${() => this.#choose(filter)}
              >
                ${words.filters[filter]}
              </button>
            `,
          )}
        </div>
        <div class="slot" role="status">${this.#renderNews()}</div>
        ${shown.filter === this.#filter ? this.#renderList(shown, words) : this.#renderWaiting()}
        ${this.readonly ? nothing : this.#renderTargets(words)}
      </div>
    `;
  }

  #renderWaiting(): unknown {
    return html`<div class="bone row" aria-busy="true"></div>`;
  }

  #renderNews(): unknown {
    const news = this.#news;
    if (!news) return nothing;
    return 'done' in news
      ? notice('success', circleCheckGlyph, news.done)
      : notice('danger', circleAlertGlyph, this.explain(news.problem));
  }

  #renderList({ messages, next, filter }: Messages, words: SentMessagesMessages): unknown {
    if (messages.length === 0) {
      const isAll = filter === 'all';
      const clear = { label: words.clear, onClick: () => this.#choose('all') };
      return isAll
        ? notice('', circleAlertGlyph, words.none)
        : notice('', circleAlertGlyph, words.noneOfState, clear);
    }
    const sendAgain = this.readonly
      ? undefined
      : (message: MessageView) => void this.#sendAgain(message);
    const model = { words, locale: this.locale, sendAgain };
    return html`
      <p class="count hint" tabindex="-1" data-say>${words.shown(messages.length)}</p>
      <ul class="messages">
        ${messages.map((each) => messageRow(each, model))}
      </ul>
      ${
        next === null
          ? nothing
          : html`
            <button type="button" aria-disabled=${this.#isReadingMore} @click=${() => void this.#more()}>
              ${words.more}
            </button>
          `
      }
    `;
  }

  #renderTargets(words: SentMessagesMessages): unknown {
    const opener = html`
      <p>
        <button
          type="button"
          class="opener"
          aria-expanded=${this.#isTargetsOpen}
          @click=${() => this.#toggleTargets()}
        >
          ${words.openTargets}
        </button>
      </p>
    `;
    if (!this.#isTargetsOpen) return opener;
    const language = languageOf(this.locale, 'sent-messages-targets');
    const found = messagesOf(language, 'sent-messages-targets', this.again);
    const targets = found && ({ ...found, ...this.messages } as SentMessagesTargetsMessages);
    if (targets && this.#form) return html`${opener} ${this.#form.draw(targets, words)}`;
    return this.#later.hasFailed
      ? html`${opener} ${notice('warning', cloudOffGlyph, words.partFailed)}`
      : html`${opener}<div class="bone form" aria-busy="true"></div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sent-messages': SentMessages;
  }
}
