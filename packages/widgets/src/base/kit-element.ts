import type { FieldError } from '@incident-kit/server/domain';
import type { PropertyValues } from '@lit/reactive-element';
import { nothing, type RenderOptions, render } from 'lit';
import type {
  ElementMessages,
  ElementName,
  ErrorOverrides,
  SaidError,
  Sentence,
} from '../locales/language.ts';
import { followGround, leaveGround } from './ground.ts';
import { KitBase } from './kit-base.ts';
import { messagesOf, pageMessages } from './messages.ts';
import { fields, keepTyped } from './typed-keys.ts';

/**
 * What every element with a template extends. It is to `KitBase` what LitElement is to
 * ReactiveElement, in LitElement's own few lines: a class has one parent, and `KitBase` cannot be
 * both with and without templates. For the hooks see `KitBase`.
 *
 * What is drawn with `data-say` is told to a screen reader when it appears and whenever it changes, half a
 * second later, so that what comes and goes is not, and what is typed does not interrupt. It is said from a
 * region that is there before: one that comes with words in it is not heard.
 *
 * Until the element's messages have come it is loading, whatever else it knows, and shows its skeleton.
 */
export abstract class KitElement<Name extends ElementName = ElementName> extends KitBase<Name> {
  protected readonly renderOptions: RenderOptions = { host: this };
  readonly #voice = document.createElement('p');
  #said: (string | null)[] = [];
  #speaking: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    keepTyped(this);
  }

  /**
   * Also true while somebody types in one of its fields: pages whose shortcuts listen before any element can
   * ask this of what the event comes from, and leave alone what is edited.
   */
  override get isContentEditable(): boolean {
    return this.shadowRoot?.activeElement?.matches(fields) ?? super.isContentEditable;
  }

  /**
   * A box of the element's own around what it draws: it has the element's colours, and is as wide as
   * the page lets it be. The host's own style is the page's.
   */
  protected override createRenderRoot(): HTMLElement {
    const box = document.createElement('div');
    super.createRenderRoot().append(box);
    box.className = 'box';
    box.append(Object.assign(this.#voice, { className: 'quiet', role: 'status' }));
    return box;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    followGround(this, this.renderRoot as HTMLElement);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    leaveGround(this);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { element } = this.constructor as typeof KitElement;
    const defaults = this.kit?.elements?.[element ?? ''];
    const own = this as Record<string, unknown>;
    for (const name in defaults) {
      // What the page says, also an empty text, counts; a box that it does not tick says nothing.
      if ((own[name] ?? false) === false) own[name] = defaults[name];
    }
    // Before they are needed: when the network is gone they cannot be loaded.
    this.#sentences();
  }

  protected override update(changed: PropertyValues): void {
    // Before super.update(), so that what render() sets does not ask for another update.
    const value = this.text ? this.render(this.text) : this.renderSkeleton();
    super.update(changed);
    const box = this.renderRoot as HTMLElement;
    // Only what is another: whoever looks for the language of what is in here hears of each that is set.
    if (this.text && box.lang !== this.locale) box.lang = this.locale;
    try {
      render(value, box, this.renderOptions);
    } catch (error) {
      void import('./refused-templates.ts').then(({ showRefusal }) => {
        showRefusal(error, box, (refusal) => this.explain(refusal));
        // It may have come after what is here was said.
        this.#speakSoon();
      });
    }
    this.#speakSoon();
  }

  #speakSoon(): void {
    clearTimeout(this.#speaking);
    this.#speaking = setTimeout(this.#speak, 500);
  }

  readonly #speak = (): void => {
    const all = [...this.renderRoot.querySelectorAll('[data-say]')].map((each) => each.textContent);
    // What is still there has been said.
    const news = all.filter((each) => !this.#said.includes(each));
    this.#said = all;
    if (news[0] || !all[0]) this.#voice.textContent = news.join(' ');
  };

  /** Sets and clears custom states, which pages style with `:state(name)`. */
  protected setStates(states: Record<string, boolean>): void {
    for (const [name, on] of Object.entries(states)) {
      this.internals.states[(this.text ? on : name === 'loading') ? 'add' : 'delete'](name);
    }
  }

  /** Whether what is shown may be out of date: the server is out of reach, or the last read failed. */
  protected isStale(shown: unknown, failure: unknown): boolean {
    return !!shown && (this.offline || !!failure);
  }

  /** The language's sentence for an error, or for one of its fields; else the server's. */
  protected explain({ code, message, fields, details }: SaidError, field?: FieldError): string {
    const all = [pageMessages(this.language).errors, this.#sentences()];
    const sentences = field
      ? all.map((each) => field.code && each?.fields?.[field.code])
      : all.map((each) => each?.[code]);
    const sentence: Sentence<never> = sentences.find(Boolean) ?? field?.message ?? message;
    if (typeof sentence !== 'function') return sentence;
    const facts: unknown = field ? (field.values ?? {}) : { values: details ?? {}, fields };
    return sentence(facts as never);
  }

  /** English has none: it is what the server says. */
  #sentences(): ErrorOverrides | undefined {
    return this.language === 'en' ? undefined : messagesOf(this.language, 'errors', this.again);
  }

  /** Moves the focus to what the next update will have drawn. */
  protected async focusOn(selector: string): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  /** What the element shows, as a Lit template. */
  protected abstract render(text: ElementMessages[Name]): unknown;

  /** What it shows until its messages have come: without a word, and as high as what will be there. */
  protected renderSkeleton(): unknown {
    return nothing;
  }
}
